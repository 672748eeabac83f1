/// What an observation shows of the hosts and volumes of the manifests, and of what no manifest declares.
package struct ClusterOverview: Sendable, Hashable {
    /// In the order of the Cluster.
    package var hosts: [HostOverview]
    /// By name.
    package var volumes: [VolumeOverview]
    /// By technology, then by name.
    package var unmanaged: [Unmanaged]

    package init(hosts: [HostOverview] = [], volumes: [VolumeOverview] = [], unmanaged: [Unmanaged] = []) {
        self.hosts = hosts
        self.volumes = volumes
        self.unmanaged = unmanaged
    }

    package func host(_ name: HostName) -> HostOverview? { hosts.first { $0.name == name } }
    package func volume(_ name: VolumeName) -> VolumeOverview? { volumes.first { $0.name == name } }
}
