internal import ClusterModel

extension Form where Value: ManifestObject {
    /// A map with the fields of the type. What of it can be read is read: nil only where there is no map at all.
    static var object: Self {
        let fields = Value.fields
        let shape = Shape.object(name: Value.title, fields.map(\.shape), Value.takesOneField ? .exactlyOne : .any)
        let reader = ObjectReader(fields, shape)
        return Form(
            shape, read: { reader.read($0, &$1) },
            write: { value in
                .map(
                    fields.compactMap { field in
                        field.write(value).map { YAMLText.Pair(key: field.shape.name, value: $0) }
                    })
            }, later: .all(fields.compactMap(\.later)))
    }
}

/// Reads maps with the fields of a type. What is asked for each map is put together once.
private struct ObjectReader<Value: ManifestObject>: Sendable {
    private let shape: Shape
    private let names: [String]
    private let reads: [@Sendable (Node, inout Value, inout Problems) -> Void]
    private let demands: [Demand]

    /// A field that is not to be left out.
    private struct Demand: Sendable {
        let name: String
        /// Unless this one is given.
        let other: String?
        let expected: String
    }

    init(_ fields: [Field<Value>], _ shape: Shape) {
        self.shape = shape
        names = fields.map(\.shape.name)
        reads = fields.map(\.read)
        demands = fields.compactMap { field in
            let (name, expected) = (field.shape.name, field.shape.shape.expected)
            return switch field.shape.presence {
            case .required: Demand(name: name, other: nil, expected: expected)
            case .requiredUnless(let other): Demand(name: name, other: other, expected: expected)
            case .defaulted, .optional: nil
            }
        }
    }

    func read(_ node: Node, _ problems: inout Problems) -> Value? {
        guard let entries = node.entries else { return problems.expected(shape.expected, found: node) }
        problems.unknownKeys(in: entries, known: names, of: Value.title)
        if Value.takesOneField { checkOne(node, entries, &problems) }
        checkDemands(node, &problems)
        var value = Value.blank
        for (name, read) in zip(names, reads) {
            guard let index = entries.firstIndex(where: { $0.key == name }) else { continue }
            read(entries[index].value, &value, &problems)
        }
        return value
    }

    private func checkDemands(_ node: Node, _ problems: inout Problems) {
        for demand in demands where !node.has(demand.name) && demand.other.map(node.has) != true {
            problems.error(
                "\(Value.title) has to have \(Words.quoted(demand.name))", at: node.place,
                advice: "give it \(demand.expected)")
        }
    }

    private func checkOne(_ node: Node, _ entries: [Node.Entry], _ problems: inout Problems) {
        let given = entries.filter { names.contains($0.key) }
        guard let first = given.first else {
            return problems.error("\(Value.title) is empty", at: node.place, advice: "give \(Words.list(names, "or"))")
        }
        guard given.count > 1 else { return }
        problems.error(
            "\(Value.title) takes one of \(Words.list(names, "or")), found \(given.count)", at: given[1].place,
            advice: "keep one of them", notes: [.init("the first one is here", at: first.place)])
    }
}
