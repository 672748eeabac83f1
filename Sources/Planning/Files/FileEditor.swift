internal import ClusterModel

/// Puts owned lines into the text of a managed file. Every other byte stays as it is: line ends, a missing last one,
/// bytes that are no text. An owned line keeps its indentation and its line end.
struct FileEditor {
    private let file: ManagedFile

    init(_ id: ManagedFile.ID) { file = id.declaration }

    /// The text that holds the lines; nil where there is no place for a new one.
    func text(_ text: FileText, holding wanted: [OwnedLine]) -> FileText? {
        switch file.ownership {
        case .wholeFile: FileText(wanted.map { Self.line($0.text, .lineFeed) })
        case .addedLines: adding(wanted, to: text)
        case .keyedLines: appended(missing(wanted, in: text), to: replacing(wanted, in: text))
        case .sectionOptions(let endWord, let indentation):
            inserted(
                missing(wanted, in: text), before: Array(endWord.utf8), indentation,
                into: replacing(wanted, in: text))
        }
    }

    private func key(of line: FileText.Line) -> [UInt8]? { file.id.key(of: file.syntax.fields(of: line)) }

    private func missing(_ wanted: [OwnedLine], in text: FileText) -> [OwnedLine] {
        let keys = Set(text.lines.compactMap(key))
        return wanted.filter { !keys.contains(Array($0.key.utf8)) }
    }

    /// Every line of a wanted key, exchanged where it is.
    private func replacing(_ wanted: [OwnedLine], in text: FileText) -> [FileText.Line] {
        let texts = Dictionary(wanted.map { (Array($0.key.utf8), $0.text) }) { first, _ in first }
        return text.lines.map { line in
            guard let new = key(of: line).flatMap({ texts[$0] }) else { return line }
            let indentation = line.body.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            return FileText.Line(body: indentation + Array(new.utf8), end: line.end)
        }
    }

    private func adding(_ wanted: [OwnedLine], to text: FileText) -> FileText {
        let present = text.lines.map { file.syntax.fields(of: $0) }
        let missing = wanted.filter { line in !present.contains(line.fields.map { Array(($0 ?? "").utf8) }) }
        return appended(missing, to: text.lines)
    }

    /// The last line gets an end first if it has none.
    private func appended(_ new: [OwnedLine], to lines: [FileText.Line]) -> FileText {
        guard !new.isEmpty else { return FileText(lines) }
        let end = Self.end(of: lines)
        let closed = lines.map { $0.end == .missing ? FileText.Line(body: $0.body, end: end) : $0 }
        return FileText(closed + new.map { Self.line($0.text, end) })
    }

    private func inserted(
        _ new: [OwnedLine], before endWord: [UInt8], _ indentation: String, into lines: [FileText.Line]
    ) -> FileText? {
        guard !new.isEmpty else { return FileText(lines) }
        guard let place = lines.firstIndex(where: { file.syntax.fields(of: $0).first == endWord }) else { return nil }
        let end = Self.end(of: lines)
        return FileText(lines[..<place] + new.map { Self.line(indentation + $0.text, end) } + lines[place...])
    }

    private static func line(_ text: String, _ end: FileText.LineEnd) -> FileText.Line {
        FileText.Line(body: Array(text.utf8)[...], end: end)
    }

    /// How new lines end: as the last line that has an end.
    private static func end(of lines: [FileText.Line]) -> FileText.LineEnd {
        lines.last { $0.end != .missing }?.end ?? .lineFeed
    }
}

extension FileText {
    fileprivate init(_ lines: ArraySlice<Line>) { self.init(Array(lines)) }
}
