internal import ClusterModel

extension PlanningInput {
    /// The annotation's name, as it is shown with what it leaves alone.
    static let ignoreAnnotation = "hcctl.dev/ignore"

    /// What keeps a host's bricks, their daemon and their file systems from being started while an operator works on it
    /// (Host spec.maintenance).
    func maintenance(of host: HostName) -> [WaitingOn] {
        desired.hosts[host]?.maintenance ?? false ? [.maintenance(host)] : []
    }

    /// Whether the annotation `hcctl.dev/ignore` of a resource names the difference's field.
    func isIgnored(_ difference: Difference, of resource: ResourceID) -> Bool {
        desired.policies[resource]?.ignored.contains(difference.field) ?? false
    }

    /// Differences that count, and those that `hcctl.dev/ignore` leaves alone. A stage that makes one step of several
    /// differences leaves the ignored ones out of the step's action, not only out of its list.
    func split(
        _ differences: [Difference], of resource: ResourceID
    ) -> (counted: [Difference], noted: [NotedDifference]) {
        guard let ignored = desired.policies[resource]?.ignored, !ignored.isEmpty else { return (differences, []) }
        return (
            differences.filter { !ignored.contains($0.field) },
            differences.filter { ignored.contains($0.field) }.map {
                NotedDifference(resource, $0, annotation: Self.ignoreAnnotation)
            }
        )
    }
}
