internal import ClusterModel

/// Texts for messages: quotes, lists and counts.
enum MessageText {
    /// Scalars of a quoted text that are shown. Enough to recognise a value, short enough for one line.
    static let shownScalars = 60

    /// A text from a manifest, in quotes, on one line, with what a terminal would act on made visible.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let shown = scalars.prefix(shownScalars).reduce(into: "") { $0 += visible($1) }
        return "“\(shown)\(scalars.count > shownScalars ? "…" : "")”"
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": #"\n"#
        case "\t": #"\t"#
        case "\r": #"\r"#
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): "<\(scalar.codePoint)>"
        case "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200B}"..."\u{200F}": "<\(scalar.codePoint)>"
        default: String(scalar)
        }
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ items: [String], _ last: String = "and") -> String {
        guard items.count > 1, let end = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(last) " + end
    }

    /// `1 brick`, `2 bricks`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// What was found at a place instead of what was expected.
    static func found(_ node: Node) -> String {
        switch node.content {
        case .scalar(let scalar) where scalar.isNull: "nothing"
        case .scalar(let scalar): quoted(scalar.text)
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}
