/// Whether text is coloured, and how.
package struct Style: Sendable {
    /// No colour, for pipes and where NO_COLOR is set (no-color.org).
    package static let plain = Style(colour: false)

    private let colour: Bool

    /// A style.
    package init(colour: Bool) { self.colour = colour }

    /// “Select graphic rendition” (ECMA-48), by what is said.
    enum Paint: String {
        case good = "32"
        case changed = "33"
        case bad = "31"
        case strong = "1"
        case error = "1;31"
        case warning = "1;35"
        case note = "1;36"
        case caret = "1;32"
    }

    func painted(_ text: String, _ paint: Paint) -> String {
        colour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }

    func good(_ text: String) -> String { painted(text, .good) }
    func changed(_ text: String) -> String { painted(text, .changed) }
    func bad(_ text: String) -> String { painted(text, .bad) }
    func strong(_ text: String) -> String { painted(text, .strong) }
}
