internal import ClusterModel

/// How one kind of value stands in YAML: its shape, how it is read, how it is written. One place, so they cannot
/// disagree.
struct Form<Value: Sendable & Hashable>: Sendable {
    let shape: Shape
    let read: @Sendable (Node, inout Problems) -> Value?
    let write: @Sendable (Value) -> YAMLText
    /// What of a value nothing acts on yet; nil where that cannot be, which most forms know beforehand.
    let later: LaterParts<Value>?

    init(
        _ shape: Shape, read: @escaping @Sendable (Node, inout Problems) -> Value?,
        write: @escaping @Sendable (Value) -> YAMLText, later: LaterParts<Value>? = nil
    ) {
        self.shape = shape
        self.read = read
        self.write = write
        self.later = later
    }

    /// The same in YAML, another type in Swift.
    func converted<Other: Sendable & Hashable>(
        to make: @escaping @Sendable (Value) -> Other, from take: @escaping @Sendable (Other) -> Value
    ) -> Form<Other> {
        Form<Other>(
            shape, read: { node, problems in read(node, &problems).map(make) }, write: { write(take($0)) },
            later: later?.reached(by: take))
    }
}

extension Form where Value == Int {
    /// A whole number of a range: `-?(0|[1-9][0-9]*)`, without quotes.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        number(.integer(range)) { range.contains($0) }
    }

    /// One of a few whole numbers.
    static func integer(_ numbers: Int...) -> Self {
        number(.integers(numbers)) { numbers.contains($0) }
    }

    private static func number(_ shape: Shape, _ isMeant: @escaping @Sendable (Int) -> Bool) -> Self {
        Form(shape) { node, problems in
            guard case .scalar(let scalar) = node.content else { return problems.expected(shape.expected, found: node) }
            guard scalar.isPlain, isDecimal(scalar.text), let number = Int(scalar.text), isMeant(number) else {
                return problems.expected(shape.expected, found: node, advice: advice(scalar))
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

extension Form where Value == Bool {
    /// `true` or `false` and nothing else, without quotes.
    static var boolean: Self {
        Form(.boolean) { node, problems in
            guard case .scalar(let scalar) = node.content, scalar.isPlain, let value = Bool(scalar.text) else {
                return problems.expected(Shape.boolean.expected, found: node)
            }
            return value
        } write: {
            .scalar($0 ? "true" : "false")
        }
    }
}

extension Form where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the names of the type's cases.
    static func choice() -> Self {
        let names = Value.allCases.map(\.rawValue)
        let shape = Shape.choice(names)
        return Form(shape) { node, problems in
            guard case .scalar(let scalar) = node.content else { return problems.expected(shape.expected, found: node) }
            guard let value = Value(rawValue: scalar.text) else {
                let advice = NearestName.advice(for: scalar.text, among: names)
                return problems.expected(shape.expected, found: node, advice: advice)
            }
            return value
        } write: {
            .scalar($0.rawValue)
        }
    }
}

extension Form {
    /// A list in its order. An item that cannot be read is left out; where the items are names, none may come twice.
    static func list<Item>(
        of item: Form<Item>, atLeast: Int = 0, allowsRepeats: Bool = false
    ) -> Self where Value == [Item] {
        let shape = Shape.list(of: item.shape, atLeast: atLeast, allowsRepeats: allowsRepeats)
        let read: @Sendable (Node, inout Problems) -> [Item]? = { node, problems in
            guard case .sequence(let nodes) = node.content else {
                let advice = node.text.map { "write [\($0.count > Words.shownScalars ? "…" : $0)]" }
                return problems.expected(shape.expected, found: node, advice: advice)
            }
            if nodes.count < atLeast {
                problems.error("the list is empty", at: node.place, advice: "give at least one")
            }
            if !allowsRepeats { problems.repeated(in: nodes) }
            return nodes.compactMap { item.read($0, &problems) }
        }
        return Form(shape, read: read, write: { .list($0.map(item.write)) }, later: item.later?.ofEach)
    }
}

extension Problems {
    /// Says which scalars stand twice in a list.
    fileprivate mutating func repeated(in nodes: [Node]) {
        var first: [String: SourcePlace] = [:]
        for node in nodes {
            guard case .scalar(let scalar) = node.content, !scalar.isNull else { continue }
            guard let place = first.first(under: scalar.text, node.place) else { continue }
            error(
                "\(Words.quoted(scalar.text)) is listed twice", at: node.place,
                notes: [.init("it is first listed here", at: place)])
        }
    }
}
