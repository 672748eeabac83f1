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

    @Test(arguments: [("one", ["/gluster"]), ("none", [])])
    func directoriesThatWereMadeImmutable(_ name: String, _ paths: [String]) throws {
        let answer = try Fixture("find/4.9.0/mount-points-\(name)").answer(to: HostOSCommands.protectedMountPoints)
        #expect(HostOSParser.protectedMountPoints(answer) == .known(paths))
    }

    /// What is below another mount point has a record of its own; a folder that cannot be read is not an empty one.
    @Test func recordsOfSeveral() {
        let folder = "/var/lib/hcctl/mount-points"
        let answer = Reply.to(HostOSCommands.protectedMountPoints, "\(folder)/g/b c\n\(folder)/g\n")
        #expect(HostOSParser.protectedMountPoints(answer) == .known(["/g", "/g/b c"]))
        let refused = Reply.to(
            HostOSCommands.protectedMountPoints, status: 1, errors: "find: '\(folder)': Permission denied\n")
        expect(HostOSParser.protectedMountPoints(refused), is: nil)
    }
}
