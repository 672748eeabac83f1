internal import ClusterModel

/// Figures of the cluster: the worst health of its parts.
struct ClusterFigures {
    private static let worst: [ResourceStatus.Health] = [.failed, .degraded, .unknown]
    private let desired: DesiredState
    private let healths: Set<ResourceStatus.Health>

    init(_ desired: DesiredState, _ parts: [ResourceFigures]) {
        self.desired = desired
        healths = Set(parts.map(\.health))
    }

    var figures: ResourceFigures {
        ResourceFigures(
            .cluster(desired.cluster), Self.worst.first(where: healths.contains) ?? .healthy,
            ["hosts": .integer(desired.orderedHosts.count)])
    }
}
