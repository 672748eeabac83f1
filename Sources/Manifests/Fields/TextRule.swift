/// A rule for the form of a text.
struct TextRule: Sendable {
    /// What was expected, for a message.
    let expected: String
    /// A regular expression of the whole text, for schemas: everything that passes `violation` matches it.
    let pattern: String
    /// Characters, at most, for schemas.
    let longest: Int?
    /// A regular expression of texts that match the pattern and are refused all the same, for schemas.
    let refused: String?
    /// The violation and what to do, in half a sentence; nil for a text that follows the rule.
    let violation: @Sendable (String) -> String?

    init(
        expected: String, pattern: String, longest: Int? = nil, refused: String? = nil,
        violation: @escaping @Sendable (String) -> String?
    ) {
        self.expected = expected
        self.pattern = pattern
        self.longest = longest
        self.refused = refused
        self.violation = violation
    }

    var schema: TextSchema { TextSchema(expected: expected, pattern: pattern, longest: longest, refused: refused) }
}

extension FieldCodec where Value == String {
    /// A text that follows the rule. A number or a truth value is a text too, as written.
    static func text(_ rule: TextRule) -> Self {
        FieldCodec(.text(rule.schema)) { node, diagnostics in
            guard case .scalar(let scalar) = node.content, !scalar.isNull else {
                return diagnostics.expected(rule.expected, found: node)
            }
            if let violation = rule.violation(scalar.text) {
                return diagnostics.expected(rule.expected, found: node, advice: violation)
            }
            return scalar.text
        } write: {
            .text($0)
        }
    }
}
