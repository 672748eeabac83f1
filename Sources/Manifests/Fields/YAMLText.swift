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

    /// For people: `{fromFile: /etc/x}`.
    var inOneLine: String {
        switch self {
        case .scalar(let text), .text(let text): text
        case .list(let items): "[\(items.map(\.inOneLine).joined(separator: ", "))]"
        case .map(let pairs): "{\(pairs.map { "\($0.key): \($0.value.inOneLine)" }.joined(separator: ", "))}"
        }
    }
}
