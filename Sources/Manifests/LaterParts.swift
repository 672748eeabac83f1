internal import ClusterModel

extension Resource {
    /// What of it nothing acts on yet.
    fileprivate func parts(_ kind: ResourceKind) -> [NotYetManaged] {
        let resource = ResourceID(kind, name)
        guard kind.isManagedYet else { return [NotYetManaged(resource, field: "spec", desired: "as declared")] }
        return later.map { NotYetManaged(resource, field: "spec." + $0.path, desired: $0.text) }
    }
}

extension ManifestSet {
    /// The volumes of which something is done: without a field that nothing acts on yet others would be something else.
    var managedVolumes: [Resource<GlusterVolumeSpec>] {
        volumes.filter { !$0.later.contains(where: \.holdsResource) }
    }

    /// What of all resources nothing acts on yet, in the order of the resources.
    var notYetManaged: [NotYetManaged] {
        parts(clusters, .cluster) + parts(hosts, .host) + parts(optionGroups, .volumeOptionGroup)
            + parts(volumes, .glusterVolume) + parts(ctdbClusters, .ctdbCluster) + parts(nfsExports, .nfsExport)
            + parts(hostedEngines, .hostedEngine) + parts(engineClusters, .engineCluster)
            + parts(storageDomains, .storageDomain)
    }

    private func parts<Spec>(_ resources: [Resource<Spec>], _ kind: ResourceKind) -> [NotYetManaged] {
        guard !kind.isManagedYet || resources.contains(where: { !$0.later.isEmpty }) else { return [] }
        return resources.sorted { $0.name < $1.name }.flatMap { $0.parts(kind) }
    }
}

extension DesiredLater {
    init(_ set: ManifestSet) {
        self.init()
        ctdbClusters = Self.list(set.ctdbClusters)
        nfsExports = Self.list(set.nfsExports)
        hostedEngines = Self.list(set.hostedEngines) { spec, file in
            spec.adminPassword = spec.adminPassword.relative(to: file)
        }
        engineClusters = Self.list(set.engineClusters) { spec, file in
            spec.engine.password = spec.engine.password.relative(to: file)
            spec.engine.caFile = spec.engine.caFile.map { LocalPath.joined($0, to: file) }
        }
        storageDomains = Self.list(set.storageDomains)
    }

    private static func list<Spec>(
        _ resources: [Resource<Spec>], _ relate: (inout Spec, String) -> Void = { _, _ in }
    ) -> [Desired<Spec>] {
        resources.map { resource in
            var spec = resource.spec
            relate(&spec, resource.node.place.file)
            return Desired(resource.name, spec)
        }.sorted { $0.name < $1.name }
    }
}

extension SecretReference {
    /// With its file joined to the directory of the manifest that it stands in.
    fileprivate func relative(to manifest: String) -> Self {
        var reference = self
        reference.fromFile = fromFile.map { LocalPath.joined($0, to: manifest) }
        return reference
    }
}

extension ManifestSet {
    /// What annotations say of each resource of which they say anything.
    var policies: [(ResourceID, ResourcePolicy)] {
        policies(clusters, .cluster) + policies(hosts, .host) + policies(optionGroups, .volumeOptionGroup)
            + policies(volumes, .glusterVolume) + policies(ctdbClusters, .ctdbCluster)
            + policies(nfsExports, .nfsExport) + policies(hostedEngines, .hostedEngine)
            + policies(engineClusters, .engineCluster) + policies(storageDomains, .storageDomain)
    }

    private func policies<Spec>(
        _ resources: [Resource<Spec>], _ kind: ResourceKind
    ) -> [(ResourceID, ResourcePolicy)] {
        resources.filter { $0.policy != ResourcePolicy() }.map { (ResourceID(kind, $0.name), $0.policy) }
    }
}
