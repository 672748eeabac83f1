package import ClusterModel

/// Collects from an observation what `status`, `get` and `describe` show beside the plan.
package struct OverviewBuilder {
    private let desired: DesiredState
    private let observed: ObservedState

    package init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    package var overview: ClusterOverview {
        ClusterOverview(
            hosts: HostOverviews(desired, observed).all, volumes: VolumeOverviews(desired, observed).all,
            unmanaged: UnmanagedGlusterFinder(desired, observed).all.map(Unmanaged.gluster))
    }
}
