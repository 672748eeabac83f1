internal import ClusterModel

/// What is known of a kind beside the values of its documents.
struct KindDefinition: Sendable {
    let kind: ResourceKind
    /// One sentence for people.
    let meaning: String
    let spec: Shape
    let nameRule: TextRule
    /// Whether anything acts on documents of the kind.
    var isManagedYet: Bool { kind.isManagedYet }

    /// Said of kinds that are checked only.
    static let notYet = "This version checks such documents and does not act on them: diff and apply show them as held."

    /// The kinds in their order.
    static let all = ResourceKind.allCases.map(\.definition)

    /// The document's other parts as fields, so that they are explained as those of the spec are.
    var document: [FieldShape] {
        [
            FieldShape(
                name: "apiVersion", shape: .choice([Kinds.apiVersion]), presence: .required,
                meaning: "The version of the manifest language.", example: Kinds.apiVersion, source: .hcctl),
            FieldShape(
                name: "kind", shape: .choice([kind.rawValue]), presence: .required, meaning: "The kind.",
                example: kind.rawValue, source: .hcctl),
            FieldShape(
                name: "metadata", shape: .object(name: "metadata", metadata, .any), presence: .required,
                meaning: "The name, and notes of your own.", source: .hcctl),
            FieldShape(name: "spec", shape: spec, presence: .required, meaning: "What is wanted.", source: .hcctl),
        ]
    }

    private var metadata: [FieldShape] {
        [
            FieldShape(
                name: "name", shape: .text(nameRule.shape), presence: .required,
                meaning: "The name; no two of a kind share one.", example: nameExample, source: .hcctl),
            FieldShape(
                name: "annotations", shape: .annotations(Annotations.known(kind)), presence: .optional,
                meaning: annotationMeaning, example: "{hcctl.dev/paused: \"true\"}", leftOut: "none",
                source: .hcctl),
            FieldShape(
                name: "labels", shape: .map(of: Self.note), presence: .optional,
                meaning: "Your own; hcctl does not look at them.", example: "{site: brno}", leftOut: "none",
                source: .hcctl),
        ]
    }

    private var annotationMeaning: String {
        let known = Annotations.known(kind)
        return "Notes of your own"
            + (known.isEmpty
                ? "; names that begin with hcctl.dev/ are refused."
                : "; of names that begin with hcctl.dev/ only \(Words.list(known)) \(known.count == 1 ? "is" : "are") taken.")
    }

    private var nameExample: String {
        switch kind {
        case .cluster: "lab"
        case .host: "host1"
        case .glusterVolume, .nfsExport, .hostedEngine: "engine"
        case .volumeOptionGroup: "virt"
        case .ctdbCluster: "ctdb"
        case .engineCluster: "Default"
        case .storageDomain: "data"
        }
    }

    private static let note = Shape.text(TextShape(expected: "a text", pattern: ""))
}

extension ResourceKind {
    /// Whether this version acts on documents of the kind; the others are checked, and held by diff and apply.
    var isManagedYet: Bool {
        switch self {
        case .cluster, .host, .volumeOptionGroup, .glusterVolume: true
        case .ctdbCluster, .nfsExport, .hostedEngine, .engineCluster, .storageDomain: false
        }
    }

    /// What is known of the kind.
    var definition: KindDefinition {
        switch self {
        case .cluster: define("The hosts that belong together, and how they are reached.", ClusterSpec.self)
        case .host: define("One machine: its addresses and its file systems for bricks.", HostSpec.self)
        case .volumeOptionGroup:
            define("Options of gluster that several volumes share, and their file.", VolumeOptionGroupSpec.self)
        case .glusterVolume: define("A volume of gluster: its bricks, options and state.", GlusterVolumeSpec.self)
        case .ctdbCluster: define("Addresses that move between the hosts, and the lock for them.", CTDBClusterSpec.self)
        case .nfsExport: define("A volume that is exported by NFS.", NFSExportSpec.self)
        case .hostedEngine:
            define("The engine's virtual machine, on the cluster that it manages.", HostedEngineSpec.self)
        case .engineCluster: define("A cluster inside the engine, through its REST API.", EngineClusterSpec.self)
        case .storageDomain: define("A storage domain inside the engine.", StorageDomainSpec.self)
        }
    }

    private func define<Spec: ManifestObject>(_ meaning: String, _: Spec.Type) -> KindDefinition {
        KindDefinition(kind: self, meaning: meaning, spec: Form<Spec>.object.shape, nameRule: nameRule)
    }
}
