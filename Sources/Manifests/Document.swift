internal import ClusterModel

/// The kinds as the reader knows them.
enum Kinds {
    static let apiVersion = "hcctl.dev/v1alpha1"

    /// Kinds that this version knows.
    static let now = ResourceKind.allCases.map(\.rawValue)

    /// Their names, for messages.
    static var names: String { Words.list(now, "or") }
}

/// A document whose kind is known; everything below is still YAML.
struct Document: Sendable {
    let kind: ResourceKind
    /// Nil where it was not given.
    let name: String?
    /// Of the name, or of the document.
    let place: SourcePlace
    let spec: Node?
    /// Options that an annotation lets through although gluster is not known to have them.
    let allowedOptions: Set<String>
    /// What annotations say of the resource.
    let policy: ResourcePolicy

    private static let fields = ["apiVersion", "kind", "metadata", "spec"]

    /// Reads the head of a document; nil where it cannot be told what it is about.
    static func read(_ node: Node, _ problems: inout Problems) -> Document? {
        guard let entries = node.entries else {
            return problems.expected("a map with apiVersion, kind, metadata and spec", found: node)
        }
        checkVersion(node, &problems)
        let kind = kind(node, &problems)
        problems.unknownKeys(in: entries, known: fields, of: "a document")
        var policy = ResourcePolicy()
        let name = Metadata.name(node, kind, &policy, &problems)
        guard let kind else { return nil }
        let spec = node.entry("spec")?.value
        if spec == nil {
            problems.error("\(kind.title) has to have “spec”", at: node.place)
        }
        let place = node.place(at: ["metadata", "name"])
        return Document(
            kind: kind, name: name, place: place, spec: spec, allowedOptions: Metadata.allowedOptions(node),
            policy: policy)
    }

    private static func checkVersion(_ node: Node, _ problems: inout Problems) {
        guard let entry = node.entry("apiVersion") else {
            problems.error("a document has to have “apiVersion”", at: node.place, advice: "it is \(Kinds.apiVersion)")
            return
        }
        guard entry.value.text != Kinds.apiVersion else { return }
        let _: Never? = problems.expected("the apiVersion \(Kinds.apiVersion)", found: entry.value)
    }

    private static func kind(_ node: Node, _ problems: inout Problems) -> ResourceKind? {
        guard let value = node.entry("kind")?.value else {
            problems.error("a document has to have “kind”", at: node.place, advice: "it is \(Kinds.names)")
            return nil
        }
        guard let text = value.text else { return problems.expected("a kind: \(Kinds.names)", found: value) }
        if let kind = ResourceKind(rawValue: text) { return kind }
        let advice = NearestName.advice(for: text, among: Kinds.now) ?? "the kinds are \(Kinds.names)"
        problems.error("there is no kind \(Words.quoted(text))", at: value.place, advice: advice)
        return nil
    }
}

extension ResourceKind {
    /// `a Cluster`, `an NFSExport`.
    var title: String { (rawValue.hasPrefix("E") || rawValue.hasPrefix("NFS") ? "an " : "a ") + rawValue }

    /// What its names look like.
    var nameRule: TextRule {
        switch self {
        case .cluster: .clusterName
        case .host: .hostName
        case .volumeOptionGroup: .optionGroupName
        case .glusterVolume: .volumeName
        case .ctdbCluster, .nfsExport, .hostedEngine: .label
        case .engineCluster: .engineName
        case .storageDomain: .domainLabel
        }
    }
}

/// The head of a document below `metadata`.
enum Metadata {
    private static let fields = ["name", "annotations", "labels"]

    /// The name, if there is one; a name that is not well formed is reported and used all the same, so that nobody is
    /// told that it does not exist.
    static func name(
        _ document: Node, _ kind: ResourceKind?, _ policy: inout ResourcePolicy, _ problems: inout Problems
    ) -> String? {
        guard let node = document.entry("metadata")?.value else {
            problems.error("a document has to have “metadata”", at: document.place, advice: "it holds the name")
            return nil
        }
        guard let entries = node.entries else {
            return problems.expected("a map with the name", found: node, advice: "write metadata: {name: …}")
        }
        problems.unknownKeys(in: entries, known: fields, of: "metadata")
        if let entry = node.entry("annotations") { policy = annotations(entry.value, kind, &problems) }
        node.entry("labels").map { texts($0.value, "labels", &problems) }
        guard let name = node.entry("name")?.value else {
            problems.error("metadata has to have “name”", at: node.place, advice: "write metadata: {name: …}")
            return nil
        }
        return text(of: name, kind, &problems)
    }

    private static func text(of node: Node, _ kind: ResourceKind?, _ problems: inout Problems) -> String? {
        guard let kind else { return node.text }
        _ = Form.text(kind.nameRule).read(node, &problems)
        return node.text
    }

    private static func annotations(
        _ node: Node, _ kind: ResourceKind?, _ problems: inout Problems
    ) -> ResourcePolicy {
        texts(node, "annotations", &problems)
        for entry in node.entries ?? [] where entry.key == OptionRules.annotation {
            checkAllowed(entry.value, &problems)
        }
        return Annotations.read(node.entries ?? [], kind, &problems)
    }

    private static func checkAllowed(_ value: Node, _ problems: inout Problems) {
        for name in optionNames(value) where !name.contains(".") || !OptionName.isWellFormed(name) {
            problems.error(
                "\(Words.quoted(name)) is no name of an option", at: value.place,
                advice: "write full names with commas between them, such as network.new-one,storage.other")
        }
    }

    /// The options that the annotation names.
    static func allowedOptions(_ document: Node) -> Set<String> {
        let annotations = document.entry("metadata")?.value.entry("annotations")?.value
        return Set((annotations?.entry(OptionRules.annotation)?.value).map(optionNames) ?? [])
    }

    private static func optionNames(_ node: Node) -> [String] { Annotations.parts(of: node, separator: ",") }

    /// A map of texts that is not looked into any further.
    private static func texts(_ node: Node, _ title: String, _ problems: inout Problems) {
        guard let entries = node.entries else {
            let _: Never? = problems.expected("a map of \(title)", found: node)
            return
        }
        for entry in entries where entry.value.text == nil {
            let _: Never? = problems.expected("a text", found: entry.value)
        }
    }
}
