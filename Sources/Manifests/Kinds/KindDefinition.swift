internal import ClusterModel

/// What schemas, `explain`, reference pages and messages say of a kind.
struct KindDefinition: Sendable {
    let kind: ResourceKind
    /// With its article: `an NFSExport`.
    let title: String
    /// One sentence for people.
    let meaning: String
    let spec: SchemaNode
    let nameRule: TextRule
    /// A name that a document of the kind may have.
    let nameExample: String
    /// Whether this version acts on documents of the kind; others are checked, and held by diff and apply.
    let isManaged: Bool
    /// Annotations that documents of the kind may have beside those of every kind.
    let annotations: [String]

    /// The note on kinds that are not managed.
    static let notYet = "This version checks such documents and does not act on them: diff and apply show them as held."

    /// The definitions in the order of the kinds.
    static let all = ResourceKind.allCases.map(\.definition)

    /// The document's other parts as fields, so that they are explained as those of the spec are.
    var document: [FieldSchema] {
        [
            FieldSchema(
                name: "apiVersion", schema: .choice([Kinds.apiVersion]), presence: .required,
                meaning: "The version of the manifest language.", example: Kinds.apiVersion, source: .hcctl),
            FieldSchema(
                name: "kind", schema: .choice([kind.rawValue]), presence: .required, meaning: "The kind.",
                example: kind.rawValue, source: .hcctl),
            FieldSchema(
                name: "metadata", schema: .object(name: "metadata", metadata, .any), presence: .required,
                meaning: "The name, and notes of your own.", source: .hcctl),
            FieldSchema(name: "spec", schema: spec, presence: .required, meaning: "The desired state.", source: .hcctl),
        ]
    }

    private var metadata: [FieldSchema] {
        let known = Annotations.known(kind)
        return [
            FieldSchema(
                name: "name", schema: .text(nameRule.schema), presence: .required,
                meaning: "The name; no two of a kind share one.", example: nameExample, source: .hcctl),
            FieldSchema(
                name: "annotations", schema: .annotations(known), presence: .optional,
                meaning:
                    "Notes of your own; of names that begin with hcctl.dev/ only \(MessageText.list(known)) are taken.",
                example: "{hcctl.dev/paused: \"true\"}", whenOmitted: "none", source: .hcctl),
            FieldSchema(
                name: "labels", schema: .map(of: Self.note), presence: .optional,
                meaning: "Your own; -l chooses resources by them.", example: "{site: brno}", whenOmitted: "none",
                source: .hcctl),
        ]
    }

    private static let note = SchemaNode.text(TextSchema(expected: "a text", pattern: ""))
}
