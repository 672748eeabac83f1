/// Splits a statement into words at spaces. What is between double quotes, with `\n` for a line feed, or between single
/// quotes, as it is, is one word. A colon or a comma at the end of a word without quotes is punctuation.
func words(of text: some StringProtocol) throws(StatementError) -> [String] {
    var words: [String] = []
    var rest = text.drop { $0 == " " }
    while let first = rest.first {
        if first == "\"" || first == "'" {
            let inner = rest.dropFirst()
            guard let end = inner.firstIndex(of: first) else { throw StatementError("a quote is not closed") }
            let word = String(inner[..<end])
            words.append(first == "\"" ? word.replacing("\\n", with: "\n") : word)
            rest = inner[inner.index(after: end)...]
        } else {
            let word = rest.prefix { $0 != " " }
            rest = rest.dropFirst(word.count)
            words.append(String(word.last == ":" || word.last == "," ? word.dropLast() : word))
        }
        rest = rest.drop { $0 == " " }
    }
    return words
}

/// A duration as scripts write it: `200ms`, `3s`, `1.5s`, `10m`, `1h`.
func duration(_ word: String) throws(StatementError) -> Duration {
    let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
    for (suffix, milliseconds) in units where word.hasSuffix(suffix) {
        if let number = Double(word.dropLast(suffix.count)), number >= 0 {
            return .milliseconds(Int(number * milliseconds))
        }
    }
    throw StatementError("“\(word)” is no duration; write 200ms, 3s, 1.5s, 10m or 1h")
}
