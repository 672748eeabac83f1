import ClusterModel
import Testing

/// Lines as YAML numbers them.
@Suite struct SourceLinesTests {
    private func lines(_ text: String) -> [String] { SourceText(path: "a", bytes: Array(text.utf8)).lines }

    @Test func lineEnds() {
        #expect(lines("a\nb") == ["a", "b"])
        #expect(lines("a\r\nb\r\n") == ["a", "b", ""])
        #expect(lines("a\rb") == ["a", "b"])
        #expect(lines("a\n\r\nb\n\nc") == ["a", "", "b", "", "c"])
        #expect(lines("a\u{85}b\u{2028}c\u{2029}d") == ["a", "b", "c", "d"])
        #expect(lines("a\r\r\nb") == ["a", "", "b"])
    }

    @Test func nothingIsOneEmptyLine() {
        #expect(lines("") == [""])
        #expect(lines("\n") == ["", ""])
    }

    @Test func aByteOrderMarkIsLeftOutAtTheStartOnly() {
        #expect(lines("\u{FEFF}a\n\u{FEFF}b") == ["a", "\u{FEFF}b"])
        #expect(lines("\u{FEFF}") == [""])
    }

    @Test func otherScalarsStay() {
        #expect(lines("\ta\u{B}\u{C}b\u{0}") == ["\ta\u{B}\u{C}b\u{0}"])
    }

    @Test func whatIsNotUTF8IsReplaced() {
        #expect(SourceText(path: "a", bytes: [0x61, 0xFF, 0x0A, 0x62]).lines == ["a\u{FFFD}", "b"])
    }
}
