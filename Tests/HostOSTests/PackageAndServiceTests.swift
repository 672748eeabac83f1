import ClusterModel
import HostOS
import TestSupport
import Testing
import World

@Suite struct PackageTests {
    static let installed = Reading.known(InstalledPackage(version: "10.3-5"))
    static let xfsprogs = Reading.known(InstalledPackage(version: "6.1.0-1"))

    @Test(arguments: [
        ("installed", ["glusterfs-server": installed, "xfsprogs": xfsprogs]),
        ("one-missing", ["glusterfs-server": installed, "nosuch-package": .absent, "xfsprogs": xfsprogs]),
        ("missing", ["nosuch-package": .absent]), ("torn", ["torn-package": .absent, "xfsprogs": xfsprogs]),
    ])
    func fixtures(_ name: String, _ expected: [String: Reading<InstalledPackage>]) throws {
        let names = expected.keys.sorted()
        let answer = try Fixture("dpkg-query/1.21.23/\(name)").answer(to: HostOSCommands.packages(names))
        #expect(HostOSParser.packages(answer, of: names) == expected)
    }

    /// One line each, as dpkg-query prints it; nil is any unknown.
    @Test(arguments: [
        ("a\tinstalled\t1\n", Reading.known(InstalledPackage(version: "1"))),
        ("a\ttriggers-pending\t1\n", .known(InstalledPackage(version: "1"))),
        ("a\ttriggers-awaited\t1\n", .known(InstalledPackage(version: "1"))),
        ("a\tconfig-files\t1\n", .absent),
        ("a\tnot-installed\t\n", .absent),
        ("a\tconfig-files\t1\na\tinstalled\t2\n", .known(InstalledPackage(version: "2"))),
        ("a\thalf-configured\t1\n", .known(InstalledPackage(version: "1", isConfigured: false))),
        ("a\thalf-installed\t1\n", .absent), ("a\thalf-installed\t\n", .absent),
        ("a\tunpacked\t1\n", .known(InstalledPackage(version: "1", isConfigured: false))),
        ("a\twanted\t1\n", nil),
        ("a\tinstalled\n", nil), ("a\n", nil), ("\n", nil), ("", nil), ("ab\tinstalled\t1\n", nil),
        ("a\tinstalled\t1", nil),
    ])
    func states(_ output: String, _ expected: Reading<InstalledPackage>?) {
        let reading = HostOSParser.packages(Reply.to(HostOSCommands.packages(["a"]), output), of: ["a"])["a"]
        expect(reading, is: expected)
    }

    @Test(arguments: [("half-done", false), ("configured", true)])
    func aPackageThatIsNotConfigured(_ name: String, _ isConfigured: Bool) throws {
        let answer = try Fixture("dpkg-query/1.21.23/\(name)").answer(
            to: HostOSCommands.packages(["attr", "xfsprogs"]))
        let found = HostOSParser.packages(answer, of: ["attr", "xfsprogs"])
        #expect(
            found == [
                "attr": .known(InstalledPackage(version: "1:2.5.1-4", isConfigured: isConfigured)),
                "xfsprogs": Self.xfsprogs,
            ])
    }

    /// What one sees while another program holds dpkg's lock.
    @Test func anInstallationThatWaits() throws {
        let state = try Fixture("systemctl/252/work-running").answer(to: HostOSCommands.packageWork)
        let words = try Fixture("journalctl/252/locked").answer(to: HostOSCommands.packageWords)
        let uptime = Reply.to(HostOSCommands.uptime, "99999999.00 1.00\n")
        guard case .known(let work) = HostOSParser.packageWork(state, words: words, uptime: uptime) else {
            Issue.record("it runs")
            return
        }
        #expect(work.state == .running && work.elapsed.map { $0 > .zero } == true)
        #expect(work.words.last?.hasPrefix("Waiting for cache lock") == true)
    }

    @Test func dpkgWithoutADatabaseIsUnknown() {
        let answer = Reply.to(HostOSCommands.packages(["a"]), status: 2, errors: "dpkg-query: error: no database\n")
        expect(HostOSParser.packages(answer, of: ["a"])["a"], is: nil)
    }
}

/// How far an installation is, by what apt and dpkg print.
@Suite struct PackageProgressTests {
    private static let start = "Started hcctl-packages.service - /usr/bin/apt-get -q -y install -- a b c d."
    private static let count = "0 upgraded, 4 newly installed, 0 to remove and 3 not upgraded."
    private static let unpacked = ["a", "b", "c", "d"].map { "Unpacking \($0) (1) ..." }

    private func operation(_ words: QueryResult, seconds: Int = 30) -> HostOperation? {
        let state = Reply.to(
            HostOSCommands.packageWork,
            "Result=success\nExecMainStatus=0\nActiveState=active\nInactiveExitTimestampMonotonic=1000000\n")
        let uptime = Reply.to(HostOSCommands.uptime, "\(seconds + 1).00 1.00\n")
        guard case .known(let work) = HostOSParser.packageWork(state, words: words, uptime: uptime) else {
            return nil
        }
        return work
    }

    private func progress(_ lines: [String], seconds: Int = 30) -> HostOperation.Progress? {
        let text = lines.map { $0 + "\n" }.joined()
        return operation(Reply.to(HostOSCommands.packageWords, text), seconds: seconds)?.progress
    }

    /// 51 are unpacked, the 35th is being set up; the lines begin with an installation that failed.
    @Test func aRealOne() throws {
        let answer = try Fixture("journalctl/252/installing").answer(to: HostOSCommands.packageWords)
        let work = try #require(operation(answer, seconds: 6))
        #expect(work.progress?.done == 34 && work.progress?.total == 51)
        #expect(work.progress?.left == .seconds(6) * 17 / 85)
        #expect(work.words.count == 5 && work.words.last == "Setting up python3-six (1.16.0-4) ...")
    }

    @Test func itIsToldOnceSomethingIsCountedAndSetUp() {
        #expect(progress([Self.start]) == nil)
        #expect(progress([Self.count]) == nil, "what began is too far back")
        #expect(progress([Self.start, Self.count]) == .init(done: 0, total: 4, left: nil))
        #expect(progress([Self.start, Self.count] + Self.unpacked) == .init(done: 0, total: 4, left: nil))
        let first = [Self.start, Self.count] + Self.unpacked + ["Setting up a (1) ..."]
        #expect(progress(first) == .init(done: 0, total: 4, left: nil))
        #expect(progress(first + ["Created symlink."]) == .init(done: 0, total: 4, left: nil))
        #expect(progress(first + ["Setting up b (1) ..."]) == .init(done: 1, total: 4, left: .seconds(18)))
        #expect(
            progress(first + ["Processing triggers for x (1) ..."]) == .init(done: 1, total: 4, left: .seconds(18)))
    }

    @Test func whatDoesNotFitIsNotTold() {
        #expect(progress([Self.start, Self.count, Self.start]) == nil, "the count is of an earlier one")
        #expect(progress([Self.start, "x upgraded, y newly installed, 0 to remove and 3 not upgraded."]) == nil)
        #expect(progress([Self.start, "0 upgraded, 0 newly installed, 0 to remove and 3 not upgraded."]) == nil)
        #expect(
            progress(
                [Self.start, Self.count] + Self.unpacked + ["Unpacking e (1) ...", "Setting up a"] + Self.unpacked)
                == nil)
    }

    /// Who waited for somebody else's lock cannot say how fast it is; what broke off is only set up.
    @Test func otherBeginnings() {
        let waited = "Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend."
        let end = Self.unpacked + ["Setting up a (1) ...", "Setting up b (1) ..."]
        #expect(progress([Self.start, waited, Self.count] + end) == .init(done: 1, total: 4, left: nil))
        let broken = "2 not fully installed or removed."
        #expect(progress([Self.start, Self.count, broken] + end) == .init(done: 1, total: 6, left: .seconds(30)))
        #expect(
            progress(
                [Self.start, "1 upgraded, 2 newly installed, 1 reinstalled, 0 to remove and 3 not upgraded."] + end)?
                .total == 4)
    }
}

@Suite struct ServiceTests {
    @Test func aBareHost() throws {
        let answer = try Fixture("systemctl/252/bare").answer(to: HostOSCommands.services(["glusterd", "ctdb"]))
        let bare = Reading.known(ServiceState(load: "loaded", active: "inactive", enablement: "disabled"))
        #expect(HostOSParser.services(answer, of: ["glusterd", "ctdb"]) == ["glusterd": bare, "ctdb": bare])
    }

    /// A unit that is not there is a known state of that unit.
    @Test func aMissingUnit() throws {
        let units = ["glusterd", "nosuch-unit", "ctdb"]
        let answer = try Fixture("systemctl/252/one-missing").answer(to: HostOSCommands.services(units))
        let found = HostOSParser.services(answer, of: units)
        #expect(found["nosuch-unit"] == .known(ServiceState(load: "not-found", active: "inactive", enablement: "")))
        #expect(found["ctdb"] == .known(ServiceState(load: "loaded", active: "inactive", enablement: "disabled")))
    }

    @Test func aRunningUnit() throws {
        let answer = try Fixture("systemctl/252/running").answer(to: HostOSCommands.services(["glusterd", "ctdb"]))
        let found = HostOSParser.services(answer, of: ["glusterd", "ctdb"])
        let started = Duration.microseconds(13_871_468_396)
        #expect(
            found["glusterd"]
                == .known(ServiceState(load: "loaded", active: "active", enablement: "enabled", startedAt: started)))
    }

    /// systemd answers about `sshd` with the name `ssh`.
    @Test func anAlias() throws {
        let answer = try Fixture("systemctl/252/alias").answer(to: HostOSCommands.services(["sshd"]))
        let found = HostOSParser.services(answer, of: ["sshd"])
        guard case .known(let state)? = found["sshd"] else {
            Issue.record("\(found)")
            return
        }
        #expect((state.load, state.active, state.enablement) == ("loaded", "active", "enabled"))
        #expect(state.startedAt != nil)
    }

    @Test(arguments: [
        "", "\n", "Id=a.service\n", "LoadState=loaded\nActiveState=active\n",
        "LoadState=loaded\nActiveState=active\nUnitFileState=enabled",
        "LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n\nLoadState=loaded\n",
    ])
    func whatIsNotOneWholeBlockIsUnknown(_ output: String) {
        expect(HostOSParser.services(Reply.to(HostOSCommands.services(["a"]), output), of: ["a"])["a"], is: nil)
    }
}
