internal import ClusterModel

extension FieldCodec where Value: ManifestObject {
    /// A map with the fields of the type. Every readable field is read; nil only where there is no map.
    static var object: Self {
        let fields = Value.fields
        let schema = SchemaNode.object(
            name: Value.title, fields.map(\.schema), Value.requiresExactlyOneField ? .exactlyOne : .any)
        let reader = ObjectReader(fields, schema)
        return FieldCodec(
            schema, read: { reader.read($0, &$1) },
            write: { value in
                .map(
                    fields.compactMap { field in
                        field.write(value).map { YAMLText.Pair(key: field.schema.name, value: $0) }
                    })
            },
            writeWhole: { value in
                .map(
                    fields.compactMap { field in
                        field.writeWhole(value).map { YAMLText.Pair(key: field.schema.name, value: $0) }
                    })
            }, notYetManaged: .all(fields.compactMap(\.notYetManaged)))
    }
}

/// Reads maps with the fields of a type. What each map needs is prepared once.
private struct ObjectReader<Value: ManifestObject>: Sendable {
    private let schema: SchemaNode
    private let names: [String]
    private let reads: [@Sendable (Node, inout Value, inout DiagnosticCollector) -> Void]
    private let demands: [Demand]

    /// A field that is not to be left out.
    private struct Demand: Sendable {
        let name: String
        /// Unless this one is given.
        let other: String?
        let expected: String
    }

    init(_ fields: [Field<Value>], _ schema: SchemaNode) {
        self.schema = schema
        names = fields.map(\.schema.name)
        reads = fields.map(\.read)
        demands = fields.compactMap { field in
            let (name, expected) = (field.schema.name, field.schema.schema.expected)
            return switch field.schema.presence {
            case .required: Demand(name: name, other: nil, expected: expected)
            case .requiredUnless(let other): Demand(name: name, other: other, expected: expected)
            case .defaulted, .optional: nil
            }
        }
    }

    func read(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> Value? {
        guard let entries = node.entries else { return diagnostics.expected(schema.expected, found: node) }
        diagnostics.unknownKeys(in: entries, known: names, of: Value.title)
        if Value.requiresExactlyOneField { checkOne(node, entries, &diagnostics) }
        checkDemands(node, &diagnostics)
        var value = Value.blank
        for (name, read) in zip(names, reads) {
            guard let index = entries.firstIndex(where: { $0.key == name }) else { continue }
            read(entries[index].value, &value, &diagnostics)
        }
        return value
    }

    private func checkDemands(_ node: Node, _ diagnostics: inout DiagnosticCollector) {
        for demand in demands where !node.has(demand.name) && demand.other.map(node.has) != true {
            diagnostics.error(
                "\(Value.title) has to have \(MessageText.quoted(demand.name))", at: node.place,
                advice: "give it \(demand.expected)")
        }
    }

    private func checkOne(_ node: Node, _ entries: [Node.Entry], _ diagnostics: inout DiagnosticCollector) {
        let given = entries.filter { names.contains($0.key) }
        guard let first = given.first else {
            return diagnostics.error(
                "\(Value.title) is empty", at: node.place, advice: "give \(MessageText.list(names, "or"))")
        }
        guard given.count > 1 else { return }
        diagnostics.error(
            "\(Value.title) takes one of \(MessageText.list(names, "or")), found \(given.count)", at: given[1].place,
            advice: "keep one of them", notes: [.init("the first one is here", at: first.place)])
    }
}
