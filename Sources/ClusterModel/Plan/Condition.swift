/// A fact that must hold at the moment of acting. Read anew by the executor, judged by Planning.
package enum Precondition: Sendable, Hashable {
    case storage(StoragePrecondition)
    case gluster(GlusterPrecondition)

    /// The host to be asked.
    package var host: HostName {
        switch self {
        case .storage(let condition): condition.host
        case .gluster(let condition): condition.host
        }
    }
}

/// What the next observation must show for the step to count as done.
package enum Postcondition: Sendable, Hashable {
    case host(HostOSPostcondition)
    case storage(StoragePostcondition)
    case gluster(GlusterPostcondition)
}
