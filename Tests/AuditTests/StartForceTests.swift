import Audit
import ClusterModel
import TestSupport
import Testing

/// Starting bricks by force reaches every member that gluster calls connected: each brick must have been seen by
/// itself.
@Suite struct StartForceTests {
    private static let path = "/gluster/engine/brick"

    /// host2's brick does not run; host3 is as `third` makes it, and its peers call it connected or not.
    private func judge(
        connected: Bool = true, marks: [HostName] = ["host2"], again: Bool = true,
        _ third: (inout ObservedHost) -> Void
    ) -> [String] {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            host.gluster.view = .known(view(name, desired, connected))
            if name == "host3" { third(&host) }
        }
        let step = step(marks: marks, again: again)
        return Auditor(for: "lab").judge(Plan(ready: [step]), observed, now: Make.now).map(\.description)
    }

    private func step(marks: [HostName], again: Bool = true) -> Step {
        Step(
            resource: .volume("engine"), action: .gluster(.startBricks("engine"), from: "host1"),
            preconditions: marks.map { .gluster(.brickMarked($0, path: Self.path, volume: Make.id("engine"))) }
                + (again ? [.gluster(.peerAway("host1", names: ["host3.lab.test"]))] : []),
            postcondition: .gluster(.bricksRun("engine", [])), risk: .benign, scope: .volume("engine"), differences: [])
    }

    private func view(_ name: HostName, _ desired: DesiredState, _ connected: Bool) -> GlusterView {
        let volume = Make.found(desired.volumes[0], seenFrom: name, desired)
        let bricks = volume.bricks.map { brick in
            name == "host2" && brick.host == "host2.lab.test"
                ? GlusterBrickView(host: brick.host, path: brick.path, isRunning: .known(false)) : brick
        }
        let found = GlusterVolumeView(
            name: volume.name, id: volume.id, type: volume.type, status: .started, replica: 3, arbiter: 0,
            bricks: bricks, options: volume.options)
        let peers = desired.spec.hosts.filter { $0 != name }.map {
            Make.peer($0, isConnected: connected || $0 != "host3")
        }
        return GlusterView(uuid: "uuid-\(name)", opVersion: 1, peers: peers, volumes: [found])
    }

    private static let silent = ObservedHost(unknown: .hostUnreachable("host3", detail: "Permission denied"))
    private static let marked = Reading.known(BrickDirectory(isEmpty: false, volumeID: Make.id("engine")))

    @Test func overBricksThatRunItPasses() { #expect(judge { _ in } == []) }

    @Test func aHostThatIsConnectedAndSilentIsARefusal() {
        #expect(
            judge { $0 = Self.silent } == [
                "GlusterVolume/engine gluster.startBricks: nobody has seen host3.lab.test:/gluster/engine/brick, and "
                    + "gluster calls its host connected"
            ])
        #expect(judge(connected: false) { $0 = Self.silent } == [])
    }

    @Test func aHostThatIsAwayIsLookedForAgain() {
        #expect(
            judge(connected: false, again: false) { $0 = Self.silent } == [
                "GlusterVolume/engine gluster.startBricks: host3.lab.test may be back by then, and is not looked for again"
            ])
        // Its directory was read, and is read again: then it does not matter.
        func stopped(_ host: inout ObservedHost) {
            host.gluster.view = .unknown(.inactive(command: "gluster get-state", unit: "glusterd"))
            host.gluster.bricks[Self.path] = Self.marked
        }
        #expect(judge(connected: false, marks: ["host2", "host3"], again: false, stopped) == [])
        #expect(!judge(connected: false, again: false, stopped).isEmpty)
    }

    /// host3's daemon is stopped and its brick marked; host2's daemon says nothing of its own, and it is connected.
    @Test func aMarkOfAStoppedHostStandsForNoConnectedOne() {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            host.gluster.view = .known(view(name, desired, false))
            if name == "host2" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "Permission denied")) }
            if name == "host3" {
                host.gluster.view = .unknown(.inactive(command: "gluster get-state", unit: "glusterd"))
                host.gluster.bricks[Self.path] = Self.marked
            }
        }
        #expect(Auditor(for: "lab").judge(Plan(ready: [step(marks: ["host3"])]), observed, now: Make.now).count == 1)
    }

    @Test func aHostThatWasNotObservedAtAllIsARefusal() {
        #expect(!judge { $0 = ObservedHost(unknown: .notAsked) }.isEmpty)
    }

    /// Its daemon says nothing, but its directory was read, and is read again.
    @Test func aMarkThatIsReadAgainIsEnough() {
        func silentDaemon(_ mark: Reading<BrickDirectory>) -> (inout ObservedHost) -> Void {
            { host in
                host.gluster.view = .unknown(.timeLimitPassed(command: "gluster get-state", .seconds(20)))
                host.gluster.bricks[Self.path] = mark
            }
        }
        #expect(judge(marks: ["host2", "host3"], silentDaemon(Self.marked)) == [])
        #expect(!judge(silentDaemon(Self.marked)).isEmpty)
        #expect(!judge(marks: ["host2", "host3"], silentDaemon(.absent)).isEmpty)
    }

    /// The mark of one host is not another one's.
    @Test func oneMarkDoesNotStandForTwoBricks() {
        #expect(!judge(marks: ["host2", "host2"]) { $0 = Self.silent }.isEmpty)
    }
}
