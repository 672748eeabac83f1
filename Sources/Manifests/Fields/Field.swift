/// One field: from this come decoding, defaulting and writing, schemas, `explain` and reference pages.
struct Field<Root: ManifestObject>: Sendable {
    let schema: FieldSchema
    let read: @Sendable (Node, inout Root, inout DiagnosticCollector) -> Void
    /// Nil where there is nothing to write: the value is the default, or there is none.
    let write: @Sendable (Root) -> YAMLText?
    /// The same, a default included.
    let writeWhole: @Sendable (Root) -> YAMLText?
    /// The parts of the value that are not managed yet, at paths that begin with the field's name; nil where there are none.
    let notYetManaged: NotYetManagedValues<Root>?

    /// A field that always has a value: its default, unless it must be given.
    ///
    /// `example` is YAML that the codec reads, `whenOmitted` says what it means to leave the field out where “the
    /// default” does not, `source` where the field comes from, `notYetManaged` that this version does not manage it.
    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ codec: FieldCodec<Value>,
        required: Bool = false, requiredUnless other: String? = nil, _ meaning: String, example: String = "",
        whenOmitted: String = "", source: FieldSource? = nil, notYetManaged: NotYetManagedField<Value>? = nil
    ) {
        let blank = Root.blank[keyPath: path]
        let presence: FieldSchema.Presence =
            if let other { .requiredUnless(other) } else { required ? .required : .defaulted(codec.write(blank)) }
        schema = FieldSchema(
            name: name, schema: codec.schema, presence: presence, meaning: meaning, example: example,
            whenOmitted: whenOmitted,
            source: source, notYetManaged: notYetManaged.map { .init(user: $0.user) })
        read = { node, root, diagnostics in
            if let value = codec.read(node, &diagnostics) { root[keyPath: path] = value }
        }
        write = { root in
            if let other, Root.fields.first(where: { $0.schema.name == other })?.write(root) != nil { return nil }
            let value = root[keyPath: path]
            return value == blank && !required ? nil : codec.write(value)
        }
        writeWhole = { root in codec.write(root[keyPath: path]) }
        self.notYetManaged = Self.parts(of: name, codec, notYetManaged, harmless: notYetManaged?.harmless ?? blank)?
            .reached { $0[keyPath: path] }
    }

    /// A field that may be left out and then has no value.
    init<Value>(
        _ name: String, _ path: any WritableKeyPath<Root, Value?> & Sendable, _ codec: FieldCodec<Value>,
        _ meaning: String,
        example: String = "", whenOmitted: String = "", source: FieldSource? = nil,
        notYetManaged: NotYetManagedField<Value>? = nil
    ) {
        schema = FieldSchema(
            name: name, schema: codec.schema, presence: .optional, meaning: meaning, example: example,
            whenOmitted: whenOmitted,
            source: source, notYetManaged: notYetManaged.map { .init(user: $0.user) })
        read = { node, root, diagnostics in
            if let value = codec.read(node, &diagnostics) { root[keyPath: path] = value }
        }
        // A value that is given and is as by default must not read as one that holds nothing.
        write = { root in
            root[keyPath: path].map { value in
                let text = codec.write(value)
                return text == .map([]) ? codec.writeWhole?(value) ?? text : text
            }
        }
        writeWhole = write
        self.notYetManaged = Self.parts(of: name, codec, notYetManaged, harmless: notYetManaged?.harmless)?.reached {
            $0[keyPath: path]
        }
    }

    private static func parts<Value>(
        of name: String, _ codec: FieldCodec<Value>, _ mark: NotYetManagedField<Value>?, harmless: Value?
    ) -> NotYetManagedValues<Value>? {
        guard let mark else { return codec.notYetManaged?.below(name) }
        return NotYetManagedValues { value in
            guard value != harmless else { return [] }
            return [
                NotYetManagedValue(
                    path: name, text: codec.write(value).inOneLine, holdsResource: mark.holdsResource, user: mark.user)
            ]
        }
    }
}
