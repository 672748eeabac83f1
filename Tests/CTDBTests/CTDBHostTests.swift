import ClusterModel
import TestSupport
import Testing
import World

@testable import CTDB

/// What CTDB stands on, as real hosts answered.
struct CTDBHostTests {
    private let lock: CTDBClusterSpec.LockVolume = {
        var lock = CTDBClusterSpec.LockVolume()
        lock.volume = "meta"
        return lock
    }()

    private func units(_ state: String) throws -> Reading<CTDBUnits> {
        CTDBParser.units(try Fixture("systemctl/252/lock-\(state)").answer(to: CTDBCommands.units(lock)))
    }

    @Test func unitsAreReadWithTheirOrder() throws {
        guard case .known(let bare) = try units("bare"), case .known(let healthy) = try units("healthy"),
            case .known(let stale) = try units("stale"), case .known(let stopped) = try units("stopped")
        else {
            Issue.record("a fixture is not read")
            return
        }
        #expect(bare.lock.state.load == "not-found" && bare.daemon.state.enablement == "disabled")
        #expect(bare.daemon.activeSince == nil && !bare.areStale)
        #expect(healthy.mount.state.active == "active" && !healthy.daemonIsOlderThanMount)
        #expect(stale.areStale && !healthy.areStale)
        #expect(stopped.daemon.state.active == "inactive" && stopped.lock.state.active == "active")
    }

    @Test func aDaemonThatIsOlderThanTheMountIsSeen() {
        func unit(_ since: UInt64) -> CTDBUnit {
            CTDBUnit(ServiceState(load: "loaded", active: "active", enablement: "enabled"), activeSince: since)
        }
        #expect(CTDBUnits(daemon: unit(5), lock: unit(9), mount: unit(8)).daemonIsOlderThanMount)
        #expect(!CTDBUnits(daemon: unit(9), lock: unit(7), mount: unit(8)).daemonIsOlderThanMount)
    }

    @Test func scriptsAreReadWithThoseOfTheHostItself() throws {
        func scripts(_ state: String) throws -> Reading<[String: Bool]> {
            CTDBParser.scriptList(try Fixture("ctdb/4.17.12/scripts-\(state)").answer(to: CTDBCommands.scripts))
        }
        guard case .known(let shipped) = try scripts("shipped"), case .known(let own) = try scripts("own"),
            case .known(let nfs) = try scripts("nfs")
        else {
            Issue.record("a fixture is not read")
            return
        }
        #expect(shipped.filter(\.value).keys.sorted() == ["00.ctdb", "01.reclock", "05.system", "10.interface"])
        #expect(shipped["60.nfs"] == false && own["99.slow"] == true && nfs["06.nfs"] == true)
    }

    @Test func addressesOfAllInterfacesAreRead() throws {
        let bare = CTDBParser.hostAddresses(try Fixture("ip/\(ipVersion)/bare").answer(to: CTDBCommands.hostAddresses))
        guard case .known(let addresses) = bare else {
            Issue.record("\(bare)")
            return
        }
        #expect(addresses.contains(InterfaceAddress(interface: "host0", address: "10.88.0.11", prefix: 24)))
        let holders = try ["host1", "host2", "host3"].filter { host in
            let answer = try Fixture("ip/\(ipVersion)/\(host)").answer(to: CTDBCommands.hostAddresses)
            guard case .known(let all) = CTDBParser.hostAddresses(answer) else { return false }
            return all.contains { $0.address == "10.88.0.100" }
        }
        #expect(holders.count == 1)
    }

    private let ipVersion = "1.1.2"

    @Test func theDirectoryBeneathTheMountIsRead() throws {
        func directory(_ state: String) throws -> Reading<LockDirectory> {
            CTDBParser.lockDirectory(
                "/mnt/lock",
                flags: try Fixture("lsattr/1.47.0/lock-\(state)").answer(to: CTDBCommands.directoryFlags("/mnt/lock")),
                entries: try Fixture("find/4.9.0/lock-\(state)").answer(to: CTDBCommands.directoryEntries("/mnt/lock")))
        }
        #expect(try directory("missing") == .absent)
        #expect(try directory("immutable") == .known(LockDirectory(isImmutable: .known(true), entries: [])))
        #expect(try directory("local") == .known(LockDirectory(isImmutable: .known(false), entries: ["reclock"])))
    }

    @Test func theNameOfTheMountUnitIsEscaped() {
        var other = lock
        #expect(lock.mountUnit == "mnt-lock.mount")
        other.mountPoint = "/srv/ctdb-lock"
        #expect(other.mountUnit == #"srv-ctdb\x2dlock.mount"#)
    }

    /// The words of each change are those that were recorded.
    @Test(arguments: [
        ("ctdb/4.17.12/set-variable", CTDBAction.setTunable(.init("MonitorInterval", 3)), 0),
        ("ctdb/4.17.12/enable-script", .setScript("06.nfs", isEnabled: true), 0),
        ("ctdb/4.17.12/disable-script", .setScript("06.nfs", isEnabled: false), 0),
        ("ctdb/4.17.12/reload-nodes", .reloadNodes, 0), ("ctdb/4.17.12/reload-addresses", .reloadAddresses, 0),
        ("systemctl/252/started", .start, 0), ("systemctl/252/stop-daemon", .stop, 0),
        ("systemctl/252/daemon-reload", .readUnits, 0), ("systemctl/252/mounted", .mountLock(.init()), 2),
    ])
    func changesAreThoseRecorded(_ path: String, _ action: CTDBAction, _ index: Int) throws {
        #expect(CTDBCommands.preview(action)[index].description == (try Fixture(path).command))
    }
}
