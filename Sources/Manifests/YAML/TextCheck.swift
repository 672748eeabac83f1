internal import ClusterModel

/// Checks that bytes are text in which YAML can be read. libyaml reports such errors without a place.
struct TextCheck {
    private let source: SourceText
    private var line = 1
    private var column = 1

    /// The first thing that makes the source no text of ours; nil when there is none.
    static func violation(in source: SourceText, limits: ReaderLimits) -> Diagnostic? {
        let bytes = source.bytes
        guard bytes.count <= limits.bytes else {
            return Diagnostic(
                .error, "the file has \(bytes.count) bytes, more than the \(limits.bytes) that are read",
                at: SourcePlace(file: source.path, line: 1, column: 1), advice: "split it into several files")
        }
        var check = TextCheck(source)
        if !bytes.allSatisfy(isPlain), let violation = check.walk() { return violation }
        return directive(in: source)
    }

    /// The first line that declares a tag handle. libyaml compares each with all before it, which takes minutes for
    /// a file of them; and tags have no use here.
    private static func directive(in source: SourceText) -> Diagnostic? {
        guard source.bytes.contains(UInt8(ascii: "%")) else { return nil }
        guard let index = source.lines.firstIndex(where: { $0.hasPrefix("%TAG") }) else { return nil }
        return Diagnostic(
            .error, "tags are not used in manifests", at: SourcePlace(file: source.path, line: index + 1, column: 1),
            advice: "leave the line out")
    }

    private init(_ source: SourceText) { self.source = source }

    /// Printable ASCII, tab and the ends of lines need no further check.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func walk() -> Diagnostic? {
        if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
            return found("this is UTF-16", "save the file as UTF-8")
        }
        var parser = Unicode.UTF8.ForwardParser()
        var bytes = source.bytes.dropFirst(source.byteOrderMarkLength).makeIterator()
        var previous: Unicode.Scalar = " "
        while true {
            switch parser.parseScalar(from: &bytes) {
            case .emptyInput: return nil
            case .error: return found("a byte here is not UTF-8", "save the file as UTF-8")
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                guard scalar.mayStandInYAML else {
                    return found("\(scalar.codePoint) is a control character", "a manifest is plain text: take it out")
                }
                step(over: scalar, after: previous)
                previous = scalar
            }
        }
    }

    private mutating func step(over scalar: Unicode.Scalar, after previous: Unicode.Scalar) {
        if scalar == "\n", previous == "\r" { return }
        (line, column) = scalar.endsLine ? (line + 1, 1) : (line, column + 1)
    }

    private func found(_ message: String, _ advice: String) -> Diagnostic {
        Diagnostic(.error, message, at: SourcePlace(file: source.path, line: line, column: column), advice: advice)
    }
}

extension SourceText {
    /// 3 where the source begins with U+FEFF in UTF-8, else 0.
    var byteOrderMarkLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension Unicode.Scalar {
    /// YAML 1.1, c-printable; U+FEFF only as the byte-order mark, which is skipped before.
    fileprivate var mayStandInYAML: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
        default: value >= 0x10000
        }
    }

    /// `U+001B`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
