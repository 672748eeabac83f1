internal import ClusterModel

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
    /// The policy that annotations declare for the resource.
    let policy: ResourcePolicy
    let labels: [String: String]

    private static let fields = ["apiVersion", "kind", "metadata", "spec"]

    /// Reads the head of a document; nil where its kind is not known.
    static func read(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> Document? {
        guard let entries = node.entries else {
            return diagnostics.expected("a map with apiVersion, kind, metadata and spec", found: node)
        }
        checkVersion(node, &diagnostics)
        let kind = kind(node, &diagnostics)
        diagnostics.unknownKeys(in: entries, known: fields, of: "a document")
        var policy = ResourcePolicy()
        let name = Metadata.name(node, kind, &policy, &diagnostics)
        guard let kind else { return nil }
        let spec = node.entry("spec")?.value
        if spec == nil {
            diagnostics.error("\(kind.definition.title) has to have “spec”", at: node.place)
        }
        let place = node.place(at: ["metadata", "name"])
        return Document(
            kind: kind, name: name, place: place, spec: spec, allowedOptions: Metadata.allowedOptions(node),
            policy: policy, labels: Metadata.labels(node))
    }

    private static func checkVersion(_ node: Node, _ diagnostics: inout DiagnosticCollector) {
        guard let entry = node.entry("apiVersion") else {
            diagnostics.error(
                "a document has to have “apiVersion”", at: node.place, advice: "it is \(Kinds.apiVersion)")
            return
        }
        guard entry.value.text != Kinds.apiVersion else { return }
        let _: Never? = diagnostics.expected("the apiVersion \(Kinds.apiVersion)", found: entry.value)
    }

    private static func kind(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> ResourceKind? {
        guard let value = node.entry("kind")?.value else {
            diagnostics.error("a document has to have “kind”", at: node.place, advice: "it is \(Kinds.names)")
            return nil
        }
        guard let text = value.text else { return diagnostics.expected("a kind: \(Kinds.names)", found: value) }
        if let kind = ResourceKind(rawValue: text) { return kind }
        let advice = ClosestMatch.advice(for: text, among: Kinds.now) ?? "the kinds are \(Kinds.names)"
        diagnostics.error("there is no kind \(MessageText.quoted(text))", at: value.place, advice: advice)
        return nil
    }
}
