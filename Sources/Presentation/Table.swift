/// Columns of text, each as wide as its widest cell; the last one is not padded.
struct Table {
    private let header: [String]
    private let rows: [[String]]

    private let gap: String

    /// `gap`: spaces between two columns.
    init(_ header: [String], _ rows: [[String]], gap: Int = 3) {
        self.header = header
        self.rows = rows
        self.gap = String(repeating: " ", count: gap)
    }

    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { TerminalText.columns($0[column]) }.max() ?? 0 }
        return all.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[index] - TerminalText.columns(cell))
            }.joined(separator: gap)
        }
    }
}
