/// Everything the manifests ask for, checked and complete: every reference leads somewhere.
package struct DesiredState: Sendable, Hashable {
    /// The cluster's name, which marks what hcctl made.
    package var cluster: ClusterName
    /// The cluster.
    package var spec: ClusterSpec
    /// One for each of `spec.hosts`.
    package var hosts: [HostName: HostSpec]
    /// The option groups, in the order of their names.
    package var optionGroups: [DesiredOptionGroup]
    /// The volumes, in the order of their names.
    package var volumes: [DesiredVolume]
    /// Resources of kinds that nothing acts on yet.
    package var later = DesiredLater()
    /// What of all resources nothing acts on yet, in the order of the resources.
    package var notYetManaged: [NotYetManaged] = []
    /// What annotations say of a resource; nothing of those that are not in it.
    package var policies: [ResourceID: ResourcePolicy] = [:]

    /// A desired state; groups and volumes are put in the order of their names.
    package init(
        cluster: ClusterName, spec: ClusterSpec, hosts: [HostName: HostSpec], optionGroups: [DesiredOptionGroup] = [],
        volumes: [DesiredVolume]
    ) {
        self.cluster = cluster
        self.spec = spec
        self.hosts = hosts
        self.optionGroups = optionGroups.sorted { $0.name < $1.name }
        self.volumes = volumes.sorted { $0.name < $1.name }
    }

    /// The hosts in the order of the Cluster, with what is wanted of them.
    package var orderedHosts: [(name: HostName, spec: HostSpec)] {
        spec.hosts.compactMap { name in hosts[name].map { (name, $0) } }
    }

    /// The options that a group gives to a volume that names it; none where there is no such group.
    package func options(of group: OptionGroupName?) -> [GlusterOption] {
        optionGroups.first { $0.name == group }?.spec.options ?? []
    }

    /// The bricks that the manifests put on a host, in the order of the volumes.
    package func bricks(on host: HostName) -> [String] {
        volumes.flatMap(\.spec.allBricks).filter { $0.host == host }.map(\.path)
    }
}

/// A volume that the manifests ask for.
package struct DesiredVolume: Sendable, Hashable {
    /// Its name.
    package let name: VolumeName
    /// What is wanted of it.
    package let spec: GlusterVolumeSpec

    /// A volume.
    package init(_ name: VolumeName, _ spec: GlusterVolumeSpec) {
        self.name = name
        self.spec = spec
    }
}
