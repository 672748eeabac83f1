internal import ClusterModel

/// A timer of gluster's daemons.
enum GlusterTimer: Sendable, Hashable {
    /// The members prepare what a transaction is to commit.
    case stages(UInt64)
    /// A daemon notices that a peer has been gone for a while.
    case notices(HostName, goneIs: HostName)
    case connects(HostName, HostName)
    /// What one daemon learnt of a new member reaches the others.
    case joins(HostName, prober: HostName)
    /// At the end of a boot, or a minute after a crash.
    case startsGlusterd(HostName, boot: Int)
    case heals
    case unlocks(transaction: UInt64)
}

extension ClusterState {
    mutating func fire(_ timer: GlusterTimer) {
        switch timer {
        case .stages(let id): stage(id)
        case .notices(let viewer, let gone): notice(viewer, gone)
        case .connects(let one, let other): connect(one, other)
        case .joins(let host, let prober): settle(host, probedBy: prober)
        case .startsGlusterd(let host, let boot):
            if self[host]?.boot == boot, self[host]?.units[Self.glusterdUnit]?.active == .activating {
                startGlusterd(host)
            }
        case .heals: heal()
        case .unlocks(let transaction): release(transaction)
        }
    }
}
