import ClusterModel
import HostOS
import TestSupport
import Testing
import World

/// What stands on a device decides whether mkfs may run.
@Suite struct DeviceTests {
    static func reading(_ name: String, _ path: String = "/dev/vdb") throws -> Reading<BlockDevice> {
        HostOSParser.device(
            path, kernel: try Fixture("lsblk/2.38.1/\(name)").answer(to: HostOSCommands.device(path)),
            signature: try Fixture("blkid/2.38.1/\(name)").answer(to: HostOSCommands.signature(path)),
            start: try Fixture("dd/9.1/\(name)").answer(to: HostOSCommands.readStart(path)))
    }

    @Test(arguments: [
        ("blank", "blank"), ("ext4", "ext4 filesystem"), ("xfs", "xfs filesystem"), ("mounted", "xfs filesystem"),
        ("dos", "dos partition table"), ("swap", "other: swap"), ("lvm", "other: LVM2_member"),
        (
            "two",
            "other: several signatures: blkid: /dev/vdb: ambivalent result (probably more filesystems on the device, "
                + "use wipefs(8) to see more details)"
        ),
    ])
    func fixtures(_ name: String, _ expected: String) throws {
        guard case .known(let device) = try Self.reading(name) else {
            Issue.record("\(name) is not known: \(try Self.reading(name))")
            return
        }
        #expect(device.signature.inWords == expected)
        #expect(device.size == 8 << 30)
        #expect(device.type == "loop")
        #expect(device.number.hasPrefix("7:"))
        #expect(device.holders == [])
    }

    @Test func aFilesystemHasItsUUID() throws {
        guard case .known(let device) = try Self.reading("xfs"), case .filesystem("xfs", let uuid) = device.signature
        else {
            Issue.record("not xfs")
            return
        }
        #expect(uuid.utf8.count == 36)
    }

    @Test(arguments: [("missing", "/dev/nosuch"), ("no-device", "/etc/fstab")])
    func whatIsNoBlockDeviceIsAbsent(_ name: String, _ path: String) throws {
        #expect(try Self.reading(name, path) == .absent)
    }

    /// blkid ends with 2 and says nothing, exactly as on a new disk.
    @Test func aDiskThatCannotBeReadIsNotBlank() throws {
        let path = try Self.path("unreadable")
        #expect(try Fixture("blkid/2.38.1/unreadable").end == Fixture("blkid/2.38.1/blank").end)
        guard case .unknown(.refused(let command, 1, let words)) = try Self.reading("unreadable", path) else {
            Issue.record("it is not refused: \(try Self.reading("unreadable", path))")
            return
        }
        #expect(command.hasPrefix("dd if=\(path)"))
        #expect(words.contains("Input/output error"))
    }

    /// A partition of which only the kernel knows leaves no signature, but a holder.
    @Test func aPartitionIsAHolder() throws {
        let path = try Self.path("partition")
        guard case .known(let device) = try Self.reading("partition", path) else {
            Issue.record("not known")
            return
        }
        #expect(device.signature == .blank)
        #expect(device.holders == ["\(path.dropFirst("/dev/".count))p1"])
    }

    /// The device that a fixture is about, which the kernel numbered.
    private static func path(_ name: String) throws -> String {
        String(try #require(Fixture("blkid/2.38.1/\(name)").command.split(separator: " ").last))
    }
}

/// Rows: blkid's exit status, its output, its errors, dd's exit status and first line of errors, and the verdict.
@Suite struct SignatureTruthTable {
    struct Row: Sendable, CustomTestStringConvertible {
        let status: Int
        let tags: String
        let errors: String
        let read: (status: Int, words: String)
        /// nil is any unknown.
        let verdict: String?
        var testDescription: String { "\(status) [\(tags)] [\(errors)] \(read.status) → \(verdict ?? "unknown")" }

        init(_ status: Int, _ tags: String, _ errors: String, _ read: (Int, String), _ verdict: String?) {
            self.status = status
            self.tags = tags
            self.errors = errors
            self.read = read
            self.verdict = verdict
        }
    }

    static let whole = (0, "1+0 records in")
    static let part = (0, "0+1 records in")
    static let none = (0, "0+0 records in")
    static let fails = (1, "dd: error reading '/dev/vdb': Input/output error")
    static let rows = [
        Row(2, "", "", whole, "blank"),
        Row(2, "", "", part, "blank"),
        Row(2, "", "", none, nil),
        Row(2, "", "", fails, nil),
        Row(2, "", "", (0, ""), nil),
        Row(2, "", "blkid: error: /dev/vdb: Permission denied", whole, nil),
        Row(2, "TYPE=xfs", "", whole, nil),
        Row(0, "", "", whole, nil),
        Row(0, "DEVNAME=/dev/vdb", "", whole, nil),
        Row(0, "nonsense", "", whole, nil),
        Row(0, "UUID=u TYPE=xfs USAGE=filesystem", "", whole, "xfs filesystem"),
        Row(0, "UUID=u TYPE=xfs USAGE=filesystem", "", fails, "xfs filesystem"),
        Row(0, "TYPE=xfs USAGE=filesystem", "", whole, "other: xfs"),
        Row(0, "UUID=u TYPE=xfs", "", whole, "other: xfs"),
        Row(0, "UUID=u TYPE=vfat USAGE=filesystem PTTYPE=dos", "", whole, "other: vfat and dos"),
        Row(0, "PTTYPE=gpt PTUUID=u", "", whole, "gpt partition table"),
        Row(0, "UUID=u TYPE=LVM2_member USAGE=raid", "", whole, "other: LVM2_member"),
        Row(0, "UUID=u TYPE=linux_raid_member USAGE=raid", "", whole, "other: linux_raid_member"),
        Row(0, "UUID=u TYPE=crypto_LUKS USAGE=crypto", "", whole, "other: crypto_LUKS"),
        Row(0, "UUID=u TYPE=swap USAGE=other", "", whole, "other: swap"),
        Row(0, "UUID=u", "", whole, nil),
        Row(8, "", "blkid: ambivalent", whole, "other: several signatures: blkid: ambivalent"),
        Row(1, "", "", whole, nil),
        Row(4, "", "blkid: usage", whole, nil),
    ]

    @Test(arguments: rows) func verdict(_ row: Row) {
        let tags = row.tags.split(separator: " ").map { "\($0)\n" }.joined()
        let reading = HostOSParser.device(
            "/dev/vdb", kernel: Lsblk.answer(),
            signature: Reply.to(
                HostOSCommands.signature("/dev/vdb"), tags, status: row.status, errors: Lsblk.line(row.errors)),
            start: Reply.to(
                HostOSCommands.readStart("/dev/vdb"), status: row.read.status, errors: Lsblk.line(row.read.words)))
        switch reading {
        case .known(let device): #expect(device.signature.inWords == row.verdict)
        case .absent: Issue.record("it is there")
        case .unknown: #expect(row.verdict == nil)
        }
    }
}

/// What lsblk may say, with a blank and readable device behind it; nil is any unknown.
@Suite struct LsblkTests {
    @Test(arguments: [
        (Lsblk.json(), 0, "", Reading.known(Lsblk.device())),
        (Lsblk.json(size: #""8589934592""#), 0, "", .known(Lsblk.device())),
        (
            Lsblk.json(children: #"[{"name":"a","size":1,"type":"part","maj:min":"1:1"}]"#), 0, "",
            .known(Lsblk.device(holders: ["a"]))
        ),
        (Lsblk.json(size: "0"), 0, "", nil),
        (Lsblk.json(size: "-1"), 0, "", nil),
        (Lsblk.json(size: #""8G""#), 0, "", nil),
        (Lsblk.json(size: "null"), 0, "", nil),
        (#"{"blockdevices": []}"#, 0, "", nil),
        (#"{"blockdevices": []}"#, 32, "lsblk: /dev/vdb: not a block device\n", .absent),
        (#"{"blockdevices": []}"#, 32, "lsblk: /dev/vdbc: not a block device\n", nil),
        (#"{"blockdevices": []}"#, 32, "lsblk: /dev/vdb: not a block device", nil),
        (#"{"blockdevices": []}"#, 32, "", nil),
        (#"{"blockdevices": []}"#, 1, "lsblk: /dev/vdb: not a block device\n", nil),
        ("", 0, "", nil), ("[]", 0, "", nil), ("{}", 0, "", nil),
    ])
    func replies(_ output: String, _ status: Int, _ errors: String, _ expected: Reading<BlockDevice>?) {
        let reading = HostOSParser.device(
            "/dev/vdb", kernel: Reply.to(HostOSCommands.device("/dev/vdb"), output, status: status, errors: errors),
            signature: Reply.to(HostOSCommands.signature("/dev/vdb"), status: 2),
            start: Reply.to(HostOSCommands.readStart("/dev/vdb"), errors: "1+0 records in\n"))
        expect(reading, is: expected)
    }
}

/// lsblk's JSON, made by hand.
enum Lsblk {
    static func json(size: String = "8589934592", children: String = "null") -> String {
        #"{"blockdevices": [{"name":"vdb","size":\#(size),"type":"disk","maj:min":"254:16","children":\#(children)}]}"#
    }

    static func answer() -> QueryResult { Reply.to(HostOSCommands.device("/dev/vdb"), json()) }

    static func device(holders: [String] = []) -> BlockDevice {
        BlockDevice(size: 8 << 30, type: "disk", number: "254:16", signature: .blank, holders: holders)
    }

    static func line(_ words: String) -> String { words.isEmpty ? "" : "\(words)\n" }
}

extension BlockDevice.Signature {
    fileprivate var inWords: String {
        switch self {
        case .blank: "blank"
        case .filesystem(let kind, _): "\(kind) filesystem"
        case .partitionTable(let kind): "\(kind) partition table"
        case .other(let words): "other: \(words)"
        }
    }
}
