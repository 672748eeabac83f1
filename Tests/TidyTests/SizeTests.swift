import Testing

/// Functions and files that one can read. The medians to aim at are 5–9 lines and 80–150.
@Suite struct SizeTests {
    /// Longer ones hide more than one thought.
    static let functionLimit = 70
    static let fileLimit = 500

    @Test func filesAreShort() throws {
        for file in try Tree.sources() where file.lines.count > Self.fileLimit {
            Issue.record("\(file.path): \(file.lines.count) lines: split it by what it is about")
        }
    }

    @Test func functionsAreShort() throws {
        var seen = 0
        for file in try Tree.sources() {
            var begun: (line: Int, indent: Int)?
            for (index, line) in file.lines.enumerated() {
                let indent = line.prefix(while: { $0 == " " }).count
                let words = line.dropFirst(indent)
                if begun == nil, Self.beginsFunction(words) { begun = (index, indent) }
                guard let start = begun, words.hasPrefix("}"), indent == start.indent else { continue }
                seen += 1
                let length = index - start.line + 1
                if length > Self.functionLimit {
                    Issue.record("\(file.path):\(start.line + 1): \(length) lines: give its parts names")
                }
                begun = nil
            }
        }
        #expect(seen > 200, "hardly any function was recognised")
    }

    private static func beginsFunction(_ words: Substring) -> Bool {
        words.hasSuffix("{") && (words.contains("func ") || words.hasPrefix("init(") || words.contains(" init("))
    }
}
