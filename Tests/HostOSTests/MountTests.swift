import ClusterModel
import HostOS
import TestSupport
import Testing
import World

@Suite struct MountTests {
    @Test func aMountedDisk() throws {
        let answer = try Fixture("findmnt/2.38.1/mounted").answer(to: HostOSCommands.mounts)
        guard case .known(let mounts) = HostOSParser.mounts(answer) else {
            Issue.record("not known")
            return
        }
        let gluster = try #require(mounts.last { $0.target == "/gluster" })
        #expect(gluster.source == "/dev/vdb")
        #expect(gluster.filesystem == "xfs")
        #expect(gluster.number.hasPrefix("7:"))
        #expect(gluster.options.contains("noatime"))
        #expect(mounts.first?.target == "/")
    }

    /// The number is the one that lsblk gives: names differ where a device is bound to another name.
    @Test func theNumberIsTheDevices() throws {
        guard case .known(let device) = try DeviceTests.reading("mounted"),
            case .known(let mounts) = HostOSParser.mounts(
                try Fixture("findmnt/2.38.1/mounted").answer(to: HostOSCommands.mounts))
        else {
            Issue.record("not known")
            return
        }
        #expect(mounts.last { $0.target == "/gluster" }?.number == device.number)
    }

    @Test func aBareHost() throws {
        let answer = try Fixture("findmnt/2.38.1/bare").answer(to: HostOSCommands.mounts)
        guard case .known(let mounts) = HostOSParser.mounts(answer) else {
            Issue.record("not known")
            return
        }
        #expect(!mounts.contains { $0.target == "/gluster" })
        #expect(mounts.contains { $0.target == "/dev/vdb" && $0.filesystem == "devtmpfs" }, "the lab binds the device")
    }

    @Test func whatHasNoSourceIsStillAMount() {
        let json =
            #"{"filesystems": [{"target":"/x y","source":null,"fstype":"tmpfs","maj:min":"0:1","options":null}]}"#
        let mount = Mount(target: "/x y", source: "", filesystem: "tmpfs", number: "0:1", options: [])
        #expect(HostOSParser.mounts(Reply.to(HostOSCommands.mounts, json)) == .known([mount]))
    }

    @Test(arguments: ["", "{}", "[]", #"{"filesystems": [{"target": "/"}]}"#])
    func whatIsNoListIsUnknown(_ output: String) {
        expect(HostOSParser.mounts(Reply.to(HostOSCommands.mounts, output)), is: nil)
    }

    /// findmnt ends with 1 and says nothing where it finds nothing; a host without a mount there is not.
    @Test func noMountsAtAllIsUnknown() {
        expect(HostOSParser.mounts(Reply.to(HostOSCommands.mounts, status: 1)), is: nil)
    }
}

@Suite struct FstabTests {
    @Test func aLineOfTheDisk() throws {
        let digest = try Fixture("sha256sum/9.1/line").answer(to: HostOSCommands.fstabDigest)
        let text = try Fixture("read/12/fstab-line").answer(to: HostOSCommands.fstab)
        guard case .known(let table) = HostOSParser.fstab(digest: digest, text: text) else {
            Issue.record("not known")
            return
        }
        #expect(table.text == String(decoding: try Fixture("read/12/fstab-line").end.output, as: UTF8.self))
        #expect(table.digest.utf8.count == 64)
        #expect(table.entries.map(\.target) == ["/gluster"])
        #expect(table.entries.first?.source.hasPrefix("UUID=") == true)
        #expect(table.entries.first?.options == ["inode64", "noatime"])
    }

    @Test func aTableOfComments() throws {
        let reading = HostOSParser.fstab(
            digest: try Fixture("sha256sum/9.1/bare").answer(to: HostOSCommands.fstabDigest),
            text: try Fixture("read/12/fstab-bare").answer(to: HostOSCommands.fstab))
        guard case .known(let table) = reading else {
            Issue.record("not known")
            return
        }
        #expect(table.entries == [])
    }

    static let digest = String(repeating: "0a", count: 32)

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
        ("a b c d\r\ne f g h\r\n", ["a|b|c|d\r", "e|f|g|h\r"]),
    ])
    func lines(_ text: String, _ expected: [String]) {
        let entries = HostOSParser.fstabEntries(text).map { entry in
            [entry.source, entry.target, entry.filesystem, entry.options.joined(separator: "+")].joined(separator: "|")
        }
        #expect(entries == expected)
    }

    static func reading(_ digest: String, _ text: [UInt8], status: Int = 0) -> Reading<Fstab> {
        HostOSParser.fstab(
            digest: Reply.to(HostOSCommands.fstabDigest, digest, status: status),
            text: QueryResult(to: HostOSCommands.fstab, from: "host1", .finished(Finished(exitStatus: 0, output: text)))
        )
    }

    @Test func withoutADigestThatFitsTheTableIsUnknown() {
        expect(
            Self.reading("\(Self.digest)  /etc/fstab\n", []),
            is: .known(Fstab(text: "", digest: Self.digest, entries: [])))
        expect(Self.reading("\(Self.digest)  /etc/fstab", []), is: nil)
        expect(Self.reading("\(Self.digest)  /etc/passwd\n", []), is: nil)
        expect(Self.reading("\(Self.digest.dropLast())  /etc/fstab\n", []), is: nil)
        expect(Self.reading("", []), is: nil)
        expect(Self.reading("", [], status: 1), is: nil)
    }

    /// It could not be written back byte for byte.
    @Test func textThatIsNotUTF8IsUnknown() {
        expect(Self.reading("\(Self.digest)  /etc/fstab\n", [0xff, 0x0a]), is: nil)
    }

    @Test func aMissingTableIsAbsent() {
        let missing = QueryResult(to: HostOSCommands.fstab, from: "host1", .notRun(.absent("/etc/fstab")))
        let digest = Reply.to(HostOSCommands.fstabDigest, status: 1, errors: "sha256sum: /etc/fstab: No such file\n")
        #expect(HostOSParser.fstab(digest: digest, text: missing) == .absent)
    }
}

@Suite struct TermTests {
    @Test(arguments: [
        ("4\n", Reading.known(Term(4))), ("18446744073709551615\n", .known(Term(.max))), ("0\n", .known(Term(0))),
        ("4", nil), ("", nil), ("\n", nil), ("-1\n", nil), ("four\n", nil), ("4\n5\n", nil),
        ("18446744073709551616\n", nil), (" 4\n", nil),
    ])
    func replies(_ text: String, _ expected: Reading<Term>?) {
        expect(HostOSParser.term(Reply.to(HostOSCommands.term, text)), is: expected)
    }

    @Test func noFileIsNoTerm() {
        let answer = QueryResult(to: HostOSCommands.term, from: "host1", .notRun(.absent("/var/lib/hcctl/term")))
        #expect(HostOSParser.term(answer) == .absent)
    }
}
