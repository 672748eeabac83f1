/// Finds the parts of a value that are not managed yet.
struct NotYetManagedValues<Value>: Sendable {
    /// The parts of one value, in the order of the fields.
    let of: @Sendable (Value) -> [NotYetManagedValue]

    /// The same for a value that holds this one, or may.
    func reached<Root>(by take: @escaping @Sendable (Root) -> Value?) -> NotYetManagedValues<Root> {
        NotYetManagedValues<Root> { take($0).map(of) ?? [] }
    }

    /// The same at paths that begin with a name.
    func below(_ name: String) -> Self { Self { value in of(value).map { $0.below(name) } } }

    /// The same for each item of a list.
    var ofEach: NotYetManagedValues<[Value]> {
        NotYetManagedValues<[Value]> { values in
            values.enumerated().flatMap { index, value in of(value).map { $0.below("[\(index)]") } }
        }
    }

    /// All of them together; nil where there are none.
    static func all(_ parts: [Self]) -> Self? {
        parts.isEmpty ? nil : Self { value in parts.flatMap { $0.of(value) } }
    }
}
