import ClusterModel
import Testing

/// Bytes of managed files, their lines, and what the lines mean to their readers.
@Suite struct ManagedFileTests {
    /// Text, and the entries as `source|target|type|options`.
    @Test(arguments: [
        ("", []),
        ("a b c d 0 0\n", ["a|b|c|d"]),
        ("a b c d", ["a|b|c|d"]),
        ("a b c\n", ["a|b|c|defaults"]),
        ("a b\n", []),
        ("\t a\t\tb  c\td,e 0 0 # more\n", ["a|b|c|d+e"]),
        ("# a b c d\n  #a b c d\na b c d\n", ["a|b|c|d"]),
        (#"a\040b c\011d e\134f g"#, ["a b|c\td|e\\f|g"]),
        (#"a\04 b\999 c\ d"#, [#"a\04|b\999|c\|d"#]),
        ("LABEL=ü /ü xfs a\n", ["LABEL=ü|/ü|xfs|a"]),
        // libmount takes CR LF for a line end (mnt_table_parse_stream), and reads up to a NUL.
        ("a b c d\r\ne f g h\r\n", ["a|b|c|d", "e|f|g|h"]),
        ("a b// c d\0 e\n", ["a|b|c|d"]),
    ])
    func entriesOfFstab(_ text: String, _ expected: [String]) {
        let entries = Fstab(ObservedFile(.fstab, FileText(text), digest: "")).entries.map { entry in
            [entry.source, entry.target, entry.filesystem, entry.options.joined(separator: "+")].joined(separator: "|")
        }
        #expect(entries == expected)
    }

    @Test func addressesOfANameWhateverItsCase() {
        let text = "10.0.0.1 One two # three\r\n10.0.0.2\ttwo\r\n# 10.0.0.3 two\n"
        let file = HostsFile(ObservedFile(.hosts, FileText(text), digest: ""))
        #expect(file.addresses(of: "TWO") == ["10.0.0.1", "10.0.0.2"] && file.addresses(of: "one") == ["10.0.0.1"])
        #expect(file.addresses(of: "three") == [] && file.addresses(of: "10.0.0.1") == [])
    }

    @Test func theLastOptionCounts() {
        let text = "option a 1\r\n  option a 2 # why\n#option a 3\noption a\n"
        let file = GlusterdFile(ObservedFile(.glusterdVolfile, FileText(text), digest: ""))
        #expect(file.value("a") == "2" && file.value("b") == nil)
    }

    @Test(
        arguments: [
            [], [0x0A], [0x0D], [0x0D, 0x0A], [0x61], [0x61, 0x0D], [0x61, 0x0A, 0x0A],
            [0xFF, 0x0D, 0x0A, 0x00, 0x0D, 0x0A],
        ] as [[UInt8]])
    func linesPutTogetherAreTheText(_ bytes: [UInt8]) {
        #expect(FileText(FileText(bytes).lines).bytes == bytes)
        #expect(
            FileText(bytes).lines.count == bytes.count { $0 == 0x0A } + (bytes.isEmpty || bytes.last == 0x0A ? 0 : 1))
    }

    @Test(arguments: [
        ("a\nb\n", "a\nb\n", "no line changed"), ("a\n", "a\nb\n", "1 line added"), ("a\nb\n", "a\n", "1 line removed"),
        ("a\nb\nc\n", "a\nx\nc\n", "1 line changed"), ("a\nb\nc\n", "x\nb\nz\nw\n", "2 lines changed, 1 added"),
        ("", "a\nb\n", "2 lines added"), ("a\r\n", "b\r\n", "1 line changed"),
    ])
    func aReplacementIsSummedUp(_ old: String, _ new: String, _ words: String) {
        let replacement = FileReplacement(
            .fstab, of: ObservedFile(.fstab, FileText(old), digest: ""), by: FileText(new))
        #expect(replacement.summary == "/etc/fstab (\(words))")
    }
}
