/// A manifest as it was read: its name for messages, and its bytes, whatever they are.
public struct SourceText: Sendable, Hashable {
    /// As given to `-f`; `-` for standard input.
    public let path: String
    /// The whole contents.
    public let bytes: [UInt8]

    /// A source.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A place in a manifest. Lines and columns count from 1; columns count Unicode scalars, a tab is one.
public struct SourcePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As given to `-f`.
    public let file: String
    // Half of an Int each: every value and every key of a manifest carries a place.
    private let row: Int32
    private let offset: Int32

    /// From 1.
    public var line: Int { Int(row) }
    /// From 1, in Unicode scalars.
    public var column: Int { Int(offset) }

    /// A place; a file that is read has far fewer lines than an `Int32` can count.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        row = Int32(clamping: line)
        offset = Int32(clamping: column)
    }

    /// `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }

    /// In the order of files, then of the text.
    public static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// One thing wrong, or doubtful, in the manifests.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    /// Warnings never change an exit code.
    public enum Severity: String, Sendable, Hashable, CaseIterable { case error, warning }

    /// A second place that belongs to the story, for duplicates and conflicts.
    public struct Note: Sendable, Hashable {
        /// Where.
        public let place: SourcePlace
        /// What is there.
        public let message: String

        /// A note.
        public init(_ message: String, at place: SourcePlace) {
            self.message = message
            self.place = place
        }
    }

    /// How bad it is.
    public let severity: Severity
    /// Where it starts.
    public let place: SourcePlace
    /// What is wrong and what was expected, in one sentence without a full stop.
    public let message: String
    /// What to do, where that can be said.
    public let advice: String?
    /// Other places of the same story.
    public let notes: [Note]
    /// Where something stands that may be a secret: the line is not shown from there on.
    public let secret: SourcePlace?

    /// A diagnostic.
    public init(
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
    public var description: String {
        "\(place): \(severity.rawValue): \(message)" + (advice.map { "; \($0)" } ?? "")
    }
}
