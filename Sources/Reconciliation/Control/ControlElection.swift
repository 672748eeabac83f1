package import ClusterModel

/// What is known of the election by a lock on a volume.
package enum ControlElection: Sendable, Hashable {
    /// Not tried, or no volume is declared for it.
    case notTried
    /// This controller holds the lock.
    case leading(VolumeName)
    /// Another controller does; nil is one whose name cannot be read.
    case otherLeads(VolumeName, HostName?)
    /// Neither can be said.
    case failed(VolumeName, words: String)

    /// Why a controller may not act where the lock on a volume elects the one that does; nil where it may.
    func obstacle(by volume: VolumeName) -> ControllerEvent.ObservingReason? {
        switch self {
        case .leading(volume): nil
        case .otherLeads(volume, let host): .otherLeads(volume, host)
        case .failed(volume, let words): .noElection(volume, words: words)
        case .notTried, .leading, .otherLeads, .failed: .noElection(volume, words: "the lock was not tried yet")
        }
    }

    var isLeading: Bool { if case .leading = self { true } else { false } }
}
