package import ClusterModel

/// Resources as the YAML that `ManifestReader` reads: defaults are left out, annotations and labels are kept.
package struct ManifestWriter {
    private let desired: DesiredState
    /// Lines before the first document, and before the document of a resource.
    private let head: [String]
    private let comments: [ResourceID: [String]]

    /// `head` and `comments` become comments; a line may be of any length.
    package init(_ desired: DesiredState, head: [String] = [], comments: [ResourceID: [String]] = [:]) {
        self.desired = desired
        self.head = head
        self.comments = comments
    }

    /// The documents of these resources in the order of the kinds; nil is all of them.
    package func text(of resources: Set<ResourceID>? = nil) -> String {
        let chosen = ResourceKind.allCases.flatMap { documents(of: $0.manifest) }.filter {
            resources?.contains($0.id) ?? true
        }
        let texts = chosen.map { document in
            Self.commented(comments[document.id] ?? []) + BlockYAML.text(document.yaml)
        }
        let start = Self.commented(head)
        return start + (start.isEmpty || texts.isEmpty ? "" : "---\n") + texts.joined(separator: "---\n")
    }

    /// A value of any shape, for `-o yaml`.
    package static func yaml(_ json: JSON) -> String { BlockYAML.text(YAMLText(json)) }

    private struct Document {
        let id: ResourceID
        let yaml: YAMLText
    }

    private func documents<Spec: ManifestKind>(of _: Spec.Type) -> [Document] {
        desired[keyPath: Spec.resources].map { resource in
            Document(
                id: resource.id,
                yaml: .map([
                    .init(key: "apiVersion", value: .text(Kinds.apiVersion)),
                    .init(key: "kind", value: .text(Spec.kind.rawValue)),
                    .init(key: "metadata", value: metadata(resource.id)),
                    .init(key: "spec", value: Spec.descriptor.codec.write(resource.spec)),
                ]))
        }
    }

    private func metadata(_ id: ResourceID) -> YAMLText {
        let annotations = annotations(id)
        let labels = (desired.labels[id] ?? [:]).sorted { $0.key < $1.key }
        return .map(
            [.init(key: "name", value: .text(id.name))]
                + (annotations.isEmpty ? [] : [.init(key: "annotations", value: .map(annotations))])
                + (labels.isEmpty
                    ? []
                    : [.init(key: "labels", value: .map(labels.map { .init(key: $0.key, value: .text($0.value)) }))]))
    }

    private func annotations(_ id: ResourceID) -> [YAMLText.Pair] {
        let policy = desired.policies[id] ?? ResourcePolicy()
        let consents = policy.consents.map { "\($0.action) \($0.object) \($0.date)" }.joined(separator: "; ")
        let texts: [(String, String)] = [
            (Annotations.mode, policy.mode?.rawValue ?? ""), (Annotations.paused, policy.isPaused ? "true" : ""),
            (Annotations.ignore, policy.ignored.joined(separator: ",")), (Annotations.consent, consents),
            (OptionRules.annotation, unknownOptions(id).joined(separator: ",")),
        ]
        return texts.filter { !$0.1.isEmpty }.map { .init(key: $0.0, value: .text($0.1)) }
    }

    /// Options that only an annotation lets through.
    private func unknownOptions(_ id: ResourceID) -> [String] {
        let volume = desired.volumes.first { $0.id == id }
        let group = desired.optionGroups.first { $0.id == id }
        let options = (volume?.spec.options ?? []) + (group?.spec.options ?? [])
        return options.map(\.name).filter { !GlusterOptionTable.shared.knows($0) }
    }

    private static func commented(_ lines: [String]) -> String {
        lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }.map {
            $0.isEmpty ? "#\n" : "# \($0)\n"
        }.joined()
    }
}
