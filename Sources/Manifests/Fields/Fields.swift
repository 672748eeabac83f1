/// A part of a manifest. `blank` holds the defaults; `fields` has one definition for each stored property.
protocol ManifestObject: Sendable, Hashable {
    /// What messages call it: `ssh`, `a brick`.
    static var title: String { get }
    static var blank: Self { get }
    @FieldList<Self> static var fields: [Field<Self>] { get }
    /// Whether exactly one of the fields is to be given.
    static var takesOneField: Bool { get }
}

extension ManifestObject {
    static var takesOneField: Bool { false }
}

/// One field: from this come decoding, defaulting and writing, schemas, `explain` and reference pages.
struct Field<Root: ManifestObject>: Sendable {
    let shape: FieldShape
    let read: @Sendable (Node, inout Root, inout Problems) -> Void
    /// Nil where there is nothing to write: the value is the default, or there is none.
    let write: @Sendable (Root) -> YAMLText?
    /// What of the value nothing acts on yet, at paths that begin with the field's name; nil where that cannot be.
    let later: LaterParts<Root>?

    /// A field that always has a value: its default, unless it must be given.
    ///
    /// `example` is YAML that the form reads, `leftOut` says what it means to leave the field out where “the default”
    /// does not, `source` where the field comes from, `later` that nothing acts on it yet.
    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ form: Form<Value>,
        required: Bool = false, unless other: String? = nil, _ meaning: String, example: String = "",
        leftOut: String = "", source: FieldSource? = nil, later: Later<Value>? = nil
    ) {
        let blank = Root.blank[keyPath: path]
        let presence: FieldShape.Presence =
            if let other { .requiredUnless(other) } else { required ? .required : .defaulted(form.write(blank)) }
        shape = FieldShape(
            name: name, shape: form.shape, presence: presence, meaning: meaning, example: example, leftOut: leftOut,
            source: source, isLater: later != nil)
        read = { node, root, problems in
            if let value = form.read(node, &problems) { root[keyPath: path] = value }
        }
        write = { root in
            if let other, Root.fields.first(where: { $0.shape.name == other })?.write(root) != nil { return nil }
            let value = root[keyPath: path]
            return value == blank && !required ? nil : form.write(value)
        }
        self.later = Self.parts(of: name, form, later, harmless: later?.harmless ?? blank)?
            .reached { $0[keyPath: path] }
    }

    /// A field that may be left out and then has no value.
    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Root, Value?> & Sendable, _ form: Form<Value>, _ meaning: String,
        example: String = "", leftOut: String = "", source: FieldSource? = nil, later: Later<Value>? = nil
    ) {
        shape = FieldShape(
            name: name, shape: form.shape, presence: .optional, meaning: meaning, example: example, leftOut: leftOut,
            source: source, isLater: later != nil)
        read = { node, root, problems in
            if let value = form.read(node, &problems) { root[keyPath: path] = value }
        }
        write = { root in root[keyPath: path].map(form.write) }
        self.later = Self.parts(of: name, form, later, harmless: later?.harmless)?.reached { $0[keyPath: path] }
    }

    private static func parts<Value>(
        of name: String, _ form: Form<Value>, _ later: Later<Value>?, harmless: Value?
    ) -> LaterParts<Value>? {
        guard let later else { return form.later?.below(name) }
        return LaterParts { value in
            guard value != harmless else { return [] }
            return [LaterPart(path: name, text: form.write(value).inOneLine, holdsResource: later.holdsResource)]
        }
    }
}

/// Says of a field that it is checked, but that nothing acts on it yet: `diff` and `apply` show it as held.
struct Later<Value: Sendable & Hashable>: Sendable {
    /// The value that asks for nothing; nil is the default of the field.
    let harmless: Value?
    /// Whether nothing else of the resource is done either: without this field it would become something else.
    let holdsResource: Bool

    /// The rest of the resource is managed.
    static func part(unless harmless: Value? = nil) -> Self { Self(harmless: harmless, holdsResource: false) }
    /// Nothing of the resource is done.
    static func whole(unless harmless: Value? = nil) -> Self { Self(harmless: harmless, holdsResource: true) }
}

/// A declared value that nothing acts on yet.
struct LaterPart: Sendable, Hashable {
    let path: String
    let text: String
    let holdsResource: Bool

    func below(_ name: String) -> Self {
        let separator = path.hasPrefix("[") ? "" : "."
        return Self(path: name + separator + path, text: text, holdsResource: holdsResource)
    }
}

/// What of a value nothing acts on yet.
struct LaterParts<Value>: Sendable {
    /// Of one value, in the order of the fields.
    let of: @Sendable (Value) -> [LaterPart]

    /// The same of what holds the value, or may.
    func reached<Root>(by take: @escaping @Sendable (Root) -> Value?) -> LaterParts<Root> {
        LaterParts<Root> { take($0).map(of) ?? [] }
    }

    /// The same at paths that begin with a name.
    func below(_ name: String) -> Self { Self { value in of(value).map { $0.below(name) } } }

    /// The same of each item of a list.
    var ofEach: LaterParts<[Value]> {
        LaterParts<[Value]> { values in
            values.enumerated().flatMap { index, value in of(value).map { $0.below("[\(index)]") } }
        }
    }

    /// All of them; nil where there are none.
    static func all(_ parts: [Self]) -> Self? {
        parts.isEmpty ? nil : Self { value in parts.flatMap { $0.of(value) } }
    }
}

/// Collects fields from a list of statements.
@resultBuilder
enum FieldList<Root: ManifestObject> {
    static func buildExpression(_ field: Field<Root>) -> Field<Root> { field }
    static func buildBlock(_ fields: Field<Root>...) -> [Field<Root>] { fields }
}
