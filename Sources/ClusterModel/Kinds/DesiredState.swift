/// Everything that the manifests declare, checked and complete: every reference names an existing resource.
package struct DesiredState: Sendable, Hashable {
    /// The cluster's name, the owner in the ownership marks of what hcctl made.
    package var cluster: ClusterName
    /// The cluster.
    package var spec: ClusterSpec
    /// One for each of `spec.hosts`.
    package var hosts: [HostName: HostSpec]
    /// The option groups, in the order of their names, as all lists below.
    package var optionGroups: [Desired<VolumeOptionGroupSpec>]
    /// The volumes.
    package var volumes: [Desired<GlusterVolumeSpec>]
    /// At most one.
    package var ctdbClusters: [Desired<CTDBClusterSpec>] = []
    /// Exports of volumes.
    package var nfsExports: [Desired<NFSExportSpec>] = []
    /// At most one.
    package var hostedEngines: [Desired<HostedEngineSpec>] = []
    /// Clusters inside the engine.
    package var engineClusters: [Desired<EngineClusterSpec>] = []
    /// Storage domains inside the engine.
    package var storageDomains: [Desired<StorageDomainSpec>] = []
    /// What is declared and not managed by this version, in the order of the resources.
    package var notYetManaged: [NotYetManaged] = []
    /// What annotations declare for a resource; resources without such annotations are not in it.
    package var policies: [ResourceID: ResourcePolicy] = [:]

    /// Labels of the documents; resources without any are not in it.
    package var labels: [ResourceID: [String: String]] = [:]

    /// A desired state; groups and volumes are sorted by name.
    package init(
        cluster: ClusterName, spec: ClusterSpec, hosts: [HostName: HostSpec],
        optionGroups: [Desired<VolumeOptionGroupSpec>] = [], volumes: [Desired<GlusterVolumeSpec>]
    ) {
        self.cluster = cluster
        self.spec = spec
        self.hosts = hosts
        self.optionGroups = optionGroups.sorted { $0.name < $1.name }
        self.volumes = volumes.sorted { $0.name < $1.name }
    }

    /// The hosts in the order of the Cluster, with their specs.
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

    /// The bricks that the manifests put on each host, in the order of the volumes.
    package var bricksByHost: [HostName: [String]] {
        volumes.reduce(into: [:]) { bricks, volume in
            for brick in volume.spec.allBricks { bricks[brick.host, default: []].append(brick.path) }
        }
    }
}

extension DesiredState {
    /// The cluster as a list of one.
    package var clusters: [Desired<ClusterSpec>] {
        get { [Desired(cluster, spec)] }
        set { newValue.first.map { (cluster, spec) = ($0.name, $0.spec) } }
    }

    /// The hosts in the order of the Cluster, as a list.
    package var hostList: [Desired<HostSpec>] {
        get { orderedHosts.map { Desired($0.name, $0.spec) } }
        set { hosts = Dictionary(newValue.map { ($0.name, $0.spec) }) { first, _ in first } }
    }

    /// The resources of a kind, in the order of their list.
    package func resources(of kind: ResourceKind) -> [ResourceID] { ids(kind.spec) }

    private func ids<Spec: ResourceSpec>(_: Spec.Type) -> [ResourceID] { self[keyPath: Spec.resources].map(\.id) }
}
