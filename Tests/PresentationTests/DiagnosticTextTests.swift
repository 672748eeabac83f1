import ClusterModel
import Testing

@testable import Presentation

/// Diagnostics as text: the line, and the caret below the column.
@Suite struct DiagnosticTextTests {
    private func source(_ text: String, _ path: String = "a.yaml") -> SourceText {
        SourceText(path: path, bytes: Array(text.utf8))
    }

    private func at(_ line: Int, _ column: Int, _ file: String = "a.yaml") -> SourcePlace {
        SourcePlace(file: file, line: line, column: column)
    }

    /// What is printed of one error in a text.
    private func rendered(_ text: String, _ line: Int, _ column: Int) -> [String] {
        let printed = DiagnosticText.render(
            [Diagnostic(.error, "wrong", at: at(line, column))], sources: [source(text)])
        return printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func oneError() {
        let diagnostic = Diagnostic(.error, "no field “colour”", at: at(2, 3), advice: "leave it out")
        #expect(
            DiagnosticText.render([diagnostic], sources: [source("spec:\n  colour: blue\n")]) == """
                a.yaml:2:3: error: no field “colour”; leave it out
                  colour: blue
                  ^
                1 error

                """)
    }

    @Test func notesStandBelowTheirDiagnostic() {
        let note = Diagnostic.Note("it is first given here", at: at(1, 1, "b.yaml"))
        let diagnostics = [
            Diagnostic(.error, "given twice", at: at(1, 2), notes: [note]),
            Diagnostic(.warning, "two hosts", at: at(2, 1)),
        ]
        #expect(
            DiagnosticText.render(diagnostics, sources: [source(" x\ny\n"), source("z\n", "b.yaml")]) == """
                a.yaml:1:2: error: given twice
                 x
                 ^
                b.yaml:1:1: note: it is first given here
                z
                ^
                a.yaml:2:1: warning: two hosts
                y
                ^
                1 error, 1 warning

                """)
    }

    @Test func nothingSaysNothing() {
        #expect(DiagnosticText.render([], sources: [source("a")]) == "")
        #expect(DiagnosticText.count([]) == "")
    }

    @Test func counts() {
        let error = Diagnostic(.error, "x", at: at(1, 1))
        let warning = Diagnostic(.warning, "x", at: at(1, 1))
        #expect(DiagnosticText.count([error]) == "1 error")
        #expect(DiagnosticText.count([warning, warning]) == "2 warnings")
        #expect(DiagnosticText.count([warning, error, error]) == "2 errors, 1 warning")
    }

    @Test func tabsKeepTheCaretInPlace() {
        #expect(rendered("a:\n\tb:\tc\n", 2, 5)[1...2] == ["\tb:\tc", "\t  \t^"])
    }

    @Test func wideAndCombiningLettersKeepTheCaretInPlace() {
        #expect(rendered("日本: x\n", 1, 5)[2] == "      ^")
        #expect(rendered("e\u{301}: x\n", 1, 5)[2] == "   ^")
        #expect(rendered("🐘: x\n", 1, 4)[2] == "    ^")
    }

    @Test func aColumnBehindTheEnd() {
        #expect(rendered("ab\n", 1, 3)[1...2] == ["ab", "  ^"])
        #expect(rendered("ab\n", 1, 99)[1...2] == ["ab", "  ^"])
        #expect(rendered("", 1, 1)[1...2] == ["", "^"])
    }

    @Test func aLineThatThereIsNot() {
        #expect(rendered("ab\n", 7, 1) == ["a.yaml:7:1: error: wrong", "1 error", ""])
        let other = Diagnostic(.error, "wrong", at: at(1, 1, "missing.yaml"))
        #expect(DiagnosticText.render([other], sources: [source("x")]) == "missing.yaml:1:1: error: wrong\n1 error\n")
    }

    @Test func linesEndAsYAMLSays() {
        #expect(rendered("a\r\nb\rc\u{2028}d\n", 2, 1)[1] == "b")
        #expect(rendered("a\r\nb\rc\u{2028}d\n", 4, 1)[1] == "d")
        #expect(rendered("\u{FEFF}a: 1\n", 1, 4)[1...2] == ["a: 1", "   ^"])
    }

    @Test(arguments: [(1, 1), (30, 30), (61, 61)])
    func aLongLineIsCutOnTheRight(_ column: Int, _ shown: Int) {
        let line = String(repeating: "x", count: column - 1) + "!" + String(repeating: "y", count: 400)
        let lines = rendered(line, 1, column)
        #expect(lines[1].count == LineWindow.width + 1)
        #expect(lines[1].hasSuffix("y…"))
        #expect(caretIsBelow("!", lines))
    }

    @Test(arguments: [62, 100, 250, 400])
    func aLongLineIsCutOnBothSides(_ column: Int) {
        let line = String(repeating: "x", count: column - 1) + "!" + String(repeating: "y", count: 400)
        let lines = rendered(line, 1, column)
        #expect(lines[1].count == LineWindow.width + 2)
        #expect(lines[1].hasPrefix("…x"))
        #expect(caretIsBelow("!", lines))
    }

    @Test func theEndOfALongLine() {
        let lines = rendered(String(repeating: "x", count: 300) + "!", 1, 301)
        #expect(lines[1].hasSuffix("x!"))
        #expect(caretIsBelow("!", lines))
    }

    private func caretIsBelow(_ sign: Character, _ lines: [String]) -> Bool {
        guard let mark = lines[1].firstIndex(of: sign), let caret = lines[2].firstIndex(of: "^") else { return false }
        return lines[1].distance(from: lines[1].startIndex, to: mark)
            == lines[2].distance(from: lines[2].startIndex, to: caret)
    }

    @Test func whatATerminalWouldActOnDoesNotReachIt() {
        let hostile = Diagnostic(.error, "a\u{1B}[2Jb\u{202E}c", at: at(1, 2, "\u{7}x"))
        let printed = DiagnosticText.render([hostile], sources: [source("\u{1B}]0;x\u{9B}\u{2067}y", "\u{7}x")])
        #expect(printed == "\u{FFFD}x:1:2: error: a\u{FFFD}[2Jb\u{FFFD}c\n\u{FFFD}]0;x\u{FFFD}\u{FFFD}y\n ^\n1 error\n")
    }

    @Test func bytesThatAreNoText() {
        let source = SourceText(path: "a.yaml", bytes: [0x61, 0xFF, 0x62])
        let printed = DiagnosticText.render([Diagnostic(.error, "wrong", at: at(1, 2))], sources: [source])
        #expect(printed == "a.yaml:1:2: error: wrong\na\u{FFFD}b\n ^\n1 error\n")
    }

    @Test func colourOnlyWhenAsked() {
        let note = Diagnostic.Note("here", at: at(1, 1))
        let diagnostics = [
            Diagnostic(.error, "wrong", at: at(1, 1), notes: [note]), Diagnostic(.warning, "odd", at: at(1, 1)),
        ]
        let plain = DiagnosticText.render(diagnostics, sources: [source("x")])
        let coloured = DiagnosticText.render(diagnostics, sources: [source("x")], style: Style(colour: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m wrong"))
        #expect(coloured.contains("\u{1B}[1;35mwarning:\u{1B}[0m odd"))
        #expect(coloured.contains("\u{1B}[1;36mnote:\u{1B}[0m here"))
        #expect(coloured.contains("\u{1B}[1ma.yaml:1:1:\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;32m^\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
}
