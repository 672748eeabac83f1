/// The pure half of a rule about a text.
struct TextSchema: Sendable, Hashable {
    /// What was expected, for a message.
    let expected: String
    /// A regular expression of the whole text that ECMA, Python and RE2 read alike; everything that the reader takes
    /// matches it. Empty where any text is taken.
    let pattern: String
    /// Characters, at most.
    var longest: Int?
    /// A regular expression of texts that match the pattern and are refused all the same.
    var refused: String?
}
