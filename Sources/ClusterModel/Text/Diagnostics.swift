/// A manifest as it was read: its name for messages, and its bytes, whatever they are.
package struct SourceText: Sendable, Hashable {
    /// As given to `-f`; `-` for standard input.
    package let path: String
    /// The whole contents.
    package let bytes: [UInt8]

    /// A source.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A place in a manifest. Lines and columns count from 1; columns count Unicode scalars, a tab is one.
package struct SourcePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As given to `-f`.
    package let file: String
    // Half of an Int each: every value and every key of a manifest carries a place.
    private let row: Int32
    private let offset: Int32

    /// From 1.
    package var line: Int { Int(row) }
    /// From 1, in Unicode scalars.
    package var column: Int { Int(offset) }

    /// A place; a file that is read has far fewer lines than an `Int32` can count.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        row = Int32(clamping: line)
        offset = Int32(clamping: column)
    }

    /// `file:line:column`.
    package var description: String { "\(file):\(line):\(column)" }

    /// In the order of files, then of the text.
    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// One thing wrong, or doubtful, in the manifests.
package struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    /// Warnings never change an exit code.
    package enum Severity: String, Sendable, Hashable, CaseIterable { case error, warning }

    /// A second place that belongs to the story, for duplicates and conflicts.
    package struct Note: Sendable, Hashable {
        /// Where.
        package let place: SourcePlace
        /// What is there.
        package let message: String

        /// A note.
        package init(_ message: String, at place: SourcePlace) {
            self.message = message
            self.place = place
        }
    }

    /// How bad it is.
    package let severity: Severity
    /// Where it starts.
    package let place: SourcePlace
    /// What is wrong and what was expected, in one sentence without a full stop.
    package let message: String
    /// What to do, where that can be said.
    package let advice: String?
    /// Other places of the same story.
    package let notes: [Note]
    /// Where something stands that may be a secret: the line is not shown from there on.
    package let secret: SourcePlace?

    /// A diagnostic.
    package init(
        _ severity: Severity = .error, _ message: String, at place: SourcePlace, advice: String? = nil,
        notes: [Note] = [], secret: SourcePlace? = nil
    ) {
        self.severity = severity
        self.place = place
        self.message = message
        self.advice = advice
        self.notes = notes
        self.secret = secret
    }

    /// `FILE:LINE:COLUMN: error: text`.
    package var description: String {
        "\(place): \(severity.rawValue): \(message)" + (advice.map { "; \($0)" } ?? "")
    }
}
