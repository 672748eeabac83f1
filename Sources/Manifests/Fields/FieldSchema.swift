internal import ClusterModel

/// The pure half of a field.
struct FieldSchema: Sendable, Hashable {
    let name: String
    let schema: SchemaNode
    let presence: Presence
    /// One sentence for people.
    let meaning: String
    /// YAML of a value.
    var example = ""
    /// What it means to leave the field out, where its presence does not say it.
    var whenOmitted = ""
    var source: FieldSource?
    /// Set where it is checked and not managed by this version.
    var notYetManaged: NotYetManagedMark?

    /// What it means to leave a field out.
    enum Presence: Sendable, Hashable {
        case required
        /// Required where the other field is not given.
        case requiredUnless(String)
        /// The default is enforced.
        case defaulted(YAMLText)
        /// What it speaks of is not managed, or found out elsewhere.
        case optional
    }

    /// Of a field that is checked and not managed by this version.
    struct NotYetManagedMark: Sendable, Hashable {
        /// The kind whose resources alone use the field.
        let user: ResourceKind?
    }
}
