internal import ClusterModel

/// Figures of the hosts: whether glusterd runs, what it reports, and the file systems.
struct HostFigures {
    private let overview: ClusterOverview
    private let observed: ObservedState

    init(_ overview: ClusterOverview, _ observed: ObservedState) {
        self.overview = overview
        self.observed = observed
    }

    var all: [ResourceFigures] {
        overview.hosts.map { ResourceFigures(.host($0.name), health($0), facts($0)) }
    }

    private func health(_ host: HostOverview) -> ResourceStatus.Health {
        switch host.glusterd {
        case .known(let state): state.active == "active" ? .healthy : .degraded
        case .absent: .degraded
        case .unknown: .unknown
        }
    }

    private func facts(_ host: HostOverview) -> JSON {
        let disks = JSON.Member("disks", .array(host.disks.map(Self.disk)))
        guard case .known(let view) = observed.gluster(host.name) else {
            return .object([.init("gluster", .null), disks])
        }
        return .object([
            .init("gluster", ["uuid": .string(view.uuid), "opVersion": .integer(view.opVersion)]),
            .init("peersConnected", .integer(view.peers.filter(\.isConnected).count)), disks,
        ])
    }

    private static func disk(_ disk: DiskOverview) -> JSON {
        [
            "name": .string(disk.name), "device": .string(disk.device), "mountPoint": .string(disk.mountPoint),
            "state": .string(disk.state.word), "size": disk.size.map { .integer(Int($0)) } ?? .null,
            "space": JSON(disk.space),
        ]
    }
}

extension DiskOverview.State {
    /// One word for programs.
    var word: String {
        switch self {
        case .mounted: "mounted"
        case .notMounted: "notMounted"
        case .otherMounted: "otherMounted"
        case .blank: "blank"
        case .noDevice: "noDevice"
        case .signature: "otherSignature"
        case .unknown: "unknown"
        }
    }
}
