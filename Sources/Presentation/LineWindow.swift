/// The part of a line around a column that fits a terminal, and what brings a caret below the column.
struct LineWindow: Sendable {
    /// Scalars of a line that are shown. A manifest's line is shorter; a file of one long line must not fill a screen.
    static let width = 120
    /// Scalars kept before the column in a line that is too long.
    private static let before = 60

    /// What is shown of the line.
    let text: String
    /// Tabs and spaces as wide as what stands before the column.
    let indent: String

    /// Looks at a line; the column counts Unicode scalars from 1 and may lie behind the end.
    init(_ scalars: [Unicode.Scalar], column: Int) {
        let target = min(max(column - 1, 0), scalars.count)
        var range = 0..<scalars.count
        if scalars.count > Self.width {
            let start = max(0, min(target - Self.before, scalars.count - Self.width))
            range = start..<min(scalars.count, start + Self.width)
        }
        let head = range.lowerBound > 0 ? "…" : ""
        let tail = range.upperBound < scalars.count ? "…" : ""
        text = head + Terminal.safe(scalars[range]) + tail
        indent = (head.isEmpty ? "" : " ") + scalars[range.lowerBound..<target].reduce(into: "") { $0 += Self.gap($1) }
    }

    private static func gap(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\t" { return "\t" }
        return String(repeating: " ", count: Terminal.columns(Terminal.safe(scalar)))
    }
}

/// What terminals make of text.
enum Terminal {
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

    /// Somebody else's words, line by line: the first behind the head, the others as far to the right.
    static func wrapped(_ head: String, _ words: String) -> [String] {
        let indent = String(repeating: " ", count: head.count)
        return words.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            (index == 0 ? head : indent) + safe(String(line))
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
}
