/// A change of a text by an editor. It must change something, or the script does not do what its author thinks.
enum TextEdit: Sendable {
    case delete(linesWith: String)
    case replace(String, by: String)
    case append(String)

    static let usage = ["delete TEXT", "replace TEXT by TEXT", "append LINE"]

    init(_ words: [String]) throws(StatementError) {
        switch (words.first, words.count) {
        case ("delete", 2): self = .delete(linesWith: words[1])
        case ("replace", 4) where words[2] == "by": self = .replace(words[1], by: words[3])
        case ("append", 2): self = .append(words[1])
        default:
            throw StatementError(
                "an edit is one of: \(Self.usage.joined(separator: ", ")); put text with spaces into double quotes")
        }
    }

    /// nil if it would change nothing.
    func applied(to text: String) -> String? {
        let changed =
            switch self {
            case .delete(let part):
                text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains(part) }
                    .joined(separator: "\n")
            case .replace(let old, let new): text.replacing(old, with: new)
            case .append(let line): (text.isEmpty || text.hasSuffix("\n") ? text : text + "\n") + line + "\n"
            }
        return changed == text ? nil : changed
    }
}
