internal import ClusterModel

extension Form where Value: ManifestObject {
    /// A map with the fields of the type. What of it can be read is read: nil only where there is no map at all.
    static var object: Self {
        let fields = Value.fields
        let shape = Shape.object(
            name: Value.title, fields.map(\.shape), Value.takesOneField ? .exactlyOne : .any)
        return Form(shape) { node, problems in
            guard let entries = node.entries else { return problems.expected(shape.expected, found: node) }
            return read(node, entries, fields, &problems)
        } write: { value in
            .map(
                fields.compactMap { field in
                    field.write(value).map { YAMLText.Pair(key: field.shape.name, value: $0) }
                })
        } later: { value in
            fields.flatMap { $0.later(value) }
        }
    }

    private static func read(
        _ node: Node, _ entries: [Node.Entry], _ fields: [Field<Value>], _ problems: inout Problems
    ) -> Value {
        problems.unknownKeys(in: entries, known: fields.map(\.shape.name), of: Value.title)
        if Value.takesOneField { checkOne(node, entries, fields.map(\.shape.name), &problems) }
        var value = Value.blank
        for field in fields {
            if let entry = node.entry(field.shape.name) {
                field.read(entry.value, &value, &problems)
            } else if isMissing(field.shape, node) {
                problems.error(
                    "\(Value.title) has to have \(Words.quoted(field.shape.name))", at: node.place,
                    advice: "give it \(field.shape.shape.expected)")
            }
        }
        return value
    }

    private static func isMissing(_ field: FieldShape, _ node: Node) -> Bool {
        switch field.presence {
        case .required: true
        case .requiredUnless(let other): node.entry(other) == nil
        case .defaulted, .optional: false
        }
    }

    private static func checkOne(
        _ node: Node, _ entries: [Node.Entry], _ names: [String], _ problems: inout Problems
    ) {
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
