import Testing

/// Functions and files that one can read. The medians to aim at are 5–9 lines and 80–150.
@Suite struct SizeTests {
    /// Longer ones hide more than one thought.
    static let functionLimit = 70
    static let fileLimit = 500
    /// A line by itself in a file that a script writes and nobody reads from top to bottom.
    private static let generated = "// tidy: generated data"

    @Test func filesAreShort() throws {
        for file in try Tree.sources() where file.lines.count > Self.fileLimit {
            guard !file.lines.contains(where: { $0 == Self.generated }) else { continue }
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

    /// Only data is let off: such a file has no function.
    @Test func generatedFilesHoldDataOnly() throws {
        for file in try Tree.sources() where file.lines.contains(where: { $0 == Self.generated }) {
            #expect(!file.lines.contains { Self.beginsFunction($0.drop { $0 == " " }) }, "\(file.path)")
        }
    }

    private static func beginsFunction(_ words: Substring) -> Bool {
        words.hasSuffix("{") && (words.contains("func ") || words.hasPrefix("init(") || words.contains(" init("))
    }
}
