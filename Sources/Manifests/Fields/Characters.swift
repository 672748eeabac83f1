/// A set of ASCII characters with the words for it.
struct Characters: Sendable {
    private let signs: String

    /// Letters and digits, and the signs.
    init(lettersDigitsAnd signs: String) { self.signs = signs }

    private var words: String { "letters, digits and " + signs.map(String.init).joined(separator: " ") }

    private func contains(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit || signs.utf8.contains(byte) }

    /// What is wrong with a text that may have these characters only.
    func violation(in text: String) -> String? {
        guard let index = text.utf8.firstIndex(where: { !contains($0) }) else { return nil }
        let stranger = text.unicodeScalars[index]
        return "\(MessageText.quoted(String(stranger))) is not allowed, only \(words) are"
    }
}
