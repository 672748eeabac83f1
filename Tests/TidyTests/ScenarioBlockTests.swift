import Foundation
import Testing

/// Outputs in docs/planning-behaviours.md are parts of committed outputs. A comment before a code block names the part:
/// `<!-- scenario NAME N -->` is the Nth statement of a scenario with its output, `lines A-B,C` after it some lines of that;
/// `<!-- words NAME WORD -->` the lines of a golden file of PresentationTests that begin with the word. UPDATE_EXPECTED=1
/// rewrites the blocks.
@Suite struct ScenarioBlockTests {
    private static let page = "docs/planning-behaviours.md"

    @Test func blocksAreTheCommittedOutputs() throws {
        let file = try Tree.file(Self.page)
        let (text, count) = try rewritten(file.lines)
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            try text.write(to: Tree.root.appending(path: Self.page), atomically: true, encoding: .utf8)
        }
        let found = try Tree.file(Self.page).lines
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard index >= found.count || found[index] != line else { continue }
            Issue.record("\(Self.page):\(index + 1): the committed output is “\(line)”; UPDATE_EXPECTED=1 rewrites it")
            return
        }
        #expect(text == file.text && count >= 20)
    }

    /// Each rule shows an output.
    @Test func everyRuleHasABlock() throws {
        let rules = try Tree.file(Self.page).text.split(separator: "\n### ").dropFirst()
        for rule in rules where !rule.contains("<!-- ") { Issue.record("no output: \(rule.prefix(40))") }
        #expect(rules.count >= 15)
    }

    /// The page with the blocks as the committed outputs have them, and their number.
    private func rewritten(_ lines: [Substring]) throws -> (text: String, count: Int) {
        var (result, count, isInside) = ([String](), 0, false)
        for line in lines {
            if isInside, line != "```" { continue }
            isInside = false
            result.append(String(line))
            guard let previous = result.dropLast().last, line.hasPrefix("```"), previous.hasPrefix("<!-- ") else {
                continue
            }
            result += try block(previous.dropFirst(5).dropLast(4).split(separator: " ").map(String.init))
            (count, isInside) = (count + 1, true)
        }
        return (result.joined(separator: "\n"), count)
    }

    private func block(_ words: [String]) throws -> [String] {
        guard words.count > 2, words[0] == "scenario" else { return try golden(words) }
        let all = try statements(words[1])
        let index = try #require(Int(words[2]))
        let statement = try #require(
            all.count >= index ? all[index - 1] : nil, "\(words[1]) has \(all.count) statements")
        return words.count == 5 ? try parts(statement, words[4]) : statement
    }

    private func golden(_ words: [String]) throws -> [String] {
        let file = try Tree.file("Tests/PresentationTests/Expected/\(words[1]).txt")
        let lines = file.lines.filter { $0.hasPrefix(words[2] + " ") }.map(String.init)
        try #require(!lines.isEmpty, "\(words)")
        return lines
    }

    /// Each statement of a script with what it printed; comments and empty lines end it.
    private func statements(_ name: String) throws -> [[String]] {
        var (all, isInside) = ([[String]](), false)
        for line in try Tree.file("Tests/Scenarios/Expected/\(name).txt").lines {
            if line.hasPrefix("> ") {
                all.append([String(line)])
                isInside = true
            } else if line.isEmpty || line.hasPrefix("# ") {
                isInside = false
            } else if isInside {
                all[all.count - 1].append(String(line))
            }
        }
        return all
    }

    /// The lines of the ranges, counted from 1, with `...` for those between them.
    private func parts(_ lines: [String], _ ranges: String) throws -> [String] {
        var (result, last) = ([String](), 0)
        for range in ranges.split(separator: ",") {
            let bounds = range.split(separator: "-").compactMap { Int($0) }
            let (first, end) = (try #require(bounds.first), try #require(bounds.last))
            try #require(first > last && end >= first && end <= lines.count, "\(range) of \(lines.count) lines")
            result += (first > last + 1 ? ["..."] : []) + lines[(first - 1)..<end]
            last = end
        }
        return result + (last < lines.count ? ["..."] : [])
    }
}
