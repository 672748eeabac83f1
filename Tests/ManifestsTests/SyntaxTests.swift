import ClusterModel
import Testing

@testable import Manifests

/// Text that is no YAML, or no text: one clear sentence at the place.
@Suite struct SyntaxTests {
    private func said(_ text: String) -> [String] {
        YAMLReader.documents(of: .written(text)).diagnostics.map(\.description)
    }

    private func said(_ bytes: [UInt8]) -> [String] {
        YAMLReader.documents(of: SourceText(path: "a.yaml", bytes: bytes)).diagnostics.map(\.description)
    }

    @Test(arguments: [
        ("a:\n\tb: 1\n", "a.yaml:2:1: error: a tab cannot indent YAML; use spaces"),
        ("a: @x\n", "a.yaml:1:4: error: “@” cannot begin a value; put the value in quotes"),
        ("a: `x`\n", "a.yaml:1:4: error: “`” cannot begin a value; put the value in quotes"),
        ("a: *\n", "a.yaml:1:5: error: a value that begins with * or & needs quotes; write \"*\""),
        ("a: [1, 2\n", "a.yaml:1:9: error: “,” or “]” was expected here"),
        ("a: {b: 1\n\n \n", "a.yaml:1:9: error: “,” or “}” was expected here"),
        ("a: \"b", "a.yaml:1:6: error: the file ends inside a quoted text; close the quote"),
        ("a: 'b\n---\n", "a.yaml:2:1: error: the document ends inside a quoted text; close the quote"),
        (
            "a: - b\n",
            "a.yaml:1:4: error: a list cannot begin here; put the first “-” on a line of its own, below its key"
        ),
        (
            "a: \"\\q\"\n",
            "a.yaml:1:5: error: this is no escape that YAML knows; use single quotes, in which “\\” is an ordinary character"
        ),
        (
            "a: 1\n b: 2\n",
            "a.yaml:2:3: error: “:” is not allowed here; put a value that contains “: ” in quotes, or check the indentation"
        ),
        (
            "- a\nb: 1\n",
            "a.yaml:2:1: error: an item that begins with “-” was expected here; check the indentation: the items of one list begin in the same column"
        ),
        (
            "{a: 1} b\n",
            "a.yaml:1:8: error: the document is already complete before this place; check the indentation, or begin the next document with a line “---”"
        ),
        ("a: !x!y 1\n", "a.yaml:1:4: error: tags are not used in manifests; leave it out"),
    ])
    func sayWhatToDo(_ text: String, _ sentence: String) {
        #expect(said(text) == [sentence])
    }

    @Test func whatIsUnusualIsStillASentence() {
        for text in [
            "%FOO bar\na", "%YAML x\n---\n", "a: |0\n  x\n", "a: \"\\ud800\"\n", "a: >5x\n", "? a\n? b\n- c", "]",
            "a: b: c",
        ] {
            #expect(said(text).count == 1, "\(text)")
        }
    }

    @Test func bytesThatAreNoText() {
        #expect(
            said(Array("a: caf".utf8) + [0xE9, 0x0A]) == [
                "a.yaml:1:7: error: a byte here is not UTF-8; save the file as UTF-8"
            ])
        #expect(
            said(Array("ä: 1\n".utf8) + [0x80]) == [
                "a.yaml:2:1: error: a byte here is not UTF-8; save the file as UTF-8"
            ])
        #expect(said([0xC3]) == ["a.yaml:1:1: error: a byte here is not UTF-8; save the file as UTF-8"])
        #expect(said([0xFF, 0xFE, 0x61, 0x00]) == ["a.yaml:1:1: error: this is UTF-16; save the file as UTF-8"])
        #expect(said([0xFE, 0xFF, 0x00, 0x61]) == ["a.yaml:1:1: error: this is UTF-16; save the file as UTF-8"])
    }

    @Test(arguments: [
        (0x00, "U+0000"), (0x07, "U+0007"), (0x1B, "U+001B"), (0x7F, "U+007F"), (0x9B, "U+009B"), (0xFFFE, "U+FFFE"),
    ])
    func controlCharacters(_ value: UInt32, _ name: String) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(
            said("a: 1\nb: \(Character(scalar))\n") == [
                "a.yaml:2:4: error: \(name) is a control character; a manifest is plain text: take it out"
            ])
    }

    @Test func aByteOrderMarkOnlyAtTheStart() {
        #expect(said("\u{FEFF}a: 1\n") == [])
        #expect(said("a: \u{FEFF}1\n").count == 1)
    }

    @Test func linesAreCountedAsYAMLCountsThem() {
        #expect(said("a: 1\r\n# \u{85}\r# \u{2028}\u{2029}x: \u{7}\n").first?.hasPrefix("a.yaml:6:4: ") == true)
    }

    @Test func otherFilesAreStillRead() {
        let reading = ManifestReader.read([
            .written("kind: [\n", as: "b.yaml"), .written(Written.head + "kind: Hoster\n", as: "a.yaml"),
        ])
        #expect(Set(reading.diagnostics.map(\.place.file)) == ["a.yaml", "b.yaml"])
        #expect(reading.diagnostics.first?.place.file == "b.yaml")
    }

    @Test func notesSayWhereItBegan() {
        let read = YAMLReader.documents(of: .written("a: [1,\n  2\nb: 3\n"))
        #expect(
            read.diagnostics.first?.notes == [
                .init("the list begins here", at: SourcePlace(file: "a.yaml", line: 1, column: 4))
            ])
    }
}
