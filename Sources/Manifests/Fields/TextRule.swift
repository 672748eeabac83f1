/// What a text has to look like.
struct TextRule: Sendable {
    /// What was expected, for a message.
    let expected: String
    /// A regular expression of the whole text, for schemas: everything that passes `flaw` matches it.
    let pattern: String
    /// Characters, at most, for schemas.
    let longest: Int?
    /// A regular expression of texts that match the pattern and are refused all the same, for schemas.
    let refused: String?
    /// What is wrong with a text and what to do, in half a sentence; nil when nothing is.
    let flaw: @Sendable (String) -> String?

    init(
        expected: String, pattern: String, longest: Int? = nil, refused: String? = nil,
        flaw: @escaping @Sendable (String) -> String?
    ) {
        self.expected = expected
        self.pattern = pattern
        self.longest = longest
        self.refused = refused
        self.flaw = flaw
    }

    var shape: TextShape { TextShape(expected: expected, pattern: pattern, longest: longest, refused: refused) }
}

extension Form where Value == String {
    /// A text of that look. A number or a truth value is a text too, as it is written.
    static func text(_ rule: TextRule) -> Self {
        Form(.text(rule.shape)) { node, problems in
            guard case .scalar(let scalar) = node.content, !scalar.isNull else {
                return problems.expected(rule.expected, found: node)
            }
            if let flaw = rule.flaw(scalar.text) {
                return problems.expected(rule.expected, found: node, advice: flaw)
            }
            return scalar.text
        } write: {
            .text($0)
        }
    }
}

/// A set of ASCII characters with the words for it.
struct Characters: Sendable {
    private let signs: String

    /// Letters and digits, and the signs.
    init(lettersDigitsAnd signs: String) { self.signs = signs }

    private var words: String { "letters, digits and " + signs.map(String.init).joined(separator: " ") }

    private func contains(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit || signs.utf8.contains(byte) }

    /// What is wrong with a text that may have these characters only.
    func flaw(in text: String) -> String? {
        guard let index = text.utf8.firstIndex(where: { !contains($0) }) else { return nil }
        let stranger = text.unicodeScalars[index]
        return "\(Words.quoted(String(stranger))) is not allowed, only \(words) are"
    }
}

extension UInt8 {
    var isASCIILetterOrDigit: Bool {
        isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Unicode.Scalar {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }

    var isASCIILetterOrDigit: Bool {
        isASCIIDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
    }
}
