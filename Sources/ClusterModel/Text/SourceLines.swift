extension SourceText {
    /// The lines without their ends, numbered as YAML numbers them; what is not UTF-8 reads as U+FFFD.
    ///
    /// A line ends at LF, CR LF, CR, U+0085, U+2028 and U+2029. A byte-order mark at the start is left out.
    package var lines: [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var endedWithReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            defer { endedWithReturn = scalar == "\r" }
            if scalar == "\n", endedWithReturn { continue }
            guard scalar.endsLine else {
                line.append(scalar)
                continue
            }
            lines.append(String(line))
            line = String.UnicodeScalarView()
        }
        lines.append(String(line))
        if lines[0].unicodeScalars.first == "\u{FEFF}" { lines[0].unicodeScalars.removeFirst() }
        return lines
    }
}

extension Unicode.Scalar {
    /// Whether YAML ends a line here; of CR LF each of the two says so.
    package var endsLine: Bool {
        switch self {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }
}
