import Foundation
import Testing

/// Counts of findings that are allowed for now, a line each: the count, a space, the path. They may only become less.
struct Ratchet {
    /// Below Tests/TidyTests/Expected.
    let file: String

    func check(_ findings: [(path: String, lines: [String])]) throws {
        #expect(findings.count > 200, "hardly any file was read")
        let url = Tree.root.appending(path: "Tests/TidyTests/Expected/\(file)")
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            let offending = findings.filter { !$0.lines.isEmpty }.sorted { $0.path < $1.path }
            let text = offending.map { "\($0.lines.count) \($0.path)\n" }.joined()
            try Data(text.utf8).write(to: url)
        }
        let allowed = try Self.table(String(contentsOf: url, encoding: .utf8))
        for complaint in Self.complaints(findings, allowed: allowed, table: file) { Issue.record("\(complaint)") }
    }

    /// What to do: write other words, or lower a count.
    static func complaints(_ findings: [(String, [String])], allowed: [String: Int], table: String) -> [String] {
        let complaints = findings.flatMap { path, lines -> [String] in
            let count = allowed[path] ?? 0
            if lines.count > count { return lines.map { "\(path):\($0)" } }
            return lines.count == count ? [] : [lower(path, count, to: lines.count, table)]
        }
        let paths = Set(findings.map(\.0))
        let gone = allowed.filter { !paths.contains($0.key) }.sorted { $0.key < $1.key }
        return complaints + gone.map { lower($0.key, $0.value, to: 0, table) }
    }

    private static func lower(_ path: String, _ old: Int, to new: Int, _ table: String) -> String {
        "\(table): lower the count of \(path) from \(old) to \(new) (UPDATE_EXPECTED=1 does it)"
    }

    private static func table(_ text: String) throws -> [String: Int] {
        var table: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            let count = try #require(parts.first.flatMap { Int($0) }, "\(line): no count")
            table[String(try #require(parts.last))] = count
        }
        return table
    }
}
