import ClusterModel
import HostOS
import TestSupport
import Testing
import World

/// A reply that was cut off, at each byte of both streams, says what the whole one says or nothing: never something
/// else, and above all never that a thing is absent which the whole reply shows.
@Suite struct CutReplyTests {
    typealias Facts = [String: Fact]

    /// Readings of any sort, made comparable.
    enum Fact: Equatable {
        case known(String), absent, unknown

        init<Value>(_ reading: Reading<Value>) {
            switch reading {
            case .known(let value): self = .known("\(value)")
            case .absent: self = .absent
            case .unknown: self = .unknown
            }
        }
    }

    private func check(
        _ path: String, _ query: Query, location: SourceLocation = #_sourceLocation, _ read: (QueryResult) -> Facts
    ) throws {
        let fixture = try Fixture(path)
        let whole = read(fixture.answer(to: query, location: location))
        #expect(!whole.isEmpty, sourceLocation: location)
        for cut in everyCut(of: fixture.end) {
            let facts = read(QueryResult(to: query, from: "host1", .finished(cut)))
            for (name, fact) in facts where fact != .unknown && fact != whole[name] {
                Issue.record("\(path): \(name) is \(fact) after \(cut.output.count) bytes", sourceLocation: location)
                return
            }
        }
    }

    @Test(arguments: [("installed", ["glusterfs-server", "xfsprogs"]), ("missing", ["nosuch-package"])])
    func packages(_ name: String, _ names: [String]) throws {
        try check("dpkg-query/1.21.23/\(name)", HostOSCommands.packages(names)) {
            HostOSParser.packages($0, of: names).mapValues { Fact($0) }
        }
    }

    @Test(arguments: [("bare", ["glusterd", "ctdb"]), ("one-missing", ["glusterd", "nosuch-unit", "ctdb"])])
    func services(_ name: String, _ units: [String]) throws {
        try check("systemctl/252/\(name)", HostOSCommands.services(units)) {
            HostOSParser.services($0, of: units).mapValues { Fact($0) }
        }
    }

    @Test(arguments: ["bare", "mounted"]) func mounts(_ name: String) throws {
        try check("findmnt/2.38.1/\(name)", HostOSCommands.mounts) { ["mounts": Fact(HostOSParser.mounts($0))] }
    }

    @Test func digest() throws {
        let text = try Fixture("read/12/fstab-line").answer(to: HostOSCommands.text(.fstab))
        try check("sha256sum/9.1/line", HostOSCommands.digests([.fstab])) {
            ["fstab": Fact(HostOSParser.file(.fstab, digests: $0, text: text, age: nil))]
        }
    }

    static let devices = ["blank", "ext4", "xfs", "mounted", "dos", "swap", "lvm", "two"]

    @Test(arguments: devices + ["missing"]) func lsblk(_ name: String) throws {
        let path = name == "missing" ? "/dev/nosuch" : "/dev/vdb"
        let signature = try Fixture("blkid/2.38.1/\(name)").answer(to: HostOSCommands.signature(path))
        let start = try Fixture("dd/9.1/\(name)").answer(to: HostOSCommands.readStart(path))
        try check("lsblk/2.38.1/\(name)", HostOSCommands.device(path)) {
            [path: Fact(HostOSParser.device(path, kernel: $0, signature: signature, start: start))]
        }
    }

    /// A signature may lose its words, but what has one is never blank.
    @Test(arguments: devices.dropFirst()) func blkid(_ name: String) throws {
        let fixture = try Fixture("blkid/2.38.1/\(name)")
        let start = try Fixture("dd/9.1/\(name)").answer(to: HostOSCommands.readStart("/dev/vdb"))
        for cut in everyCut(of: fixture.end) {
            let signature = QueryResult(to: HostOSCommands.signature("/dev/vdb"), from: "host1", .finished(cut))
            let reading = HostOSParser.device("/dev/vdb", kernel: Lsblk.answer(), signature: signature, start: start)
            if case .known(let device) = reading { #expect(device.signature != .blank) }
            #expect(reading != .absent)
        }
    }

    @Test(arguments: ["created", "started", "healing"]) func bricks(_ name: String) throws {
        let paths = BrickTests.paths
        let find = try Fixture("find/4.9.0/directories-\(name)").answer(to: HostOSCommands.brickDirectories(paths))
        let marks = try Fixture("getfattr/2.5.1/\(name)").answer(to: HostOSCommands.brickMarks(paths))
        try check("find/4.9.0/directories-\(name)", HostOSCommands.brickDirectories(paths)) {
            HostOSParser.bricks(paths, directories: $0, marks: marks).mapValues { Fact($0) }
        }
        try check("getfattr/2.5.1/\(name)", HostOSCommands.brickMarks(paths)) {
            HostOSParser.bricks(paths, directories: find, marks: $0).mapValues { Fact($0) }
        }
        try check("find/4.9.0/indices-\(name)", HostOSCommands.healIndices(paths)) {
            HostOSParser.healBacklog($0, of: paths).mapValues { Fact($0) }
        }
    }
}
