import Foundation
import Testing

/// Prose in plain technical English: no banned word, and no doc comment that only repeats its declaration's name.
///
/// Both rules are ratchets: `Expected/words.allowed` and `Expected/doc-comments.allowed` list the files that still offend, each with its
/// count. A file that is not listed has none. `UPDATE_EXPECTED=1` rewrites the lists.
@Suite struct WordTests {
    @Test func proseUsesNoBannedWord() throws {
        let files = try Tree.sources() + Self.documents()
        let findings = files.map { file in (file.path, BannedWord.findings(in: Prose.words(of: file))) }
        try Ratchet(file: "words.allowed").check(findings)
    }

    @Test func docCommentsSayMoreThanTheName() throws {
        let findings = try Tree.sources().map { file in (file.path, DocComment.repetitions(in: file)) }
        try Ratchet(file: "doc-comments.allowed").check(findings)
    }

    /// Written pages; docs/reference is generated from Sources/Manifests.
    private static func documents() throws -> [Tree.File] {
        let top = try ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map { name in
            Tree.File(path: name, text: try String(contentsOf: Tree.root.appending(path: name), encoding: .utf8))
        }
        let pages = try Tree.files(below: "docs", ending: ".md")
        return top + pages.filter { !$0.path.hasPrefix("docs/reference/") }
    }
}

/// The rules, tried on small texts.
@Suite struct WordRuleTests {
    @Test(arguments: [
        ("/// Nobody asks.", ["1: “nobody”: name the actor, or write “no one” of an actor that does not exist"]),
        ("let a = \"tried in vain\"", ["1: “in vain”: write “without effect”"]),
        ("let a = \"\"\"\n    It hangs on\n    b.\n    \"\"\"", ["2: “hangs on”: write “depends on”"]),
        ("let a = \"x \\(tell(\"mended\")) y\" // anew", ["1: “mended”: write “repair”", "1: “anew”: write “again”"]),
        ("let a = #\"look\"#", ["1: “look”: write “observe”, “read” or “check”"]),
        ("func look() { tell() }", []),
        ("/// Calls `look()`; searched for in PATH.", []),
        ("/// A stand-in; looked up in a table.", []),
    ])
    func findsBannedWordsInSwift(_ text: String, _ expected: [String]) {
        let file = Tree.File(path: "Sources/A.swift", text: text)
        #expect(BannedWord.findings(in: Prose.words(of: file)) == expected)
    }

    @Test func leavesOutCodeOfPages() {
        let page = Tree.File(path: "docs/a.md", text: "Told.\n```\ntold\n```\nA `told` b, in\nvain.")
        #expect(
            BannedWord.findings(in: Prose.words(of: page)) == [
                "1: “told”: write “report”, “show” or “print”", "5: “in vain”: write “without effect”",
            ])
    }

    @Test(arguments: [
        ("/// A term.\nstruct Term {", 1),
        ("/// The hosts.\nlet hosts: [HostName]", 1),
        ("/// The observed hosts.\n@Test package let observedHosts = 1", 1),
        ("struct Secret {\n    /// A secret.\n    package init(_ bytes: [UInt8])", 1),
        ("struct A {\n    /// All of it.\n    init(b: Int)", 1),
        ("/// A term of a run: a newer one wins.\nstruct Term {", 0),
        ("/// The hosts, sorted.\nlet hosts: [HostName]", 0),
        ("/// The hosts.\n///\n/// Sorted.\nlet hosts: [HostName]", 0),
        ("/// In bytes.\nlet limit: Int", 0),
    ])
    func findsRepetitions(_ text: String, _ count: Int) {
        #expect(DocComment.repetitions(in: Tree.File(path: "Sources/A.swift", text: text)).count == count)
    }

    @Test func ratchetAllowsWhatIsListedAndNoMore() {
        let table = ["a": 2, "b": 1, "gone": 1]
        let found = [("a", ["1: x", "2: x"]), ("b", []), ("c", ["3: x"])]
        #expect(
            Ratchet.complaints(found, allowed: table, table: "t") == [
                "t: lower the count of b from 1 to 0 (UPDATE_EXPECTED=1 does it)", "c:3: x",
                "t: lower the count of gone from 1 to 0 (UPDATE_EXPECTED=1 does it)",
            ])
        #expect(Ratchet.complaints([("a", ["1: x", "2: x", "3: x"])], allowed: ["a": 2], table: "t").count == 3)
    }
}
