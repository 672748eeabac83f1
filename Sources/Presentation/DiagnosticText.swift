package import ClusterModel

/// Diagnostics as a compiler prints them: place and sentence, the line they speak of, a caret below the column.
package struct DiagnosticText: Sendable {
    /// The lines of the sources in question, taken apart once: a hostile file has all its mistakes in one long line.
    private let lines: [String: [[Unicode.Scalar]]]
    private let style: Style

    /// The text of diagnostics about the sources, ending with a line that counts them; empty where there are none.
    package static func render(_ diagnostics: [Diagnostic], sources: [SourceText], style: Style = .plain) -> String {
        guard !diagnostics.isEmpty else { return "" }
        let text = DiagnosticText(diagnostics, sources, style)
        return diagnostics.map(text.block).joined() + count(diagnostics) + "\n"
    }

    /// `2 errors, 1 warning`.
    package static func count(_ diagnostics: [Diagnostic]) -> String {
        let counts = Diagnostic.Severity.allCases.map { severity in
            (severity, diagnostics.count { $0.severity == severity })
        }
        let words = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)\($0.1 == 1 ? "" : "s")" }
        return words.joined(separator: ", ")
    }

    private init(_ diagnostics: [Diagnostic], _ sources: [SourceText], _ style: Style) {
        let wanted = Set(diagnostics.flatMap { [$0.place.file] + $0.notes.map(\.place.file) })
        let pairs = sources.filter { wanted.contains($0.path) }.map {
            ($0.path, $0.lines.map { Array($0.unicodeScalars) })
        }
        lines = Self.hiding(diagnostics, in: Dictionary(pairs) { first, _ in first })
        self.style = style
    }

    /// The lines without what diagnostics call a secret, whichever of them shows the line.
    private static func hiding(
        _ diagnostics: [Diagnostic], in lines: [String: [[Unicode.Scalar]]]
    ) -> [String: [[Unicode.Scalar]]] {
        diagnostics.compactMap(\.secret).reduce(into: lines) { lines, place in
            guard let line = lines[place.file]?[safe: place.line - 1] else { return }
            lines[place.file]?[place.line - 1] = line.prefix(place.column - 1) + Array("<hidden>".unicodeScalars)
        }
    }

    private func block(_ diagnostic: Diagnostic) -> String {
        let sentence = diagnostic.message + (diagnostic.advice.map { "; \($0)" } ?? "")
        let label = Label(diagnostic.severity)
        let notes = diagnostic.notes.map { entry(.note, $0.message, at: $0.place) }
        return entry(label, sentence, at: diagnostic.place) + notes.joined()
    }

    private func entry(_ label: Label, _ sentence: String, at place: SourcePlace) -> String {
        let head = style.painted("\(TerminalText.safe(place.description)):", .strong)
        let title = style.painted("\(label.rawValue):", label.paint)
        return "\(head) \(title) \(TerminalText.safe(sentence))\n" + excerpt(at: place)
    }

    /// The line and the caret; nothing where there is no such line, as after the end of a file.
    private func excerpt(at place: SourcePlace) -> String {
        guard let all = lines[place.file], all.indices.contains(place.line - 1) else { return "" }
        let window = LineWindow(all[place.line - 1], column: place.column)
        return "\(window.text)\n\(window.indent)\(style.painted("^", .caret))\n"
    }
}

extension DiagnosticText {
    private enum Label: String {
        case error, warning, note

        init(_ severity: Diagnostic.Severity) {
            self =
                switch severity {
                case .error: .error
                case .warning: .warning
                }
        }

        var paint: Style.Paint {
            switch self {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        }
    }
}

extension Array {
    /// The element, if there is one at the index.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
