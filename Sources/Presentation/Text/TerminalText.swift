/// What terminals make of text, and how text is fitted to their width.
enum TerminalText {
    /// The text without anything that a terminal would act on or that would show it in another order.
    static func safe(_ text: String) -> String { safe(text.unicodeScalars) }

    /// The same for scalars.
    static func safe(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars.map(safe)))
    }

    /// U+FFFD in place of controls and of marks that change the direction of text.
    static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09: scalar
        case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: scalar
        }
    }

    /// How many columns a scalar takes: none for combining marks, two for the wide letters of East Asia and emoji.
    static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    static func columns(_ text: some StringProtocol) -> Int { text.unicodeScalars.reduce(0) { $0 + columns($1) } }

    /// Text behind a head, line by line and wrapped at spaces to the width; every further line is indented as far. Words
    /// that are wider than a line stay whole: a path or a command is copied from the terminal.
    static func wrapped(_ head: String, _ text: String, width: Int?) -> [String] {
        let indent = String(repeating: " ", count: columns(head))
        let room = width.map { max(minimalRoom, $0 - columns(head)) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            room.map { broken(safe(String(line)), room: $0) } ?? [safe(String(line))]
        }
        return lines.enumerated().map { index, line in (index == 0 ? head : indent) + line }
    }

    /// However narrow the terminal is, a line holds so many columns of text: narrower ones are harder to read than what
    /// the terminal itself wraps.
    private static let minimalRoom = 20

    private static func broken(_ line: String, room: Int) -> [String] {
        var lines = [""]
        var used = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            let width = columns(word)
            if used > 0, used + 1 + width > room {
                lines.append(String(word))
                used = width
            } else {
                let isFirst = lines[lines.count - 1].isEmpty && used == 0
                lines[lines.count - 1] += (isFirst ? "" : " ") + word
                used += width + (isFirst ? 0 : 1)
            }
        }
        return lines
    }

    /// The first line of the text, cut to the width; `…` stands for what is left out.
    static func shortened(_ text: String, width: Int?) -> String {
        guard let width else { return safe(text) }
        let first = text.prefix { $0 != "\n" }
        guard columns(first) > width || first.count < text.count else { return safe(text) }
        var used = 0
        let kept = first.unicodeScalars.prefix { scalar in
            used += columns(scalar)
            return used < width
        }
        return safe(kept) + "…"
    }
}
