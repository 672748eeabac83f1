import Foundation
import Testing

/// Documents that must keep up with the code.
@Suite struct DocumentTests {
    /// docs/reasons.md has every reason that a user can meet.
    @Test func everyReasonIsExplained() throws {
        let page = try String(contentsOf: Tree.root.appending(path: "docs/reasons.md"), encoding: .utf8)
        let closedSets =
            try [
                "Sources/ClusterModel/Plan/WaitingOn.swift", "Sources/ClusterModel/Observation/Reading.swift",
                "Sources/ClusterModel/Run/RunEvent.swift",
            ].map(Tree.file) + Tree.files(below: "Sources/ClusterModel/Technologies", ending: "Hold.swift")
            + Tree.files(below: "Sources/Presentation/Causes", ending: "CauseText.swift").filter {
                !$0.path.hasSuffix("/CauseText.swift")
            }
        let words = closedSets.flatMap { file in
            let found = file.text.matches(of: /case \.\w+: "([A-Z][A-Za-z]+)"/).map { String($0.1) }
            #expect(!found.isEmpty, "\(file.path)")
            return found
        }
        for word in words where !page.contains("`\(word)`") {
            Issue.record("docs/reasons.md: explain `\(word)`: its meaning and what to do")
        }
    }

    /// Every relative link has a target.
    @Test func everyLinkLeadsSomewhere() throws {
        let top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map { Tree.root.appending(path: $0) }
        let pages = try Tree.files(below: "docs", ending: ".md").map { Tree.root.appending(path: $0.path) }
        var count = 0
        for page in top + pages {
            let text = try String(contentsOf: page, encoding: .utf8)
            for match in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
                count += 1
                let target = page.deletingLastPathComponent().appending(path: String(match.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(page.lastPathComponent): \(match.1)")
            }
        }
        #expect(count > 5)
    }

    /// A code fence that begins after other text is none: what follows it renders broken.
    @Test func everyCodeFenceBeginsALineAndIsClosed() throws {
        let top = try ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(Tree.file)
        let pages = try top + Tree.files(below: "docs", ending: ".md")
        #expect(pages.count > 10)
        for page in pages {
            var open: Int?
            for (index, line) in page.lines.enumerated() where line.contains("```") {
                guard line.hasPrefix("```"), !line.dropFirst(3).contains("`") else {
                    Issue.record("\(page.path):\(index + 1): put the code fence at the start of a line")
                    continue
                }
                if open != nil, line != "```" {
                    Issue.record("\(page.path):\(index + 1): a code fence begins inside another one")
                }
                open = open == nil ? index + 1 : nil
            }
            if let open { Issue.record("\(page.path):\(open): the code fence is not closed") }
        }
    }

    /// Every fixture has an .origin: without one its source cannot be checked.
    @Test func everyFixtureHasItsOrigin() throws {
        let base = Tree.root.appending(path: "Tests/Fixtures")
        let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: [.isRegularFileKey])
        var count = 0
        for case let file as URL in walker ?? .init() {
            let isFile = try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
            guard isFile, file.pathExtension != "origin", file.lastPathComponent != "README.md" else { continue }
            count += 1
            let named = file.pathExtension == "err" ? file.deletingPathExtension() : file
            let origin = named.path + ".origin"
            #expect(
                FileManager.default.fileExists(atPath: origin), "\(file.path): say where it comes from in \(origin)")
        }
        #expect(count > 0)
    }

    /// Code, docs and scripts speak of the project alone.
    @Test func noMachinePathIsNamed() throws {
        let folders = [("Sources", ".swift"), ("Tests", ".swift"), ("docs", ".md"), ("scripts", ""), ("manifests", "")]
        let banned = try Regex("/" + "work/(main|shared|w-)|lab" + "proof")
        for (folder, suffix) in folders {
            for file in try Tree.files(below: folder, ending: suffix).filter({ !$0.path.contains("Fixtures/") })
            where file.text.contains(banned) {
                Issue.record("\(file.path): it names a path of one machine")
            }
        }
    }
}
