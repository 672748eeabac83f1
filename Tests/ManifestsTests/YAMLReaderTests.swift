import ClusterModel
import Testing

@testable import Manifests

/// YAML as trees with places.
@Suite struct YAMLReaderTests {
    private func documents(_ text: String) -> YAMLDocuments { YAMLReader.documents(of: .written(text)) }

    private func root(_ text: String) throws -> Node {
        let read = documents(text)
        #expect(read.diagnostics == [])
        return try #require(read.documents.first)
    }

    private func text(_ text: String, _ path: NodeStep...) throws -> String? {
        var node: Node? = try root(text)
        for step in path {
            switch step {
            case .key(let key): node = node?.entry(key)?.value
            case .item(let index): node = node?.items?[index]
            }
        }
        return node?.text
    }

    private func place(_ text: String, _ path: NodeStep...) throws -> [Int] {
        let place = try root(text).place(at: path)
        return [place.line, place.column]
    }

    @Test func severalDocuments() {
        #expect(documents("a: 1\n---\nb: 2\n...\n---\nc: 3\n").documents.count == 3)
    }

    @Test func emptyDocumentsAreSkipped() {
        #expect(documents("---\n---\n# only words\n---\na: 1\n---\n~\n---\nnull\n").documents.count == 1)
        for nothing in ["", "\n", "# words\n", "---\n", "---\n...\n", "\u{FEFF}", "\r\n", "   "] {
            #expect(documents(nothing).documents.isEmpty)
            #expect(documents(nothing).diagnostics.isEmpty)
        }
    }

    @Test func placesCountFromOne() throws {
        #expect(try place("a: 1\n", "a") == [1, 4])
        #expect(try place("# words\n\nl:\n- x\n- {k: v}\n", "l", 1, "k") == [5, 7])
    }

    @Test func columnsCountUnicodeScalarsAndATabIsOne() throws {
        #expect(try place("{ä: 1, 🐘: 2, e\u{301}: 3, z: 4}\n", "z") == [1, 24])
        #expect(try place("{a: 1,\tz: 4}\n", "z") == [1, 11])
    }

    @Test func aByteOrderMarkIsNoColumn() throws {
        #expect(try place("\u{FEFF}a: 1\n", "a") == [1, 4])
    }

    @Test func linesMayEndWithReturns() throws {
        #expect(try place("a: 1\r\nb:\r\n  c: 2\r\n", "b", "c") == [3, 6])
        #expect(try text("a: 1\r\nb: 2\r\n", "b") == "2")
        #expect(try place("a: 1\rb: 2\r", "b") == [2, 4])
    }

    @Test(arguments: ["on", "off", "yes", "010", "1:30", "1e3", "0x1F", "true", "2026-01-01", ".inf", "=", "1_000"])
    func scalarsKeepTheirText(_ scalar: String) throws {
        #expect(try text("a: \(scalar)\n", "a") == scalar)
    }

    @Test func quotesAndBlocks() throws {
        #expect(try text("a: 'it''s'\n", "a") == "it's")
        #expect(try text(#"a: "tab\tend""#, "a") == "tab\tend")
        #expect(try text("a: |\n  one\n  two\n", "a") == "one\ntwo\n")
        #expect(try text("a: >-\n  one\n  two\n", "a") == "one two")
        #expect(try text("a: one\n  two\n", "a") == "one two")
    }

    @Test func jsonIsYAML() throws {
        #expect(try text(#"{"a": {"b": ["x", "y\/z"]}, "c": null}"#, "a", "b", 1) == "y/z")
        #expect(try text("{\n\t\"a\": 1\n}\n", "a") == "1")
    }

    @Test func aliasesAreFollowed() throws {
        #expect(try text("a: &x {k: v}\nb: *x\n", "b", "k") == "v")
        #expect(try place("a: &x {k: v}\nb: *x\n", "b", "k") == [1, 11])
        #expect(try text("a: &x one\nb: &x two\nc: *x\n", "c") == "two")
    }

    @Test func anAliasNeedsAnAnchorBefore() {
        #expect(documents("a: *x\n").diagnostics.map(\.message) == ["no anchor &x is defined before this alias"])
        #expect(documents("a: &x [*x]\n").diagnostics.map(\.message) == ["no anchor &x is defined before this alias"])
        let other = documents("a: &x 1\n---\nb: *x\n")
        #expect(other.diagnostics.map(\.advice) == ["an anchor holds to the end of its document only"])
        #expect(other.documents.count == 1)
    }

    @Test func mergedKeysYieldToWrittenOnes() throws {
        let merged = "a: &x {k: 1, l: 2}\nb: {k: 9, <<: *x}\n"
        #expect(try text(merged, "b", "k") == "9")
        #expect(try text(merged, "b", "l") == "2")
        #expect(try root(merged).entry("b")?.value.entries?.map(\.key) == ["k", "l"])
    }

    @Test func ofSeveralMergedMapsTheFirstWins() throws {
        let merged = "a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc:\n  <<: [*x, *y]\n"
        #expect(try text(merged, "c", "k") == "1")
        #expect(try text(merged, "c", "l") == "3")
    }

    @Test func aQuotedMergeKeyIsAKey() throws {
        #expect(try text("a: {\"<<\": v}\n", "a", "<<") == "v")
    }

    @Test func whatCannotBeMerged() {
        for text in ["a: {<<: 1}", "a: {<<: [1]}", "a: {<<: }", "a: {<<: [{b: 1}, [c]]}"] {
            #expect(documents(text).diagnostics.count == 1, "\(text)")
        }
        #expect(
            documents("a: {<<: {b: 1}, <<: {c: 1}}").diagnostics.map(\.message) == ["“<<” is given twice in one map"])
    }

    @Test func duplicateKeysAreReportedWhereverTheyAre() {
        let read = documents("a: 1\nb: {c: 1, c: 2}\na: 2\n")
        #expect(read.diagnostics.map(\.place.line) == [2, 3])
        #expect(read.diagnostics.map { $0.notes.map(\.place.line) } == [[2], [1]])
        #expect(read.documents.first?.entry("a")?.value.text == "1")
    }

    @Test func keysAreTexts() {
        for text in ["? [a]\n: b\n", "{a: 1, {b: c}: d}", "a: &x 1\n*x : 2\n"] {
            #expect(documents(text).diagnostics.map(\.message) == ["a key has to be a plain text"])
        }
    }

    @Test func tagsAreReportedAndReadingGoesOn() {
        let read = documents("a: !!str on\nb: !mine [1]\nc: !<x> {}\n")
        #expect(read.diagnostics.count == 3)
        #expect(read.documents.count == 1)
    }

    @Test func documentsBeforeASyntaxErrorAreKept() {
        let read = documents("a: 1\n---\nb: [\n---\nc: 1\n")
        #expect(read.documents.count == 1)
        #expect(read.diagnostics.count == 1)
        #expect(!read.isWhole)
    }

    @Test func sizesAndHeightsFollowAliases() throws {
        let node = try root("a: &x [1, 2, 3]\nb: [*x, *x]\n")
        #expect(node.size == 1 + 1 + 4 + 1 + 9)
        #expect(node.height == 4)
    }

    @Test func thePlaceOfWhatIsNotThereIsThatOfWhatIsAround() throws {
        #expect(try place("a:\n  b: {c: 1}\n", "a", "b", "x") == [2, 6])
        #expect(try place("a: [1]\n", "a", 7) == [1, 4])
        #expect(try place("a: 1\n", "a", "b") == [1, 4])
    }

    @Test func versionsAreAccepted() {
        #expect(documents("%YAML 1.2\n---\na: 1\n").documents.count == 1)
        #expect(documents("%YAML 3.0\n---\na: 1\n").diagnostics.count == 1)
    }
}
