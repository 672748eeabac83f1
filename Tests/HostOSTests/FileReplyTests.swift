import ClusterModel
import HostOS
import TestSupport
import Testing
import World

/// Managed files as they are read: their digests first, then their bytes.
@Suite struct FileReplyTests {
    static func reading(
        _ id: ManagedFile.ID = .fstab, _ files: [ManagedFile.ID]? = nil, digests: String, text: String
    ) throws -> Reading<ObservedFile> {
        HostOSParser.file(
            id, digests: try Fixture(digests).answer(to: HostOSCommands.digests(files ?? [id])),
            text: try Fixture(text).answer(to: HostOSCommands.text(id)), age: nil)
    }

    @Test func aLineOfTheDisk() throws {
        guard case .known(let file) = try Self.reading(digests: "sha256sum/9.1/line", text: "read/12/fstab-line") else {
            Issue.record("not known")
            return
        }
        #expect(file.text.bytes == (try Fixture("read/12/fstab-line").end.output))
        #expect(file.digest.utf8.count == 64)
        let entries = Fstab(file).entries
        #expect(entries.map(\.target) == ["/gluster"])
        #expect(entries.first?.source.hasPrefix("UUID=") == true)
        #expect(entries.first?.options == ["inode64", "noatime"])
    }

    @Test func aTableOfComments() throws {
        let reading = try Self.reading(digests: "sha256sum/9.1/bare", text: "read/12/fstab-bare")
        #expect(reading.map { Fstab($0).entries } == .known([]))
    }

    @Test func theFileOfAGroup() throws {
        let shipped = try Self.reading(
            .optionGroup("virt"), digests: "sha256sum/9.1/groups-shipped", text: "read/12/group-shipped")
        let first = shipped.map { $0.entries.first?.words ?? [] }
        #expect(first == .known(["performance.quick-read=off"]))
        let both: [ManagedFile.ID] = [.optionGroup("empty"), .optionGroup("cut")]
        let cut = try Self.reading(both[1], both, digests: "sha256sum/9.1/groups-written", text: "read/12/group-cut")
        #expect(cut.map { $0.entries.map(\.words) } == .known([["a=b"], ["no end"]]))
        let empty = try Self.reading(
            both[0], both, digests: "sha256sum/9.1/groups-written", text: "read/12/group-empty")
        #expect(empty.map(\.entries) == .known([]))
    }

    /// Of two files one is missing.
    @Test func aMissingFileIsAbsentAndTheOtherIsKnown() throws {
        let both: [ManagedFile.ID] = [.optionGroup("virt"), .optionGroup("nosuch")]
        let digests = try Fixture("sha256sum/9.1/groups-one-missing").answer(to: HostOSCommands.digests(both))
        let text = QueryResult(to: HostOSCommands.text(both[1]), from: "host1", .notRun(.absent(both[1].path)))
        #expect(HostOSParser.file(both[1], digests: digests, text: text, age: nil) == .absent)
        guard
            case .known = try Self.reading(
                both[0], both, digests: "sha256sum/9.1/groups-one-missing", text: "read/12/group-shipped")
        else {
            Issue.record("not known")
            return
        }
    }

    @Test func aFileThatComesOrGoesInBetweenIsUnknown() throws {
        let shipped = try Fixture("sha256sum/9.1/groups-shipped").answer(
            to: HostOSCommands.digests([.optionGroup("virt")]))
        let gone = QueryResult(to: HostOSCommands.text(.optionGroup("virt")), from: "host1", .notRun(.absent("x")))
        expect(HostOSParser.file(.optionGroup("virt"), digests: shipped, text: gone, age: nil), is: nil)
        let missing = Reply.to(
            HostOSCommands.digests([.fstab]), status: 1, errors: "sha256sum: /etc/fstab: No such file or directory\n")
        let text = Reply.to(HostOSCommands.text(.fstab), "a b c d\n")
        expect(HostOSParser.file(.fstab, digests: missing, text: text, age: nil), is: nil)
    }

    static let digest = String(repeating: "0a", count: 32)

    static func fstab(_ digest: String, _ text: [UInt8], status: Int = 0) -> Reading<ObservedFile> {
        HostOSParser.file(
            .fstab, digests: Reply.to(HostOSCommands.digests([.fstab]), digest, status: status),
            text: QueryResult(
                to: HostOSCommands.text(.fstab), from: "host1", .finished(Finished(exitStatus: 0, output: text))),
            age: nil)
    }

    @Test func withoutADigestThatFitsTheTableIsUnknown() {
        expect(
            Self.fstab("\(Self.digest)  /etc/fstab\n", []),
            is: .known(ObservedFile(.fstab, FileText(""), digest: Self.digest)))
        expect(Self.fstab("\(Self.digest)  /etc/fstab", []), is: nil)
        expect(Self.fstab("\(Self.digest)  /etc/passwd\n", []), is: nil)
        expect(Self.fstab("\(Self.digest.dropLast())  /etc/fstab\n", []), is: nil)
        expect(Self.fstab("", []), is: nil)
        expect(Self.fstab("", [], status: 1), is: nil)
    }

    /// What is no text stays what it is: the file is written back byte for byte.
    @Test func bytesThatAreNoTextAreKept() {
        let bytes: [UInt8] = [0x23, 0xff, 0x00, 0x0a, 0x61, 0x0d, 0x0a]
        #expect(Self.fstab("\(Self.digest)  /etc/fstab\n", bytes).map(\.text.bytes) == .known(bytes))
    }

    @Test func aMissingTableIsAbsent() {
        let missing = QueryResult(to: HostOSCommands.text(.fstab), from: "host1", .notRun(.absent("/etc/fstab")))
        let digest = Reply.to(
            HostOSCommands.digests([.fstab]), status: 1, errors: "sha256sum: /etc/fstab: No such file\n")
        #expect(HostOSParser.file(.fstab, digests: digest, text: missing, age: nil) == .absent)
    }

    /// The file's time of change, the clock, the uptime and the daemon's start, in seconds; whether the file is newer. The
    /// date that `touch` gives a file is in none of them.
    @Test(
        arguments: [
            (1_000, 2_000, 5_000, 4_500, .known(false)), (1_600, 2_000, 5_000, 4_500, .known(true)),
            (1_400, 2_000, 5_000, 4_500, .known(false)), (2_000, 2_000, 5_000, 4_500, .known(true)),
            // A clock that was set back since, or is dead: nothing follows from the difference.
            (1_700_000_000, 2_000, 5_000, 4_500, nil),
        ] as [(Int, Int, Int, Int, Reading<Bool>?)])
    func theKernelsClockSaysWhetherADaemonHasReadAFile(
        _ changed: Int, _ now: Int, _ uptime: Int, _ started: Int, _ isNewer: Reading<Bool>?
    ) throws {
        let id = ManagedFile.ID.glusterdVolfile
        let query = try #require(HostOSCommands.age(id))
        let reading = HostOSParser.file(
            id, digests: Reply.to(HostOSCommands.digests([id]), "\(Self.digest)  \(id.path)\n"),
            text: Reply.to(HostOSCommands.text(id), "volume management\n"),
            age: Reply.to(query, "changed \(changed).0\nnow \(now).0\n\(uptime).00 1.00\n"),
            daemon: .known(
                ServiceState(
                    load: "loaded", active: "active", enablement: "enabled", startedAt: .seconds(started))))
        guard case .known(let file) = reading else {
            Issue.record("\(reading)")
            return
        }
        expect(file.isNewerThanReader, is: isNewer)
    }
}
