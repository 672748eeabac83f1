internal import ClusterModel

extension Resource {
    /// What of it nothing acts on yet.
    fileprivate func parts(_ kind: ResourceKind, _ form: Form<Spec>) -> [NotYetManaged] {
        let resource = ResourceID(kind, name)
        guard kind.isManagedYet else { return [NotYetManaged(resource, field: "spec", desired: "as declared")] }
        return form.later(spec).map { NotYetManaged(resource, field: "spec." + $0.path, desired: $0.text) }
    }

    /// Whether nothing of it is done, because without a field that nothing acts on yet it would be something else.
    var isHeldWhole: Bool { Spec.fields.contains { field in field.later(spec).contains(where: \.holdsResource) } }
}

extension ManifestSet {
    /// What of all resources nothing acts on yet, in the order of the resources.
    var notYetManaged: [NotYetManaged] {
        let all =
            parts(clusters, .cluster) + parts(hosts, .host) + parts(optionGroups, .volumeOptionGroup)
            + parts(volumes, .glusterVolume)
            + parts(ctdbClusters, .ctdbCluster) + parts(nfsExports, .nfsExport) + parts(hostedEngines, .hostedEngine)
            + parts(engineClusters, .engineCluster) + parts(storageDomains, .storageDomain)
        return all
    }

    private func parts<Spec>(_ resources: [Resource<Spec>], _ kind: ResourceKind) -> [NotYetManaged] {
        let form = Form<Spec>.object
        return resources.sorted { $0.name < $1.name }.flatMap { $0.parts(kind, form) }
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
