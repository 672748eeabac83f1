/// Everything the manifests ask for, checked and complete: every reference leads somewhere.
public struct DesiredState: Sendable, Hashable {
    /// The cluster's name, which marks what hcctl made.
    public var cluster: ClusterName
    /// The cluster.
    public var spec: ClusterSpec
    /// One for each of `spec.hosts`.
    public var hosts: [HostName: HostSpec]
    /// The option groups, in the order of their names.
    public var optionGroups: [DesiredOptionGroup]
    /// The volumes, in the order of their names.
    public var volumes: [DesiredVolume]
    /// Resources of kinds that nothing acts on yet.
    public var later = DesiredLater()
    /// What of all resources nothing acts on yet, in the order of the resources.
    public var notYetManaged: [NotYetManaged] = []
    /// What annotations say of a resource; nothing of those that are not in it.
    public var policies: [ResourceID: ResourcePolicy] = [:]

    /// A desired state; groups and volumes are put in the order of their names.
    public init(
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
    public var orderedHosts: [(name: HostName, spec: HostSpec)] {
        spec.hosts.compactMap { name in hosts[name].map { (name, $0) } }
    }

    /// The options that a group gives to a volume that names it; none where there is no such group.
    public func options(of group: OptionGroupName?) -> [GlusterOption] {
        optionGroups.first { $0.name == group }?.spec.options ?? []
    }

    /// The bricks that the manifests put on a host, in the order of the volumes.
    public func bricks(on host: HostName) -> [String] {
        volumes.flatMap(\.spec.allBricks).filter { $0.host == host }.map(\.path)
    }
}

/// A volume that the manifests ask for.
public struct DesiredVolume: Sendable, Hashable {
    /// Its name.
    public let name: VolumeName
    /// What is wanted of it.
    public let spec: GlusterVolumeSpec

    /// A volume.
    public init(_ name: VolumeName, _ spec: GlusterVolumeSpec) {
        self.name = name
        self.spec = spec
    }
}
