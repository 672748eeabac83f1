/// The bytes of a text file, with access to its lines.
///
/// A managed file is never decoded as a whole: lines of other programs need not be UTF-8, and CR LF is one `Character`
/// in Swift, so that splitting a `String` at "\n" joins such lines.
package struct FileText: Sendable, Hashable {
    /// The whole contents.
    package let bytes: [UInt8]

    /// Contents as read.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Contents that hcctl writes itself.
    package init(_ text: String) { bytes = Array(text.utf8) }

    /// The lines put together again.
    package init(_ lines: [Line]) { bytes = lines.flatMap { Array($0.body) + $0.end.bytes } }

    /// One line, without and with its end.
    package struct Line: Sendable, Hashable {
        /// The bytes before the end.
        package let body: ArraySlice<UInt8>
        /// How it ends.
        package let end: LineEnd

        /// A line.
        package init(body: ArraySlice<UInt8>, end: LineEnd) {
            self.body = body
            self.end = end
        }
    }

    /// How a line ends. A lone CR ends no line: every reader of these files splits at LF.
    package enum LineEnd: Sendable, Hashable {
        case lineFeed
        case carriageReturnLineFeed
        /// The last line of a file that does not end with LF.
        case missing

        /// The end as bytes.
        package var bytes: [UInt8] {
            switch self {
            case .lineFeed: [0x0A]
            case .carriageReturnLineFeed: [0x0D, 0x0A]
            case .missing: []
            }
        }
    }

    /// All lines in their order. An empty file has none.
    package var lines: [Line] {
        var lines: [Line] = []
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            let isCRLF = end > start && bytes[end - 1] == 0x0D
            lines.append(
                Line(
                    body: bytes[start..<(isCRLF ? end - 1 : end)], end: isCRLF ? .carriageReturnLineFeed : .lineFeed))
            start = end + 1
        }
        if start < bytes.endIndex { lines.append(Line(body: bytes[start...], end: .missing)) }
        return lines
    }
}

extension FileText: CustomStringConvertible {
    /// Size and FNV-1a hash (64 bits): the contents may be megabytes, and a step's id is made of this text.
    package var description: String {
        "\(bytes.count) bytes, \(String(FNV1a.hash(bytes), radix: 16))"
    }
}
