/// The pure half of a definition: what error messages, and later schemas and explanations, are made from.
indirect enum Shape: Sendable, Hashable {
    case integer(ClosedRange<Int>)
    /// One of a few numbers.
    case integers([Int])
    case boolean
    /// `pattern` is an ECMA regular expression of the whole text; the reader has its own, exacter check.
    case text(expected: String, pattern: String)
    case choice([String])
    /// Any scalar, kept as text.
    case optionValue
    case list(of: Shape, atLeast: Int)
    case map(of: Shape)
    case object(name: String, [FieldShape])

    /// What was expected, for a message.
    var expected: String {
        switch self {
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .integers(let numbers): "one of " + Words.list(numbers.map(String.init), "or")
        case .boolean: "true or false"
        case .text(let expected, _): expected
        case .choice(let names): names.count == 1 ? names[0] : "one of " + Words.list(names, "or")
        case .optionValue: "the value of an option"
        case .list(let item, _): "a list, each item being \(item.expected)"
        case .map: "a map"
        case .object(_, let fields): "a map with the fields " + Words.list(fields.map(\.name))
        }
    }
}

/// The pure half of a field.
struct FieldShape: Sendable, Hashable {
    let name: String
    let shape: Shape
    let presence: Presence
    /// One sentence for people.
    let meaning: String

    /// What it means to leave a field out.
    enum Presence: Sendable, Hashable {
        case required
        /// The default is enforced.
        case defaulted(YAMLText)
        /// What it speaks of is not managed, or found out elsewhere.
        case optional
    }
}

/// A value on its way out.
indirect enum YAMLText: Sendable, Hashable {
    case scalar(String)
    /// A text that another reader of YAML must not take for a number or a truth value.
    case text(String)
    case list([YAMLText])
    case map([Pair])

    struct Pair: Sendable, Hashable {
        let key: String
        let value: YAMLText
    }
}
