internal import ClusterModel

/// Everything that the manifests need to know of a kind. No part has a default: a part that is forgotten does not compile.
struct KindDescriptor<Spec: ManifestKind>: Sendable {
    /// Rules about the resources of the kind, in their order.
    typealias Rule = @Sendable (ManifestSet, inout DiagnosticCollector) -> Void

    /// What a resource names in other documents, of what was read without an error.
    typealias References = @Sendable (Resource<Spec>, DiagnosticCollector) -> ResourceReferences

    let definition: KindDefinition
    /// Reads and writes specs. Made once: it holds a definition for every field below the spec.
    let codec = FieldCodec<Spec>.object
    /// The resources of the kind in a set.
    let resources: any WritableKeyPath<ManifestSet, [Resource<Spec>]> & Sendable
    let rules: [Rule]
    /// Nil of kinds that name nothing, or check all that they name by rules of their own.
    let references: References?

    init(
        title: String, meaning: String, nameRule: TextRule, nameExample: String, isManaged: Bool,
        annotations: [String], resources: any WritableKeyPath<ManifestSet, [Resource<Spec>]> & Sendable, rules: [Rule],
        references: References?
    ) {
        definition = KindDefinition(
            kind: Spec.kind, title: title, meaning: meaning, spec: codec.schema, nameRule: nameRule,
            nameExample: nameExample, isManaged: isManaged, annotations: annotations)
        self.resources = resources
        self.rules = rules
        self.references = references
    }
}
