/// A part of a manifest. `blank` holds the defaults; `fields` has one definition for each stored property.
protocol ManifestObject: Sendable, Hashable {
    /// What messages call it: `ssh`, `a brick`.
    static var title: String { get }
    static var blank: Self { get }
    @FieldList<Self> static var fields: [Field<Self>] { get }
    /// Fields that later versions manage.
    static var laterFields: [String] { get }
}

extension ManifestObject {
    static var laterFields: [String] { [] }
}

/// One field: from this come decoding, defaulting and writing, and later schemas, `explain` and reference pages.
struct Field<Root: ManifestObject>: Sendable {
    let shape: FieldShape
    let read: @Sendable (Node, inout Root, inout Problems) -> Void
    /// Nil where there is nothing to write: the value is the default, or there is none.
    let write: @Sendable (Root) -> YAMLText?

    /// A field that always has a value: its default, unless it must be given.
    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ form: Form<Value>,
        required: Bool = false, _ meaning: String
    ) {
        let blank = Root.blank[keyPath: path]
        shape = FieldShape(
            name: name, shape: form.shape, presence: required ? .required : .defaulted(form.write(blank)),
            meaning: meaning)
        read = { node, root, problems in
            if let value = form.read(node, &problems) { root[keyPath: path] = value }
        }
        write = { root in
            let value = root[keyPath: path]
            return value == blank && !required ? nil : form.write(value)
        }
    }

    /// A field that may be left out and then has no value.
    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Root, Value?> & Sendable, _ form: Form<Value>, _ meaning: String
    ) {
        shape = FieldShape(name: name, shape: form.shape, presence: .optional, meaning: meaning)
        read = { node, root, problems in
            if let value = form.read(node, &problems) { root[keyPath: path] = value }
        }
        write = { root in root[keyPath: path].map(form.write) }
    }
}

/// Collects fields from a list of statements.
@resultBuilder
enum FieldList<Root: ManifestObject> {
    static func buildExpression(_ field: Field<Root>) -> Field<Root> { field }
    static func buildBlock(_ fields: Field<Root>...) -> [Field<Root>] { fields }
}

extension Form where Value: ManifestObject {
    /// A map with the fields of the type. What of it can be read is read: nil only where there is no map at all.
    static var object: Self {
        let fields = Value.fields
        let shape = Shape.object(name: Value.title, fields.map(\.shape))
        return Form(shape) { node, problems in
            guard let entries = node.entries else { return problems.expected(shape.expected, found: node) }
            return read(node, entries, fields, &problems)
        } write: { value in
            .map(
                fields.compactMap { field in
                    field.write(value).map { YAMLText.Pair(key: field.shape.name, value: $0) }
                })
        }
    }

    private static func read(
        _ node: Node, _ entries: [Node.Entry], _ fields: [Field<Value>], _ problems: inout Problems
    ) -> Value {
        problems.unknownKeys(in: entries, known: fields.map(\.shape.name), later: Value.laterFields, of: Value.title)
        var value = Value.blank
        for field in fields {
            if let entry = node.entry(field.shape.name) {
                field.read(entry.value, &value, &problems)
            } else if field.shape.presence == .required {
                problems.error(
                    "\(Value.title) has to have \(Words.quoted(field.shape.name))", at: node.place,
                    advice: "give it \(field.shape.shape.expected)")
            }
        }
        return value
    }
}
