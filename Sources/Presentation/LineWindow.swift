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
        text = head + TerminalText.safe(scalars[range]) + tail
        indent = (head.isEmpty ? "" : " ") + scalars[range.lowerBound..<target].reduce(into: "") { $0 += Self.gap($1) }
    }

    private static func gap(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\t" { return "\t" }
        return String(repeating: " ", count: TerminalText.columns(TerminalText.safe(scalar)))
    }
}
