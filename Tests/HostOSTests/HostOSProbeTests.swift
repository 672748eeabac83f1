import ClusterModel
import HostOS
import TestSupport
import Testing
import World

@Suite struct HostOSProbeTests {
    static let questions = HostOSQuestions(
        packages: ["glusterfs-server", "xfsprogs"], services: ["glusterd", "ctdb"], devices: ["/dev/vdb"],
        bricks: BrickTests.paths)

    static func commands(_ questions: HostOSQuestions) -> [String] {
        HostOSProbe.probe(questions, host: "host1").queries.map {
            $0.fullCommand.split(separator: " ")[0] == "read" ? $0.title : $0.program
        }
    }

    @Test func theQueriesInTheirOrder() {
        #expect(
            Self.commands(Self.questions) == [
                "read /var/lib/hcctl/term", "systemctl", "dpkg-query", "lsblk", "blkid", "dd", "findmnt", "find",
                "sha256sum", "read /etc/fstab", "find", "getfattr", "find",
            ])
    }

    /// A tool without names answers about everything it knows, or asks for usage.
    @Test func whatIsNotAskedForIsNoCommand() {
        #expect(
            Self.commands(HostOSQuestions()) == [
                "read /var/lib/hcctl/term", "findmnt", "find", "sha256sum", "read /etc/fstab",
            ])
    }

    @Test func theirNumberGrowsWithTheDevicesAlone() {
        let many = HostOSQuestions(
            packages: (0..<50).map { "p\($0)" }, services: (0..<50).map { "s\($0)" }, devices: ["/dev/vdb"],
            bricks: (0..<300).map { "/b\($0)" })
        #expect(
            HostOSProbe.probe(many, host: "host1").queries.count
                == HostOSProbe.probe(Self.questions, host: "host1").queries.count)
        let disks = HostOSQuestions(devices: (0..<10).map { "/dev/vd\($0)" })
        #expect(HostOSProbe.probe(disks, host: "host1").queries.count == 5 + 30)
    }

    /// One digest command for all files; the age only of what a daemon reads.
    @Test func filesAreReadAfterAllTheirDigests() {
        let files = HostOSQuestions(files: [.fstab, .glusterdVolfile, .hosts, .optionGroup("virt")])
        #expect(
            HostOSProbe.probe(files, host: "host1").queries.map(\.fullCommand).dropFirst(3) == [
                "sha256sum -- /etc/fstab /etc/glusterfs/glusterd.vol /etc/hosts /var/lib/glusterd/groups/virt",
                "read /etc/fstab", "read /etc/glusterfs/glusterd.vol",
                #"find /etc/glusterfs/glusterd.vol -maxdepth 0 -printf 'changed %C@\n' -exec date '+now %s.%N' ';' "#
                    + "-exec cat /proc/uptime ';'",
                "read /etc/hosts",
                "read /var/lib/glusterd/groups/virt",
            ])
    }

    /// A whole host from fixtures of one state.
    static func outcomes() throws -> [Outcome] {
        let ends = try [
            "systemctl/252/running", "dpkg-query/1.21.23/installed", "lsblk/2.38.1/mounted", "blkid/2.38.1/mounted",
            "dd/9.1/mounted", "findmnt/2.38.1/mounted", "find/4.9.0/mount-points-one", "sha256sum/9.1/line",
            "read/12/fstab-line",
            "find/4.9.0/directories-healing", "getfattr/2.5.1/healing", "find/4.9.0/indices-healing",
        ].map { Outcome.finished(try Fixture($0).end) }
        return [.finished(Finished(exitStatus: 0, output: Array("7\n".utf8)))] + ends
    }

    @Test func aWholeHost() throws {
        let facts = HostOSProbe.probe(Self.questions, host: "host1").answer(try Self.outcomes()).facts
        #expect(facts.term == .known(Term(7)))
        #expect(facts.os.packages["xfsprogs"] == .known(InstalledPackage(version: "6.1.0-1")))
        #expect(
            facts.os.services["ctdb"]
                == .known(ServiceState(load: "loaded", active: "inactive", enablement: "disabled")))
        #expect(facts.storage.protectedMountPoints == .known(["/gluster"]))
        #expect(facts.healBacklog[BrickTests.paths[0]] == .known(6))
        guard case .known(let device)? = facts.storage.devices["/dev/vdb"],
            case .known(let mounts) = facts.storage.mounts,
            case .known(let fstab)? = facts.os.files[.fstab], case .filesystem("xfs", let uuid) = device.signature
        else {
            Issue.record("\(facts)")
            return
        }
        #expect(mounts.contains { $0.target == "/gluster" && $0.number == device.number })
        #expect(Fstab(fstab).entries.map(\.source) == ["UUID=\(uuid)"])
        let host = facts.observed()
        #expect(host.gluster.healBacklog == facts.healBacklog)
        #expect(host.gluster.bricks == facts.bricks)
    }

    /// A missing outcome is a fault of ours; it must not move the others.
    @Test func outcomesThatAreMissingAreUnknown() throws {
        let outcomes = try Self.outcomes()
        let whole = Self.readings(HostOSProbe.probe(Self.questions, host: "host1").answer(outcomes).facts)
        for count in outcomes.indices {
            let facts = HostOSProbe.probe(Self.questions, host: "host1").answer(Array(outcomes.prefix(count))).facts
            let readings = Self.readings(facts)
            #expect(zip(readings, whole).allSatisfy { $0 == $1 || $0 == Self.missing })
            #expect(readings.contains(Self.missing))
        }
    }

    static let missing = Known.unknown(
        .hostUnreachable("host1", detail: "what was sent did not arrive whole: no outcome was handed on"))

    @Test func eachWayOfNotAnsweringIsGivenAsTheReason() {
        let queries = HostOSProbe.probe(Self.questions, host: "host1").queries
        for index in everyFailure(command: "", host: "host1").indices {
            let outcomes = queries.map { everyFailure(command: $0.title, host: "host1")[index].outcome }
            let reasons = Set(queries.map { everyFailure(command: $0.title, host: "host1")[index].why })
            let facts = HostOSProbe.probe(Self.questions, host: "host1").answer(outcomes).facts
            for reading in Self.readings(facts) where !Self.isFileThatIsMissing(outcomes[0], facts, reading) {
                guard case .unknown(let why) = reading else {
                    Issue.record("\(outcomes[0]) gives \(reading)")
                    continue
                }
                #expect(reasons.contains(why), "\(outcomes[0])")
            }
        }
    }

    /// Of the two files that are read, and of them alone, “not there” is an answer.
    private static func isFileThatIsMissing(_ outcome: Outcome, _ facts: HostOSReadings, _ reading: Known) -> Bool {
        outcome == .notRun(.absent("tool")) && facts.term == .absent && facts.os.files[.fstab] == .absent
            && reading == .absent
    }

    enum Known: Equatable {
        case known, absent, unknown(UnknownReason)

        init<Value>(_ reading: Reading<Value>) {
            switch reading {
            case .known: self = .known
            case .absent: self = .absent
            case .unknown(let why): self = .unknown(why)
            }
        }
    }

    /// Always in the same order.
    static func readings(_ facts: HostOSReadings) -> [Known] {
        [Known(facts.term), Known(facts.storage.mounts), Known(facts.os.files[.fstab] ?? .unknown(.notAsked))]
            + sorted(facts.os.packages) + sorted(facts.os.services)
            + sorted(facts.storage.devices) + sorted(facts.bricks) + sorted(facts.healBacklog)
    }

    private static func sorted<Value>(_ facts: [String: Reading<Value>]) -> [Known] {
        facts.sorted { $0.key < $1.key }.map { Known($0.value) }
    }
}

extension Query {
    fileprivate var program: String { String(fullCommand.split(separator: " ")[0]) }
}
