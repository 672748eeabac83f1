import Foundation
import Testing

/// Every kind of manifest has all of its parts. What the compiler cannot require is named here where it is missing.
@Suite struct KindTests {
    /// The kinds by the names that they have in manifests.
    private static func kinds() throws -> [String] {
        let path = "Sources/ClusterModel/Identity/ResourceKind.swift"
        let text = try String(contentsOf: Tree.root.appending(path: path), encoding: .utf8)
        return text.matches(of: /case \w+ = "(\w+)"/).map { String($0.1) }
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Tree.root.appending(path: path).path)
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Tree.root.appending(path: path), encoding: .utf8)
    }

    @Test func everyKindHasItsFiles() throws {
        let kinds = try Self.kinds()
        #expect(kinds.count >= 9)
        for kind in kinds {
            let paths = [
                "Sources/ClusterModel/Kinds/\(kind)/\(kind)Spec.swift",
                "Sources/Manifests/Kinds/\(kind)/\(kind)Schema.swift", "manifests/minimal/\(kind).yaml",
                "docs/reference/\(kind.lowercased()).md", "crd-like-schemas/\(kind).yaml",
                "crd-like-schemas/json/\(kind).schema.json",
            ]
            for path in paths where !Self.exists(path) { Issue.record("\(kind): \(path) is missing") }
        }
    }

    /// Rules lie in the kind's own folder; a kind without rules says so in its schema.
    @Test func everyKindHasItsRules() throws {
        for kind in try Self.kinds() {
            let folder = "Sources/Manifests/Kinds/\(kind)"
            let schema = try Self.text("\(folder)/\(kind)Schema.swift")
            guard !schema.contains("rules: []") else { continue }
            if !Self.exists("\(folder)/\(kind)Rules.swift") {
                Issue.record("\(kind): \(folder)/\(kind)Rules.swift is missing")
            }
        }
    }

    @Test func everyKindIsDocumented() throws {
        let page = try Self.text("docs/manifests.md")
        let schema = try Self.text("crd-like-schemas/json/hcctl.schema.json")
        for kind in try Self.kinds() {
            if !page.contains("| [\(kind)](reference/\(kind.lowercased()).md) |") {
                Issue.record("\(kind): its row in the table of docs/manifests.md is missing")
            }
            if !schema.contains("\(kind).schema.json") {
                Issue.record("\(kind): crd-like-schemas/json/hcctl.schema.json does not have it")
            }
        }
    }

    /// At least one manifest of manifests/invalid is reported in a document of the kind.
    @Test func everyKindHasAnInvalidManifest() throws {
        var found: Set<String> = []
        for file in try Tree.files(below: "manifests/invalid", ending: ".yaml") {
            let lines = file.lines
            let expected = try Self.text(file.path.replacing(".yaml", with: ".expected"))
            for match in expected.matches(of: #/\.yaml:(\d+):\d+: (?:error|warning)/#) {
                guard let line = Int(match.1) else { continue }
                found.formUnion(Self.kind(of: lines, at: line).map { [$0] } ?? [])
            }
        }
        for kind in try Self.kinds() where !found.contains(kind) {
            Issue.record("\(kind): manifests/invalid has no case that is reported in a document of the kind")
        }
    }

    /// A managed kind takes part in status, in random clusters and in what a seed compares at its end. A Cluster does by
    /// its fields.
    @Test func everyManagedKindIsReportedAndSimulated() throws {
        for kind in try Self.kinds() where kind != "Cluster" {
            let schema = try Self.text("Sources/Manifests/Kinds/\(kind)/\(kind)Schema.swift")
            guard schema.contains("isManaged: true") else { continue }
            let list = try #require(schema.firstMatch(of: /resources: \\\.(\w+)/)).1
            for (folder, purpose) in Self.uses where try !Self.isNamed(String(list), below: folder) {
                Issue.record("\(kind): \(folder) does not use \(list): \(purpose)")
            }
        }
    }

    private static let uses = [
        ("Sources/Planning/Status", "its health and facts are missing from the status"),
        ("Sources/Simulation/Scenario", "no random cluster and no drift has it"),
        ("Sources/Simulation/Invariants", "no seed compares it at its end"),
    ]

    private static func isNamed(_ word: String, below folder: String) throws -> Bool {
        // Simple boundaries: by Unicode’s rules `desired.hosts` is one word.
        let pattern = try Regex("\\b\(word)\\b").wordBoundaryKind(.simple)
        return try Tree.files(below: folder, ending: ".swift").contains { $0.text.contains(pattern) }
    }

    @Test func everyStageIsRun() throws {
        let names = try Self.text("Sources/Planning/StageName.swift")
        for file in try Tree.files(below: "Sources/Planning/Stages", ending: ".swift")
        where file.text.contains(": PlanningStage {") {
            let stage = try #require(file.path.split(separator: "/").last).dropLast(".swift".count)
            if !names.contains("\(stage).self") {
                Issue.record("\(file.path): no case of StageName returns \(stage), so that it never runs")
            }
        }
    }

    /// The kind of the document that a line belongs to.
    private static func kind(of lines: [Substring], at line: Int) -> String? {
        let start = lines.prefix(line).lastIndex { $0.hasPrefix("---") } ?? lines.startIndex
        let document = lines[start...].prefix { $0 == lines[start] || !$0.hasPrefix("---") }
        return document.first { $0.hasPrefix("kind: ") }.map { String($0.dropFirst("kind: ".count)) }
    }
}
