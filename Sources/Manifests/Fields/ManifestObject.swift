/// A part of a manifest. `blank` holds the defaults; `fields` has one definition for each stored property.
protocol ManifestObject: Sendable, Hashable {
    /// What messages call it: `ssh`, `a brick`.
    static var title: String { get }
    static var blank: Self { get }
    @FieldList<Self> static var fields: [Field<Self>] { get }
    /// Whether exactly one of the fields is to be given.
    static var requiresExactlyOneField: Bool { get }
}

extension ManifestObject {
    static var requiresExactlyOneField: Bool { false }
}
