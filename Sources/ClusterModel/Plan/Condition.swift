/// A fact that must hold at the moment of acting. Read anew by the executor, judged by Planning.
package enum Precondition: Sendable, Hashable, Codable {
    case storage(StoragePrecondition)
    case gluster(GlusterPrecondition)
    case ctdb(CTDBPrecondition)

    /// What is to be asked.
    package var target: Target {
        switch self {
        case .storage(let condition): .host(condition.host)
        case .gluster(let condition): .host(condition.host)
        case .ctdb(let condition): .host(condition.host)
        }
    }
}

/// What the next observation must show for the step to count as done.
package enum Postcondition: Sendable, Hashable, Codable {
    case host(HostOSPostcondition)
    case storage(StoragePostcondition)
    case gluster(GlusterPostcondition)
    case ctdb(CTDBPostcondition)
    case nfs(NFSPostcondition)
    case hostedEngine(HostedEnginePostcondition)
}
