internal import ClusterModel

extension DesiredState {
    /// What a set without errors declares; nil where there is no Cluster.
    init?(_ set: ManifestSet) {
        guard let cluster = set.clusters.first else { return nil }
        self.init(cluster: ClusterName(cluster.name), spec: cluster.spec, hosts: [:], volumes: [])
        for kind in ResourceKind.allCases { add(kind.manifest, of: set) }
    }

    private mutating func add<Spec: ManifestKind>(_: Spec.Type, of set: ManifestSet) {
        let isManaged = Spec.descriptor.definition.isManaged
        var list: [Desired<Spec>] = []
        var held: [(name: String, parts: [NotYetManaged])] = []
        for resource in set[keyPath: Spec.descriptor.resources] {
            if !resource.isHeldWhole { list.append(Desired(Name(resource.name), resource.spec)) }
            let parts = isManaged ? resource.partsNotYetManaged(in: set) : [resource.kindNotYetManaged]
            if !parts.isEmpty { held.append((resource.name, parts)) }
            if resource.policy != ResourcePolicy() { policies[resource.id] = resource.policy }
            if !resource.labels.isEmpty { labels[resource.id] = resource.labels }
        }
        self[keyPath: Spec.resources] = list.sorted { $0.name < $1.name }
        notYetManaged += held.sorted { $0.name < $1.name }.flatMap(\.parts)
    }
}

extension Resource {
    /// Whether a field without which the resource would be another one is not managed yet.
    fileprivate var isHeldWhole: Bool { notYetManaged.contains(where: \.holdsResource) }

    /// The whole resource, of a kind that this version does not manage.
    fileprivate var kindNotYetManaged: NotYetManaged { NotYetManaged(id, field: "spec", desired: "as declared") }

    /// The parts that this version does not manage, in the order of the fields. A field that only resources of another
    /// kind use is none without such resources: then it makes no difference.
    fileprivate func partsNotYetManaged(in set: ManifestSet) -> [NotYetManaged] {
        guard !notYetManaged.isEmpty else { return [] }
        return notYetManaged.filter { $0.user.map(set.has) ?? true }.map {
            NotYetManaged(id, field: "spec." + $0.path, desired: $0.text)
        }
    }
}

extension ManifestSet {
    /// Whether there are resources of the kind.
    fileprivate func has(_ kind: ResourceKind) -> Bool { !isEmpty(kind.manifest) }

    private func isEmpty<Spec: ManifestKind>(_: Spec.Type) -> Bool {
        self[keyPath: Spec.descriptor.resources].isEmpty
    }
}
