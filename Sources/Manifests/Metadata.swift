internal import ClusterModel

/// The head of a document below `metadata`.
enum Metadata {
    private static let fields = ["name", "annotations", "labels"]

    /// The name, if there is one; a name that is not well formed is reported and used all the same, so that it is
    /// not reported as missing, too.
    static func name(
        _ document: Node, _ kind: ResourceKind?, _ policy: inout ResourcePolicy,
        _ diagnostics: inout DiagnosticCollector
    ) -> String? {
        guard let node = document.entry("metadata")?.value else {
            diagnostics.error("a document has to have “metadata”", at: document.place, advice: "it holds the name")
            return nil
        }
        guard let entries = node.entries else {
            return diagnostics.expected("a map with the name", found: node, advice: "write metadata: {name: …}")
        }
        diagnostics.unknownKeys(in: entries, known: fields, of: "metadata")
        if let entry = node.entry("annotations") { policy = annotations(entry.value, kind, &diagnostics) }
        node.entry("labels").map { texts($0.value, "labels", &diagnostics) }
        guard let name = node.entry("name")?.value else {
            diagnostics.error("metadata has to have “name”", at: node.place, advice: "write metadata: {name: …}")
            return nil
        }
        return text(of: name, kind, &diagnostics)
    }

    private static func text(of node: Node, _ kind: ResourceKind?, _ diagnostics: inout DiagnosticCollector) -> String?
    {
        guard let kind else { return node.text }
        _ = FieldCodec.text(kind.definition.nameRule).read(node, &diagnostics)
        return node.text
    }

    private static func annotations(
        _ node: Node, _ kind: ResourceKind?, _ diagnostics: inout DiagnosticCollector
    ) -> ResourcePolicy {
        texts(node, "annotations", &diagnostics)
        for entry in node.entries ?? [] where entry.key == OptionRules.annotation {
            checkAllowed(entry.value, &diagnostics)
        }
        return Annotations.read(node.entries ?? [], kind, &diagnostics)
    }

    private static func checkAllowed(_ value: Node, _ diagnostics: inout DiagnosticCollector) {
        for name in optionNames(value) where !name.contains(".") || !OptionName.isWellFormed(name) {
            diagnostics.error(
                "\(MessageText.quoted(name)) is no name of an option", at: value.place,
                advice: "write full names with commas between them, such as network.new-one,storage.other")
        }
    }

    /// The options that the annotation names.
    static func allowedOptions(_ document: Node) -> Set<String> {
        let annotations = document.entry("metadata")?.value.entry("annotations")?.value
        return Set((annotations?.entry(OptionRules.annotation)?.value).map(optionNames) ?? [])
    }

    /// By name; a value that is no text is reported elsewhere.
    static func labels(_ document: Node) -> [String: String] {
        let entries = document.entry("metadata")?.value.entry("labels")?.value.entries ?? []
        return Dictionary(entries.compactMap { entry in entry.value.text.map { (entry.key, $0) } }) { first, _ in first
        }
    }

    private static func optionNames(_ node: Node) -> [String] { Annotations.parts(of: node, separator: ",") }

    /// Checks that a value is a map of texts.
    private static func texts(_ node: Node, _ title: String, _ diagnostics: inout DiagnosticCollector) {
        guard let entries = node.entries else {
            let _: Never? = diagnostics.expected("a map of \(title)", found: node)
            return
        }
        for entry in entries where entry.value.text == nil {
            let _: Never? = diagnostics.expected("a text", found: entry.value)
        }
    }
}
