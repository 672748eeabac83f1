internal import ClusterModel

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
    /// Where to report that something is missing altogether.
    var firstFile = "-"
    /// Whether a document could not be read so far that its kind and name are known. Then nothing is reported to be
    /// missing.
    var isPartial = false

    /// Adds a document, reading its spec.
    mutating func add(_ document: Document, _ diagnostics: inout DiagnosticCollector) {
        add(document, as: document.kind.manifest, &diagnostics)
        if document.name == nil { isPartial = true }
    }

    private mutating func add<Spec: ManifestKind>(
        _ document: Document, as _: Spec.Type, _ diagnostics: inout DiagnosticCollector
    ) {
        let descriptor = Spec.descriptor
        let node = document.spec ?? Node(.mapping([]), at: document.place)
        let read = document.spec.flatMap { descriptor.codec.read($0, &diagnostics) }
        guard let name = document.name else { return }
        let spec = read ?? .blank
        self[keyPath: descriptor.resources].append(
            Resource(
                name: name, place: document.place, spec: spec, node: node, allowedOptions: document.allowedOptions,
                policy: document.policy, labels: document.labels,
                notYetManaged: descriptor.codec.notYetManaged?.of(spec) ?? []))
    }
}

extension ResourceKind {
    /// The kind as manifests know it. Code over all kinds of manifest starts here.
    var manifest: any ManifestKind.Type {
        switch self {
        case .cluster: ClusterSpec.self
        case .host: HostSpec.self
        case .volumeOptionGroup: VolumeOptionGroupSpec.self
        case .glusterVolume: GlusterVolumeSpec.self
        case .ctdbCluster: CTDBClusterSpec.self
        case .nfsExport: NFSExportSpec.self
        case .hostedEngine: HostedEngineSpec.self
        case .engineCluster: EngineClusterSpec.self
        case .storageDomain: StorageDomainSpec.self
        }
    }

    /// What schemas, `explain` and messages say of the kind.
    var definition: KindDefinition { Self.definition(of: manifest) }

    private static func definition<Spec: ManifestKind>(of _: Spec.Type) -> KindDefinition {
        Spec.descriptor.definition
    }
}
