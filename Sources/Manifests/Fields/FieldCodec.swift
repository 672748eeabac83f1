internal import ClusterModel

/// The YAML of one kind of value: its schema, how it is read and how it is written, in one place so that they agree.
struct FieldCodec<Value: Sendable & Hashable>: Sendable {
    let schema: SchemaNode
    let read: @Sendable (Node, inout DiagnosticCollector) -> Value?
    let write: @Sendable (Value) -> YAMLText
    /// With fields that are as by default, for a value that would otherwise have none; nil where `write` leaves out nothing.
    let writeWhole: (@Sendable (Value) -> YAMLText)?
    /// The parts of a value that are not managed yet; nil where there are none, which most codecs know beforehand.
    let notYetManaged: NotYetManagedValues<Value>?

    init(
        _ schema: SchemaNode, read: @escaping @Sendable (Node, inout DiagnosticCollector) -> Value?,
        write: @escaping @Sendable (Value) -> YAMLText, writeWhole: (@Sendable (Value) -> YAMLText)? = nil,
        notYetManaged: NotYetManagedValues<Value>? = nil
    ) {
        self.schema = schema
        self.read = read
        self.write = write
        self.writeWhole = writeWhole
        self.notYetManaged = notYetManaged
    }

    /// The same in YAML, another type in Swift.
    func converted<Other: Sendable & Hashable>(
        to make: @escaping @Sendable (Value) -> Other, from take: @escaping @Sendable (Other) -> Value
    ) -> FieldCodec<Other> {
        FieldCodec<Other>(
            schema, read: { node, diagnostics in read(node, &diagnostics).map(make) }, write: { write(take($0)) },
            notYetManaged: notYetManaged?.reached(by: take))
    }
}

extension FieldCodec where Value == Int {
    /// A whole number of a range: `-?(0|[1-9][0-9]*)`, without quotes.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        number(.integer(range)) { range.contains($0) }
    }

    /// One of a few whole numbers.
    static func integer(_ numbers: Int...) -> Self {
        number(.integers(numbers)) { numbers.contains($0) }
    }

    private static func number(_ schema: SchemaNode, _ isMeant: @escaping @Sendable (Int) -> Bool) -> Self {
        FieldCodec(schema) { node, diagnostics in
            guard case .scalar(let scalar) = node.content else {
                return diagnostics.expected(schema.expected, found: node)
            }
            guard scalar.isPlain, isDecimal(scalar.text), let number = Int(scalar.text), isMeant(number) else {
                return diagnostics.expected(schema.expected, found: node, advice: advice(scalar))
            }
            return number
        } write: {
            .scalar("\($0)")
        }
    }

    private static func isDecimal(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return false }
        return digits.count == 1 || digits.first != UInt8(ascii: "0")
    }

    private static func advice(_ scalar: Node.Scalar) -> String? {
        if !scalar.isPlain { return isDecimal(scalar.text) ? "leave out the quotes" : nil }
        let isPadded = scalar.text.utf8.first == UInt8(ascii: "0") && scalar.text.utf8.allSatisfy(\.isASCIIDigit)
        return isPadded && scalar.text != "0" ? "leave out the leading zeros" : nil
    }
}

extension FieldCodec where Value == Bool {
    /// `true` or `false` and nothing else, without quotes.
    static var boolean: Self {
        FieldCodec(.boolean) { node, diagnostics in
            guard case .scalar(let scalar) = node.content, scalar.isPlain, let value = Bool(scalar.text) else {
                return diagnostics.expected(SchemaNode.boolean.expected, found: node)
            }
            return value
        } write: {
            .scalar($0 ? "true" : "false")
        }
    }
}

extension FieldCodec where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the names of the type's cases.
    static func choice() -> Self {
        let names = Value.allCases.map(\.rawValue)
        let schema = SchemaNode.choice(names)
        return FieldCodec(schema) { node, diagnostics in
            guard case .scalar(let scalar) = node.content else {
                return diagnostics.expected(schema.expected, found: node)
            }
            guard let value = Value(rawValue: scalar.text) else {
                let advice = ClosestMatch.advice(for: scalar.text, among: names)
                return diagnostics.expected(schema.expected, found: node, advice: advice)
            }
            return value
        } write: {
            .scalar($0.rawValue)
        }
    }
}

extension FieldCodec {
    /// A list in its order. An item that cannot be read is left out; where the items are names, none may come twice.
    static func list<Item>(
        of item: FieldCodec<Item>, atLeast: Int = 0, allowsRepeats: Bool = false
    ) -> Self where Value == [Item] {
        let schema = SchemaNode.list(of: item.schema, atLeast: atLeast, allowsRepeats: allowsRepeats)
        let read: @Sendable (Node, inout DiagnosticCollector) -> [Item]? = { node, diagnostics in
            guard case .sequence(let nodes) = node.content else {
                let advice = node.text.map { "write [\($0.count > MessageText.shownScalars ? "…" : $0)]" }
                return diagnostics.expected(schema.expected, found: node, advice: advice)
            }
            if nodes.count < atLeast {
                diagnostics.error("the list is empty", at: node.place, advice: "give at least one")
            }
            if !allowsRepeats { diagnostics.repeated(in: nodes) }
            return nodes.compactMap { item.read($0, &diagnostics) }
        }
        return FieldCodec(
            schema, read: read, write: { .list($0.map(item.write)) }, notYetManaged: item.notYetManaged?.ofEach)
    }
}

extension DiagnosticCollector {
    /// Reports scalars that are listed twice.
    fileprivate mutating func repeated(in nodes: [Node]) {
        var first: [String: SourcePlace] = [:]
        for node in nodes {
            guard case .scalar(let scalar) = node.content, !scalar.isNull else { continue }
            guard let place = first.first(under: scalar.text, node.place) else { continue }
            error(
                "\(MessageText.quoted(scalar.text)) is listed twice", at: node.place,
                notes: [.init("it is first listed here", at: place)])
        }
    }
}
