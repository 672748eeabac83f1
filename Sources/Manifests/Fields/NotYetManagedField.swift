internal import ClusterModel

/// Marks a field that is checked and not managed by this version: `diff` and `apply` show it as held.
struct NotYetManagedField<Value: Sendable & Hashable>: Sendable {
    /// The value that asks for nothing; nil is the default of the field.
    let harmless: Value?
    /// Whether the whole resource is held: without this field it would become something else.
    let holdsResource: Bool
    /// The kind whose resources alone use the field: without any the field makes no difference. Nil where the field is
    /// used by itself.
    let user: ResourceKind?

    /// The rest of the resource is managed.
    static func part(except harmless: Value? = nil, usedBy user: ResourceKind? = nil) -> Self {
        Self(harmless: harmless, holdsResource: false, user: user)
    }

    /// Nothing of the resource is managed.
    static func whole(except harmless: Value? = nil) -> Self {
        Self(harmless: harmless, holdsResource: true, user: nil)
    }
}
