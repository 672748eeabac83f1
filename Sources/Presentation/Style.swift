/// Whether text is coloured, and how.
public struct Style: Sendable {
    /// No colour, for pipes and where NO_COLOR is set (no-color.org).
    public static let plain = Style(colour: false)

    private let colour: Bool

    /// A style.
    public init(colour: Bool) { self.colour = colour }

    func good(_ text: String) -> String { painted(text, 32) }
    func changed(_ text: String) -> String { painted(text, 33) }
    func bad(_ text: String) -> String { painted(text, 31) }
    func strong(_ text: String) -> String { painted(text, 1) }

    /// ECMA-48 “select graphic rendition”.
    private func painted(_ text: String, _ code: Int) -> String {
        colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
