internal import ClusterModel

/// One line of a table of hosts.
struct HostRow {
    static let header = ["HOST", "SYNC", "HEALTH", "GLUSTERD", "PEERS", "DISK", "USED"]

    let cells: [String]

    init(_ host: HostOverview, _ status: ResourceStatus?) {
        cells = [
            host.name.text + (host.isInMaintenance ? " (maintenance)" : ""),
            status?.sync.rawValue ?? OverviewWords.unknown, status?.health.rawValue ?? OverviewWords.unknown,
            host.silence == nil ? OverviewWords.service(host.glusterd) : "no answer",
            OverviewWords.peers(host.peers), Self.disks(host), Self.used(host),
        ]
    }

    /// The state of one disk; of several how many are mounted.
    private static func disks(_ host: HostOverview) -> String {
        guard host.disks.count != 1 else { return OverviewWords.disk(host.disks[0].state) }
        guard !host.disks.isEmpty else { return OverviewWords.nothing }
        let mounted = host.disks.count { $0.state == .mounted }
        return "\(mounted)/\(host.disks.count) mounted"
    }

    /// Of the fullest disk.
    private static func used(_ host: HostOverview) -> String {
        OverviewWords.space(host.disks.compactMap(\.space).max { $0.percentUsed < $1.percentUsed })
    }
}

/// One line of a table of volumes.
struct VolumeRow {
    static let header = ["VOLUME", "SYNC", "HEALTH", "STATE", "LAYOUT", "BRICKS", "HEAL", "USED"]

    let cells: [String]

    init(_ volume: VolumeOverview, _ status: ResourceStatus?) {
        cells = [
            volume.name.text, status?.sync.rawValue ?? OverviewWords.unknown,
            status?.health.rawValue ?? OverviewWords.unknown,
            OverviewWords.volumeState(volume.state), OverviewWords.layout(volume), OverviewWords.bricks(volume),
            OverviewWords.healBacklog(volume), OverviewWords.space(volume.space),
        ]
    }
}
