internal import ClusterModel

/// Figures of the hosts: whether glusterd runs, and what it reports.
struct HostFigures {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [ResourceFigures] {
        desired.orderedHosts.map { ResourceFigures(.host($0.name), health($0.name), facts($0.name)) }
    }

    private func health(_ host: HostName) -> ResourceStatus.Health {
        switch observed.host(host).service(ServiceStage.glusterd) {
        case .known(let state): state.active == "active" ? .healthy : .degraded
        case .absent: .degraded
        case .unknown: .unknown
        }
    }

    private func facts(_ host: HostName) -> JSON {
        guard case .known(let view) = observed.gluster(host) else { return ["gluster": .null] }
        return [
            "gluster": ["uuid": .string(view.uuid), "opVersion": .integer(view.opVersion)],
            "peersConnected": .integer(view.peers.filter(\.isConnected).count),
        ]
    }
}
