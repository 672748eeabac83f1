/// How the programs that read a file divide its lines into fields. They are C programs: a line ends at a NUL for them.
package struct LineSyntax: Sendable, Hashable {
    /// Bytes between two fields; empty where the whole line is one field, its CR included.
    package let blanks: [UInt8]
    /// Where a `#` begins a comment.
    package let comments: Comments
    /// Whether `\040` in a field is a space (getmntent(3)).
    package let hasOctalEscapes: Bool

    /// A syntax.
    package init(blanks: [UInt8], comments: Comments, hasOctalEscapes: Bool = false) {
        self.blanks = blanks
        self.comments = comments
        self.hasOctalEscapes = hasOctalEscapes
    }

    /// Where a `#` begins a comment.
    package enum Comments: Sendable, Hashable {
        /// Nowhere.
        case none
        /// Before the first field only.
        case wholeLine
        /// At the beginning of any field.
        case anyField
        /// Inside a field, too.
        case anywhere
    }

    /// The fields of a line; none for an empty line and for a comment.
    package func fields(of line: FileText.Line) -> [[UInt8]] {
        guard !blanks.isEmpty else {
            return [Array(line.body) + (line.end == .carriageReturnLineFeed ? [0x0D] : [])]
        }
        let text = line.body.prefix { $0 != 0 }
        let meant = comments == .anywhere ? text.prefix { $0 != Self.hash } : text
        let fields = meant.split(whereSeparator: blanks.contains)
        let kept =
            switch comments {
            case .none, .anywhere: fields[...]
            case .wholeLine: fields.first?.first == Self.hash ? [] : fields[...]
            case .anyField: fields.prefix { $0.first != Self.hash }
            }
        return kept.map { hasOctalEscapes ? Self.unescaped($0) : Array($0) }
    }

    private static let hash = UInt8(ascii: "#")

    /// `\040` is a space, and so on: three octal digits (fstab(5), getmntent(3)).
    private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
