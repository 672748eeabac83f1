import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// What daemons believe of each other, and what comes of commands sent meanwhile (field notes A6, A7, A17).
@Suite struct PoolTests {
    private static func believes(_ bench: Bench, _ viewer: HostName, in peer: HostName) -> Bool? {
        bench.state[viewer]?.glusterd.peers.first { $0.host == peer }?.isConnected
    }

    private static func words(_ end: Finished) -> String { String(decoding: end.errors, as: UTF8.self) }

    @Test func everybodyKnowsEverybody() {
        var bench = Bench()
        bench.pool()
        for host in bench.state.hosts {
            #expect(
                host.glusterd.peers.map(\.host).sorted() == bench.state.hosts.map(\.name).filter { $0 != host.name })
            #expect(host.glusterd.peers.allSatisfy { $0.isConnected && $0.state == "Peer in Cluster" })
        }
    }

    @Test func aNewMemberIsFirstAccepted() {
        var bench = Bench()
        bench.mountAll()
        for host in bench.state.hosts.map(\.name) {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        let probe = Change.run(Invocation(["gluster", "--mode=script", "peer", "probe", "host2.lab.test"]))
        _ = bench.state.begin(probe, at: "host1", term: Term(1), caller: "test")
        while bench.state["host1"]?.glusterd.peers.isEmpty == true { bench.pass(.milliseconds(10)) }
        #expect(bench.state["host1"]?.glusterd.peers.first?.state == "Accepted peer request")
        bench.pass(.seconds(2))
        #expect(bench.state["host1"]?.glusterd.peers.first?.state == "Peer in Cluster")
    }

    /// In whichever order the daemons meet: who was away when a new member came is connected to it in the end.
    @Test(arguments: 1...16 as ClosedRange<UInt64>) func whoWasAwayMeetsWhoCameMeanwhile(_ seed: UInt64) {
        var bench = Bench(.bare(3, seed: seed))
        for host in bench.state.hosts.map(\.name) {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        bench.run("gluster", "--mode=script", "peer", "probe", "host3.lab.test", at: "host2")
        bench.state.act(.host(.powerCut("host3")))
        bench.pass(.seconds(60))
        bench.run("gluster", "--mode=script", "peer", "probe", "host1.lab.test", at: "host2")
        // By its restart host1 hears of host3, which has not heard of host1.
        bench.state.act(.host(.stopService("host1", unit: "glusterd.service")))
        bench.state.act(.host(.startService("host1", unit: "glusterd.service")))
        bench.pass(.seconds(60))
        bench.state.act(.host(.powerOn("host3")))
        bench.pass(.seconds(120))
        for host in bench.state.hosts {
            #expect(host.glusterd.peers.count == 2 && host.glusterd.peers.allSatisfy(\.isConnected), "\(host.name)")
        }
    }

    @Test func aDeadPeerIsCalledConnectedForAWhile() {
        var bench = Bench()
        bench.pool()
        bench.state.act(.host(.powerCut("host3")))
        bench.pass(.seconds(24))
        #expect(Self.believes(bench, "host1", in: "host3") == true)
        bench.pass(.seconds(2))
        #expect(Self.believes(bench, "host1", in: "host3") == false)
    }

    @Test func aDaemonThatStopsSaysGoodbye() {
        var bench = Bench()
        bench.pool()
        bench.state.act(.gluster(.killGlusterd("host3", bricksToo: true, restarts: false)))
        #expect(Self.believes(bench, "host1", in: "host3") == false)
    }

    @Test func aPartitionThatHealsInTimeIsNeverNoticed() {
        var bench = Bench()
        bench.pool()
        bench.state.act(.host(.segment("host3", 1)))
        bench.pass(.seconds(20))
        bench.state.act(.host(.segment("host3", 0)))
        bench.pass(.seconds(60))
        #expect(Self.believes(bench, "host1", in: "host3") == true)
    }

    @Test func aCommandInThatWindowHangsAndLeavesItsLock() {
        var bench = Bench()
        bench.started()
        bench.state.act(.host(.powerCut("host3")))
        let begun = bench.state.now
        let set = ["gluster", "--mode=script", "volume", "set", "engine", "network.ping-timeout", "20"]
        let id = bench.state.begin(.run(Invocation(set)), at: "host1", term: Term(1), caller: "test")
        bench.pass(.seconds(119))
        #expect(bench.state.running.map(\.id) == [id])
        #expect(Self.words(bench.run(set)).contains("Another transaction is in progress for engine. Please try again"))
        bench.state.advance(to: begun + .seconds(400))
        #expect(bench.state.takeResult(id) == .finished(.refused(1, "Error : Request timed out\n")))
        #expect(bench.run(set).exitStatus == 0)
    }

    @Test func theLockIsHeldOnEveryMember() {
        var bench = Bench()
        bench.started()
        let start = Change.run(
            Invocation(["gluster", "--mode=script", "volume", "set", "engine", "network.ping-timeout", "20"]))
        _ = bench.state.begin(start, at: "host1", term: Term(1), caller: "test")
        let refused = bench.state.begin(start, at: "host2", term: Term(1), caller: "test")
        bench.pass(.seconds(5))
        let words =
            "volume set: failed: Another transaction is in progress for engine. "
            + "Please try again after some time.\n"
        #expect(bench.state.takeResult(refused) == .finished(.refused(1, words)))
    }

    @Test func whoeverWasAwayLearnsWhatChanged() {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.killGlusterd("host3", bricksToo: false, restarts: false)))
        #expect(bench.gluster("volume", "set", "engine", "network.ping-timeout", "30").exitStatus == 0)
        #expect(bench.state["host3"]?.glusterd.volume("engine")?.option("network.ping-timeout") == "10")
        bench.state.act(.host(.startService("host3", unit: "glusterd.service")))
        bench.pass(.seconds(5))
        #expect(bench.state["host3"]?.glusterd.volume("engine")?.option("network.ping-timeout") == "30")
    }

    @Test func underServerQuorumTheMinorityStopsItsBricks() {
        var bench = Bench()
        bench.started()
        bench.gluster("volume", "set", "engine", "cluster.server-quorum-type", "server")
        bench.state.act(.host(.segment("host3", 1)))
        bench.pass(.seconds(30))
        let engine = bench.state.volumes.first { $0.name == "engine" }
        #expect(engine.map { volume in volume.bricks.map { bench.state.isUp($0, of: volume) } } == [true, true, false])
        let refused = bench.gluster("volume", "set", "engine", "network.ping-timeout", "30", at: "host3")
        #expect(Self.words(refused) == "volume set: failed: Quorum not met. Volume operation not allowed.\n")
        let state = bench.ask(["gluster", "get-state", "glusterd", "odir", "/run/hcctl", "file", "x"], at: "host3")
        #expect(
            state.map { String(decoding: $0.output, as: UTF8.self).contains("quorum_status: does_not_meet") } == true)
        bench.state.act(.host(.segment("host3", 0)))
        bench.pass(.seconds(10))
        #expect(engine.map { volume in volume.bricks.allSatisfy { bench.state.isUp($0, of: volume) } } == true)
    }

    @Test func aHostOfAnotherPoolIsRefused() {
        var bench = Bench(Bench.bare(4))
        bench.run("systemctl", "enable", "--now", "--", "glusterd.service")
        bench.state.act(.gluster(.foreignPool(["host3", "host4"], volume: nil)))
        bench.state.act(.gluster(.foreignPool(["host2"], volume: "other")))
        for host in ["host2", "host3"] {
            let refused = bench.gluster("peer", "probe", "\(host).lab.test")
            #expect(
                Self.words(refused) == "peer probe: failed: \(host).lab.test is either already part of another cluster "
                    + "or having volumes configured\n")
        }
        #expect(bench.state["host1"]?.glusterd.peers.isEmpty == true)
    }

    @Test func whoFindsNoNamesKnowsOthersByAddress() {
        var bench = Bench()
        bench.state.hosts[1].findsNames = false
        for host in bench.state.hosts.map(\.name) {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        bench.gluster("peer", "probe", "host2.lab.test")
        #expect(bench.state["host2"]?.glusterd.peers.map(\.names) == [["10.88.0.11"]])
        #expect(bench.gluster("peer", "probe", "host1.lab.test", at: "host2").exitStatus == 1)
        let itself = bench.gluster("peer", "probe", "host1.lab.test")
        #expect(itself == .said("peer probe: Probe on localhost not needed\n"))
    }

    @Test func bricksOfAHostThatComesBackAloneWaitForAPeer() {
        var bench = Bench()
        bench.started()
        for host in ["host1", "host2", "host3"] as [HostName] {
            bench.state.act(
                .storage(.editFstab(host, text: "/dev/vdb /gluster xfs defaults 0 0\n")))
            bench.state.act(.host(.powerCut(host)))
        }
        bench.state.act(.host(.powerOn("host1")))
        bench.pass(.seconds(60))
        #expect(bench.state["host1"]?.mounts.map(\.target) == ["/gluster"])
        #expect(bench.state.health.allSatisfy { $0.up == 0 })
        bench.state.act(.host(.powerOn("host2")))
        bench.pass(.seconds(60))
        #expect(bench.state.health.allSatisfy { $0.up == 2 })
    }

    /// Seed 390: an option of all volumes was set on a host that was alone then, and came to a pool of others.
    @Test func whatANewcomerKnowsOfAllVolumesReachesEveryMember() {
        var bench = Bench()
        for host in bench.state.hosts.map(\.name) {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        bench.gluster("volume", "set", "all", "cluster.server-quorum-ratio", "60%", at: "host3")
        bench.gluster("peer", "probe", Bench.names[1])
        bench.gluster("peer", "probe", Bench.names[2])
        for host in bench.state.hosts {
            #expect(host.glusterd.clusterOptions.map(\.name) == ["cluster.server-quorum-ratio"], "\(host.name)")
        }
    }

    /// Seed 969: a member cannot be reached for a moment, too short for anybody to notice, while another one joins.
    @Test func aMemberThatMissedANewcomerMeetsIt() {
        var bench = Bench()
        for host in bench.state.hosts.map(\.name) {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        bench.gluster("peer", "probe", Bench.names[1])
        _ = bench.state.begin(
            .run(Invocation(["gluster", "--mode=script", "peer", "probe", Bench.names[2]])), at: "host1", term: Term(1),
            caller: "test")
        bench.state.act(.host(.segment("host2", 1)))
        bench.pass(.seconds(10))
        bench.state.act(.host(.segment("host2", 0)))
        bench.pass(.seconds(60))
        #expect(Self.believes(bench, "host2", in: "host3") == true)
        #expect(Self.believes(bench, "host3", in: "host2") == true)
    }

    /// Seed 926: the network parts prober and newcomer before they have met, too shortly for anybody to notice.
    @Test func aMeetingThatBreaksOffGoesOn() {
        var bench = Bench()
        for host in bench.state.hosts.map(\.name) {
            bench.run("systemctl", "enable", "--now", "--", "glusterd.service", at: host)
        }
        let id = bench.state.begin(
            .run(Invocation(["gluster", "--mode=script", "peer", "probe", Bench.names[1]])), at: "host1", term: Term(1),
            caller: "test")
        while bench.state.takeResult(id) == nil { bench.pass(.milliseconds(10)) }
        bench.state.act(.host(.segment("host2", 1)))
        bench.pass(.seconds(10))
        let isJoining = bench.state["host1"]?.glusterd.peers.map(\.state) == ["Accepted peer request"]
        #expect(isJoining)
        bench.state.act(.host(.segment("host2", 0)))
        bench.pass(.seconds(10))
        #expect(Self.believes(bench, "host2", in: "host1") == true)
        for host in ["host1", "host2"] as [HostName] {
            #expect(bench.state[host]?.glusterd.peers.map(\.state) == ["Peer in Cluster"])
        }
    }
}
