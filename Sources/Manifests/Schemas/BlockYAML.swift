internal import ClusterModel

/// YAML as people write it: a line for each field, two blanks for each level.
enum BlockYAML {
    /// The text of a map or a list, ending with a line end.
    static func text(_ value: YAMLText) -> String { lines(value).map { $0 + "\n" }.joined() }

    private static func lines(_ value: YAMLText) -> [String] {
        switch value {
        case .scalar(let text): [text]
        case .text(let text): [quoted(text)]
        case .list(let items): items.flatMap(item)
        case .map(let pairs): pairs.flatMap { entry($0.key, $0.value) }
        }
    }

    private static func entry(_ key: String, _ value: YAMLText) -> [String] {
        if let inline = inline(value) { return ["\(quoted(key)): \(inline)"] }
        let inner = lines(value)
        if case .list = value { return ["\(quoted(key)):"] + inner }
        return ["\(quoted(key)):"] + inner.map { "  " + $0 }
    }

    private static func item(_ value: YAMLText) -> [String] {
        if let inline = inline(value) { return ["- \(inline)"] }
        return lines(value).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
    }

    /// A value on the line of its key: scalars and empty values; nil for others.
    private static func inline(_ value: YAMLText) -> String? {
        switch value {
        case .scalar(let text): text
        case .text(let text): quoted(text)
        case .list(let items): items.isEmpty ? "[]" : nil
        case .map(let pairs): pairs.isEmpty ? "{}" : nil
        }
    }

    /// In quotes where a reader of YAML could take the text for something else.
    static func quoted(_ text: String) -> String {
        if isPlain(text) { return text }
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !$0.endsLine }
        return isPrintable ? "'\(text.replacing("'", with: "''"))'" : JSON.string(text).description
    }

    /// Whether every reader of YAML takes it for a text without quotes: it begins with a letter or a slash, has no sign
    /// of YAML's in it, and is no word that means something else to some of them.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCIILetterOrDigit || first == "/", !first.isASCIIDigit,
            !words.contains(text.lowercased()), text.unicodeScalars.last != " "
        else { return false }
        return text.unicodeScalars.allSatisfy { $0.isASCIILetterOrDigit || " ./_-+@()|;".unicodeScalars.contains($0) }
    }

    private static let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
}

extension YAMLText {
    /// The same value.
    init(_ json: JSON) {
        switch json {
        case .null: self = .scalar("null")
        case .bool(let value): self = .scalar(value ? "true" : "false")
        case .integer(let number): self = .scalar("\(number)")
        case .decimal: self = .scalar(json.description)
        case .string(let text): self = .text(text)
        case .array(let items): self = .list(items.map(YAMLText.init))
        case .object(let members): self = .map(members.map { Pair(key: $0.name, value: YAMLText($0.value)) })
        }
    }

    /// The same value, a plain scalar being what YAML's core schema takes it for.
    var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .scalar(let text): Bool(text).map(JSON.bool) ?? Int(text).map(JSON.integer) ?? .string(text)
        case .list(let items): .array(items.map(\.json))
        case .map(let pairs): .object(pairs.map { JSON.Member($0.key, $0.value.json) })
        }
    }
}
