package import ClusterModel

/// Makes a desired state of a pool that exists, so that nothing of it has to change.
package struct PoolImporter {
    /// What the command line says of an import.
    package struct Settings: Sendable {
        /// Nil takes the Cluster that ownership tags name, else `standardName`.
        package var cluster: ClusterName?
        package var ssh = ClusterSpec.SSH()
        package static let standardName: ClusterName = "cluster"

        package init() {}
    }

    /// What was made of a pool, with what was left out.
    package struct Result: Sendable {
        package var desired: DesiredState
        package var notes: [ImportNote]
    }

    private let pool: DiscoveredPool
    private let settings: Settings
    private let naming: ImportedHostNames

    package init(_ pool: DiscoveredPool, _ settings: Settings) {
        self.pool = pool
        self.settings = settings
        naming = ImportedHostNames(pool)
    }

    package var result: Result {
        let volumes = volumes
        let hosts = naming.hosts.map { name, host in
            ImportedStorage(
                name, host, bricks: volumes.kept.flatMap { $0.spec.allBricks }.filter { $0.host == name }.map(\.path))
        }
        var spec = ClusterSpec()
        spec.hosts = naming.hosts.map(\.name)
        spec.ssh = settings.ssh
        spec.gluster.options = (pool.hosts.compactMap(\.view).first?.options ?? []).filter {
            GlusterOptionTable.shared.knows($0.name)
        }
        let specs = zip(naming.hosts, hosts).map { ($0.0.name, naming.spec(of: $0.0.host, storage: $0.1.storage)) }
        let desired = DesiredState(
            cluster: cluster, spec: spec, hosts: Dictionary(specs) { first, _ in first }, volumes: volumes.kept)
        let silent = pool.unreached.map { ImportNote.peerUnreached(names: $0.names, words: $0.words) }
        return Result(desired: desired, notes: silent + volumes.notes + hosts.flatMap(\.notes))
    }

    /// Volumes that an earlier run of hcctl tagged are of that Cluster.
    private var cluster: ClusterName {
        let owners = views.compactMap { $0.option(OwnershipTag.owner) }
        return settings.cluster ?? owners.first.map { ClusterName($0) } ?? Settings.standardName
    }

    /// Every volume once, as the first host that knows it reports it.
    private var views: [GlusterVolumeView] {
        var seen: Set<VolumeName> = []
        return pool.hosts.compactMap(\.view).flatMap(\.volumes).filter { seen.insert($0.name).inserted }
    }

    private var volumes: (kept: [Desired<GlusterVolumeSpec>], notes: [ImportNote]) {
        views.reduce(into: ([], [])) { result, view in
            let volume = ImportedVolume(view, naming, cluster)
            if let obstacle = volume.obstacle {
                result.notes.append(obstacle)
            } else {
                result.kept.append(Desired(view.name, volume.spec))
                result.notes += volume.notes
            }
        }
    }
}
