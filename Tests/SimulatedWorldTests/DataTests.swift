import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// Copies: what is written where, what heals, and when something is lost for good.
@Suite struct DataTests {
    private static func engine(_ bench: Bench) -> SimulatedVolume? {
        bench.state.volumes.first { $0.name == "engine" }
    }

    private static func good(_ bench: Bench, _ file: String = "image") -> [HostName] {
        bench.state.goodCopies(of: StoredFile(engine(bench)?.id ?? "", file)).map(\.host)
    }

    private static let brick = "/gluster/engine/brick"

    @Test func aWriteMakesACopyOnEachBrick() {
        var bench = Bench()
        bench.started()
        #expect(bench.state.act(.gluster(.write(volume: "engine", file: "image"))) == true)
        #expect(Self.good(bench) == ["host1", "host2", "host3"])
        #expect(bench.state.healBacklog == 0)
        #expect(bench.state.lostFiles.isEmpty)
    }

    @Test func anArbiterHoldsNoData() {
        var bench = Bench()
        bench.started()
        #expect(bench.state.act(.gluster(.write(volume: "data", file: "image"))) == true)
        let id = bench.state.volumes.first { $0.name == "data" }?.id ?? ""
        #expect(bench.state.goodCopies(of: StoredFile(id, "image")).map(\.host) == ["host1", "host2"])
    }

    @Test func withoutQuorumNothingIsWritten() {
        var bench = Bench()
        bench.started()
        for host in ["host2", "host3"] as [HostName] { bench.state.act(.gluster(.killBrick(host, path: Self.brick))) }
        #expect(bench.state.act(.gluster(.write(volume: "engine", file: "image"))) == false)
        #expect(bench.state.health.first { $0.volume == "engine" }?.isWritable == false)
    }

    @Test func aBrickThatWasDownHealsInTime() {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.killBrick("host3", path: Self.brick)))
        for file in 0..<20 { bench.state.act(.gluster(.write(volume: "engine", file: "image\(file)"))) }
        #expect(Self.good(bench, "image7") == ["host1", "host2"])
        #expect(bench.state.healBacklog > 20)
        bench.gluster("volume", "start", "engine", "force")
        bench.pass(.seconds(60))
        #expect(bench.state.healBacklog == 0)
        #expect(Self.good(bench, "image7") == ["host1", "host2", "host3"])
    }

    @Test func aPartitionedBrickMissesWhatClientsWrite() {
        var bench = Bench()
        bench.started()
        bench.state.act(.host(.segment("host3", 1)))
        #expect(bench.state.act(.gluster(.write(volume: "engine", file: "image"))) == true)
        #expect(Self.good(bench) == ["host1", "host2"])
        bench.pass(.seconds(60))
        #expect(bench.state.healBacklog > 0)
        bench.state.act(.host(.segment("host3", 0)))
        bench.pass(.seconds(60))
        #expect(Self.good(bench) == ["host1", "host2", "host3"])
        #expect(bench.state.healBacklog == 0)
    }

    @Test func aStaleBrickAloneTakesNoWrites() {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.write(volume: "data", file: "image")))
        bench.state.act(.gluster(.killBrick("host2", path: "/gluster/data/brick")))
        #expect(bench.state.act(.gluster(.write(volume: "data", file: "image"))) == true)
        bench.state.act(.storage(.unmount("host1", target: "/gluster")))
        bench.gluster("volume", "start", "data", "force", at: "host2")
        #expect(bench.state.health.first { $0.volume == "data" }?.up == 2)
        #expect(bench.state.act(.gluster(.write(volume: "data", file: "image"))) == false)
        #expect(bench.state.lostFiles.isEmpty, "the good copy is on the disk that is not mounted")
    }

    @Test func formattingTheLastGoodCopyIsAFactOfTheLog() {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.write(volume: "engine", file: "image")))
        for (number, host) in (["host1", "host2", "host3"] as [HostName]).enumerated() {
            bench.state.news = []
            bench.state.act(.storage(.putOnDisk(host, device: "/dev/vdb", .blank)))
            let lost = bench.state.news.contains { if case .lastGoodCopyLost = $0.kind { true } else { false } }
            #expect(lost == (number == 2))
        }
        #expect(bench.state.lostFiles.map(\.file) == ["image"])
    }

    @Test func eachFormattingTellsWhatStoodThere() throws {
        var bench = Bench()
        bench.run(Bench.formatting)
        let made = try #require(
            bench.state.news.first { if case .madeFilesystem = $0.kind { true } else { false } })
        guard case .madeFilesystem("host1", "/dev/vdb", .blank, _) = made.kind else {
            Issue.record("\(made)")
            return
        }
    }

    @Test func aPowerCutKeepsWhatWasStored() {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.write(volume: "engine", file: "image")))
        for host in ["host1", "host2", "host3"] as [HostName] { bench.state.act(.host(.powerCut(host))) }
        #expect(Self.good(bench) == ["host1", "host2", "host3"])
        #expect(bench.state["host1"]?.mounts.isEmpty == true)
        #expect(bench.state["host1"]?.runsGlusterd == false)
    }

    @Test func aCutFormattingMayLeaveHalfAFilesystem() {
        var seen: Set<Bool> = []
        for seed in 1...20 as ClosedRange<UInt64> {
            var bench = Bench(ClusterState.bare(1, seed: seed))
            _ = bench.state.begin(.run(Invocation(Bench.formatting)), at: "host1", term: Term(1), caller: "test")
            bench.pass(.milliseconds(100))
            bench.state.act(.host(.powerCut("host1")))
            let found = bench.state["host1"]?.device("/dev/vdb")?.disk.filesystem
            #expect(found?.isWhole != true)
            seen.insert(found != nil)
        }
        #expect(seen == [true, false])
    }

    @Test func aLoggedChangeSaysWhoDidWhatAndWhatItDidToQuorum() throws {
        var bench = Bench()
        bench.started()
        bench.state.act(.gluster(.killBrick("host3", path: Self.brick)))
        bench.state.news = []
        bench.gluster("volume", "start", "engine", "force")
        let ended = try #require(bench.state.news.last { if case .ended = $0.kind { true } else { false } })
        guard case .ended(let command, 0, let before, let after) = ended.kind else {
            Issue.record("\(ended)")
            return
        }
        #expect(command.caller == "test" && command.term == Term(1) && command.host == "host1")
        #expect(before.first { $0.volume == "engine" }?.up == 2)
        #expect(after.first { $0.volume == "engine" }?.up == 3)
    }
}
