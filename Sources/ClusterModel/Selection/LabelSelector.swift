/// Conditions on the labels of a document, as kubectl writes them: `site=brno`, `site!=brno`, `site`, `!site`, with commas
/// between them; all have to hold.
package struct LabelSelector: Sendable, Hashable {
    private enum Condition: Sendable, Hashable {
        case equals(String, String)
        case differs(String, String)
        case exists(String)
        case isMissing(String)
    }

    private let conditions: [Condition]

    /// Nil of a text that is no selector.
    package init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let read = parts.compactMap { Self.condition(String($0)) }
        guard read.count == parts.count else { return nil }
        conditions = read
    }

    private static func condition(_ text: String) -> Condition? {
        let words = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = words.first, !first.isEmpty, !first.contains(" ") else { return nil }
        guard words.count == 2 else {
            return first.hasPrefix("!") ? .isMissing(String(first.dropFirst())) : .exists(first)
        }
        if first.hasSuffix("!") { return .differs(String(first.dropLast()), words[1]) }
        return .equals(first, words[1].hasPrefix("=") ? String(words[1].dropFirst()) : words[1])
    }

    package func matches(_ labels: [String: String]) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .equals(let key, let value): labels[key] == value
            case .differs(let key, let value): labels[key] != value
            case .exists(let key): labels[key] != nil
            case .isMissing(let key): labels[key] == nil
            }
        }
    }
}
