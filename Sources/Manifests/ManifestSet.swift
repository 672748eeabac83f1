internal import ClusterModel

/// One resource as it was read. Its spec holds what could be read of it; `isSound` says whether a field was.
struct Resource<Spec: ManifestObject>: Sendable {
    let name: String
    /// Where the name stands.
    let place: SourcePlace
    let spec: Spec
    /// The YAML of the spec, for places.
    let node: Node
    /// Options that an annotation lets through although gluster is not known to have them.
    var allowedOptions: Set<String> = []
    /// What annotations say of it.
    var policy = ResourcePolicy()
    /// What of it nothing acts on yet.
    let later: [LaterPart]

    /// Where a part of the spec stands; the nearest part around it, if it was not given.
    func place(_ path: NodeStep...) -> SourcePlace { node.place(at: path) }

    /// Whether the field was given.
    func gives(_ field: String) -> Bool { node.has(field) }

    /// Where the key of a field stands.
    func keyPlace(_ field: String) -> SourcePlace { node.entry(field)?.place ?? node.place }

    /// Whether each of the fields, if it was given, was read without an error.
    func isSound(_ problems: Problems, _ fields: String...) -> Bool {
        guard !problems.unreadPlaces.isEmpty else { return true }
        return fields.allSatisfy { node.entry($0)?.value.touches(problems.unreadPlaces) != true }
    }
}

/// All resources of all files.
struct ManifestSet: Sendable {
    var clusters: [Resource<ClusterSpec>] = []
    var hosts: [Resource<HostSpec>] = []
    var optionGroups: [Resource<VolumeOptionGroupSpec>] = []
    var volumes: [Resource<GlusterVolumeSpec>] = []
    var ctdbClusters: [Resource<CTDBClusterSpec>] = []
    var nfsExports: [Resource<NFSExportSpec>] = []
    var hostedEngines: [Resource<HostedEngineSpec>] = []
    var engineClusters: [Resource<EngineClusterSpec>] = []
    var storageDomains: [Resource<StorageDomainSpec>] = []
    /// Whether something could not be read so far that one could tell what it is about. Then nobody is told that
    /// something does not exist.
    var hasGaps = false

    /// Adds a document, reading its spec.
    mutating func add(_ document: Document, _ problems: inout Problems) {
        switch document.kind {
        case .cluster: Self.add(document, KindForms.cluster, to: &clusters, &problems)
        case .host: Self.add(document, KindForms.host, to: &hosts, &problems)
        case .volumeOptionGroup: Self.add(document, KindForms.optionGroup, to: &optionGroups, &problems)
        case .glusterVolume: Self.add(document, KindForms.volume, to: &volumes, &problems)
        case .ctdbCluster: Self.add(document, KindForms.ctdb, to: &ctdbClusters, &problems)
        case .nfsExport: Self.add(document, KindForms.export, to: &nfsExports, &problems)
        case .hostedEngine: Self.add(document, KindForms.hostedEngine, to: &hostedEngines, &problems)
        case .engineCluster: Self.add(document, KindForms.engineCluster, to: &engineClusters, &problems)
        case .storageDomain: Self.add(document, KindForms.domain, to: &storageDomains, &problems)
        }
        if document.name == nil { hasGaps = true }
    }

    private static func add<Spec: ManifestObject>(
        _ document: Document, _ form: Form<Spec>, to resources: inout [Resource<Spec>], _ problems: inout Problems
    ) {
        let node = document.spec ?? Node(.mapping([]), at: document.place)
        let read = document.spec.flatMap { form.read($0, &problems) }
        guard let name = document.name else { return }
        let spec = read ?? .blank
        resources.append(
            Resource(
                name: name, place: document.place, spec: spec, node: node, allowedOptions: document.allowedOptions,
                policy: document.policy, later: form.later?.of(spec) ?? []))
    }
}
