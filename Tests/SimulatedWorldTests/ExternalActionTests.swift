import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// Every external action changes a running cluster, and is in the log.
@Suite struct ExternalActionTests {
    static let actions: [ExternalAction] = [
        .host(.powerCut("host1")), .host(.unreachable("host1")), .host(.segment("host1", 1)),
        .gluster(.killGlusterd("host1", bricksToo: true, restarts: true)),
        .host(.stopService("host1", unit: "glusterd.service")),
        .ctdb(.setScript("host1", "06.nfs", isEnabled: true)), .host(.enableService("host1", unit: "ctdb.service")),
        .host(.disableService("host1", unit: "glusterd.service")),
        .host(.maskService("host1", unit: "glusterd.service")),
        .host(.removePackage("host1", "glusterfs-server")), .host(.killDpkg("host1", "attr", .unpacked)),
        .gluster(.setOption(volume: "engine", "auth.allow", "*")),
        .gluster(.stopVolume("engine")), .gluster(.startVolume("single")), .gluster(.deleteVolume("single")),
        .gluster(.killBrick("host1", path: "/gluster/engine/brick")), .storage(.unmount("host1", target: "/gluster")),
        .storage(.editFstab("host1", text: "x\n")),
        .storage(.putOnDisk("host1", device: "/dev/vdb", .partitionTable(kind: "dos", []))),
        .storage(.replaceDisk("host1", device: "/dev/vdb", serial: "new")),
        .storage(.breakDisk("host1", device: "/dev/vdb", isReadable: false)),
        .storage(.removeDisk("host1", device: "/dev/vdb")),
        .host(.makeDirectory("host1", path: "/gluster/new")), .host(.putFiles("host1", path: "/gluster/empty")),
        .gluster(.leftover("host1", path: "/gluster/left")), .host(.writeFile("host1", path: "/etc/hosts", [1])),
        .gluster(.write(volume: "engine", file: "image")), .gluster(.damageStore("host1")),
        .gluster(.resetOption(volume: "engine", "auth.allow")),
        .gluster(.removeMark("host1", path: "/gluster/engine/brick")),
        .gluster(.putMark("host1", path: "/gluster/empty", volumeID: "0be5a70b-0000-4000-8000-000000000001")),
        .gluster(.rename("host1", path: "/gluster/engine/brick", to: "/gluster/engine/old")),
        .gluster(.makeVolume("others", "host1", path: "/gluster/others")),
        .gluster(.foreignPool(["host4"], volume: "other")),
    ]

    @Test(arguments: actions) func itDoesSomething(_ action: ExternalAction) {
        var bench = Bench(Bench.bare(4))
        bench.started()
        bench.state.news = []
        let before = bench.state
        #expect(bench.state.act(action) == true)
        #expect(bench.state.hosts != before.hosts)
        #expect(bench.state.news.contains { $0.kind == .external(action) })
    }

    /// Seed 8717: while mkfs has a device opened exclusively, no other writer uses it.
    @Test func nothingIsPutOnADeviceThatIsBeingFormatted() {
        var bench = Bench()
        let mkfs = Change.run(Invocation(["mkfs.xfs", "-i", "size=512", "--", "/dev/vdb"]))
        let id = bench.state.begin(mkfs, at: "host1", term: Term(1), caller: "test")
        let action = ExternalAction.storage(.putOnDisk("host1", device: "/dev/vdb", .swap(uuid: "u")))
        bench.pass(.milliseconds(1))
        #expect(bench.state.act(action) == false)
        bench.pass(.seconds(200))
        #expect(bench.state.takeResult(id) != nil && bench.state.act(action) == true)
    }

    @Test func theOthersUndoThem() {
        var bench = Bench()
        bench.started()
        bench.state.act(.host(.unreachable("host1")))
        bench.state.act(.host(.reachable("host1")))
        #expect(bench.state["host1"]?.isReachable == true)
        bench.state.act(.host(.powerCut("host1")))
        #expect(bench.state.act(.host(.powerCut("host1"))) == false)
        bench.state.act(.host(.powerOnWithoutMounts("host1")))
        #expect(bench.state["host1"]?.power == .booting)
        bench.pass(.seconds(60))
        #expect(bench.state["host1"]?.power == .on)
        #expect(bench.state["host1"]?.runsGlusterd == true)
        #expect(bench.state["host1"]?.mounts.isEmpty == true)
        #expect(bench.state.act(.storage(.mount("host1", device: "/dev/vdb", target: "/gluster"))) == true)
    }

    @Test func sshDoesNotWaitForTheDaemon() {
        var bench = Bench()
        bench.started()
        bench.state.act(.host(.powerCut("host1")))
        #expect(bench.state.act(.host(.powerOn("host1"))) == true)
        #expect(bench.state.act(.host(.powerOn("host1"))) == false)
        while bench.state["host1"]?.power == .booting { bench.pass(.milliseconds(10)) }
        #expect(bench.state["host1"]?.units["glusterd.service"]?.active == .activating)
        #expect(bench.state["host1"]?.runsGlusterd == false)
        bench.pass(.seconds(6))
        #expect(bench.state["host1"]?.runsGlusterd == true)
    }

    @Test func aCrashedDaemonComesBackAfterAMinute() {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.killGlusterd("host1", bricksToo: false, restarts: true)))
        #expect(bench.state.health.allSatisfy { $0.up == 3 }, "its bricks live on")
        bench.pass(.seconds(59))
        #expect(bench.state["host1"]?.runsGlusterd == false)
        bench.pass(.seconds(2))
        #expect(bench.state["host1"]?.runsGlusterd == true)
    }

    @Test func aValueThatIsTooLongCrashesTheDaemon() {
        var bench = Bench()
        bench.started()
        let long = String(repeating: "x", count: 8_000)
        let said = bench.gluster("volume", "set", "engine", "user.mark", long)
        #expect(String(decoding: said.output, as: UTF8.self).hasPrefix("Connection failed."))
        let stopped = bench.state.news.contains { event in
            if case .brick("host1", _, _, runs: false, .command) = event.kind { true } else { false }
        }
        #expect(stopped)
        #expect(bench.state["host1"]?.runsGlusterd == true, "systemd starts it again")
    }

    @Test func noVolumeIsDeletedBehindAMembersBack() {
        var bench = Bench()
        bench.volumes()
        bench.state.act(.host(.stopService("host3", unit: "glusterd.service")))
        #expect(bench.state.act(.gluster(.deleteVolume("data"))) == false)
        bench.state.act(.host(.startService("host3", unit: "glusterd.service")))
        bench.pass(.seconds(10))
        #expect(bench.state.act(.gluster(.deleteVolume("data"))) == true)
        #expect(bench.state.volumes.map(\.name) == ["engine", "single"])
    }

    @Test func anUnreachableHostsBricksLiveOn() {
        let stage = Stage(startedState())
        stage.cluster.act(.host(.unreachable("host1")))
        let seen = stage.run { await $0.observe([Stage.date], at: .host("host1")) }
        #expect(
            seen == [
                .notRun(.unreachable("ssh: connect to host host1.lab.test port 22: Connection timed out"))
            ])
        #expect(stage.cluster.state.health.allSatisfy { $0.up == 3 })
    }

    private func startedState() -> ClusterState {
        var bench = Bench()
        bench.started()
        return bench.state
    }

    @Test func aHostThatDiesUnderAChangeLeavesItUndecided() {
        let stage = Stage()
        let outcome = stage.run { hosts in
            await withTaskGroup(of: Outcome.self) { group in
                group.addTask { await hosts.perform(Stage.mkfs, at: .host("host1"), term: Term(1)) }
                try? await stage.simulator.sleep(.milliseconds(150))
                stage.cluster.act(.host(.powerCut("host1")))
                return await group.next()
            }
        }
        #expect(outcome??.isUndecided == true)
        let aborted = stage.cluster.log.contains { if case .aborted = $0.kind { true } else { false } }
        #expect(aborted)
    }
}
