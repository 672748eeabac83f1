internal import ClusterModel

/// Something that happens by itself at a certain time.
struct Timer: Sendable, Hashable {
    let at: Duration
    /// Of two timers at the same time the one with the lower number is first.
    let order: UInt64
    let kind: Kind

    enum Kind: Sendable, Hashable {
        case commandEnds(UInt64)
        case host(HostTimer)
        case gluster(GlusterTimer)
        case ctdb(CTDBTimer)
        case nfs(NFSTimer)
        case hostedEngine(HostedEngineTimer)
    }
}
