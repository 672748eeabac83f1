/// A fact about CTDB that must hold at the moment of acting.
package enum CTDBPrecondition: Sendable, Hashable, Codable {
    /// The lock volume is mounted: ctdbd never starts on a lock of the local disk.
    case lockMounted(HostName, CTDBClusterSpec.LockVolume)
    /// The host's own node is healthy: it can take over what another one gives up.
    case nodeHealthy(HostName)

    /// The host to be asked.
    package var host: HostName {
        switch self {
        case .lockMounted(let host, _), .nodeHealthy(let host): host
        }
    }
}

/// What the next observation of CTDB must show for a step to count as done.
package enum CTDBPostcondition: Sendable, Hashable, Codable {
    /// The directory exists and is immutable where it can be, or the volume is mounted over it already.
    case lockDirectory(HostName, CTDBClusterSpec.LockVolume)
    case lockMounted(HostName, CTDBClusterSpec.LockVolume)
    /// systemd has read the unit files as they are.
    case unitsRead(HostName)
    /// The daemon is active and enabled, and answers.
    case runs(HostName)
    case stopped(HostName)
    /// In force, not only in the file.
    case tunable(HostName, CTDBClusterSpec.Tunable)
    /// The host's daemon has these nodes: number and address.
    case nodes(HostName, [CTDBNode])
    /// The host's daemon knows these public addresses.
    case addresses(HostName, [String])
    case script(HostName, String, isEnabled: Bool)
}
