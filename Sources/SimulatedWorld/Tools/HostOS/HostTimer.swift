internal import ClusterModel

/// A timer of a host's base system.
enum HostTimer: Sendable, Hashable {
    case boots(HostName, boot: Int, mounts: Bool)
    case packageWorkEnds(HostName, boot: Int)
}

extension ClusterState {
    mutating func fire(_ timer: HostTimer) {
        switch timer {
        case .boots(let host, let boot, let mounts):
            if self[host]?.boot == boot, self[host]?.power == .booting { finishBoot(host, mounts: mounts) }
        case .packageWorkEnds(let host, let boot): if self[host]?.boot == boot { endPackageWork(host) }
        }
    }
}
