import ClusterModel
import Testing
import World

@testable import SimulatedWorld

/// A `volume create` is staged on every member, then committed (glusterd-syncop.c): the mark of the volume is written
/// while it is staged, so a volume that is in a store has its marks, and marks may be there without a volume.
@Suite struct TransactionTests {
    private static let create = ["gluster", "--mode=script", "volume", "create", "engine", "replica", "3"]
    private static let hosts = ["host1", "host2", "host3"] as [HostName]
    /// Enough that members are lost before, while and after it is staged.
    private static let seeds = 1...40 as ClosedRange<UInt64>

    /// What is left of a create to which something happens while it runs: who knows the volume, who carries its mark.
    private func leftover(
        _ seed: UInt64, isKilled: Bool = false, _ actions: [ExternalAction], _ mend: [ExternalAction]
    ) -> (knowing: [HostName], marked: [HostName]) {
        var bench = Bench()
        bench.state.chance = Chance(seed: seed)
        bench.pool()
        bench.makeParents()
        _ = bench.state.begin(
            .run(Invocation(Self.create + Bench.bricks("engine"))), at: "host1", term: Term(1), caller: "test",
            isKilled: isKilled)
        bench.pass(.milliseconds(Int(20 * seed)))
        for action in actions { bench.state.act(action) }
        bench.pass(.seconds(200))
        for action in mend { bench.state.act(action) }
        bench.pass(.seconds(400))
        let hosts = bench.state.hosts
        return (
            hosts.filter { $0.glusterd.volume("engine") != nil }.map(\.name),
            hosts.filter { $0.directory("/gluster/engine/brick")?.volumeMark != nil }.map(\.name)
        )
    }

    @Test(arguments: seeds) func aVolumeIsNotMadeWithoutAMemberThatWasNotStaged(_ seed: UInt64) {
        for isKilled in [false, true] {
            let left = leftover(seed, isKilled: isKilled, [.host(.segment("host3", 1))], [.host(.segment("host3", 0))])
            #expect(
                left.knowing.isEmpty || left.marked == Self.hosts, "known by \(left.knowing), marks: \(left.marked)")
            #expect(left.knowing.isEmpty || left.knowing == Self.hosts, "who was away learns of it")
        }
    }

    @Test func aMemberLostLeavesMarksAndMayLeaveAVolume() {
        let left = Self.seeds.map { leftover($0, [.host(.segment("host3", 1))], [.host(.segment("host3", 0))]) }
        #expect(left.contains { $0.knowing.isEmpty && $0.marked == ["host1", "host2"] }, "lost before it was staged")
        #expect(left.contains { $0.knowing.isEmpty && $0.marked == Self.hosts }, "lost before its answer")
        #expect(left.contains { $0.knowing == Self.hosts && $0.marked == Self.hosts }, "lost while it was committed")
    }

    /// What the originator has committed when it dies, the others learn once it is back.
    @Test func anOriginatorThatDiesLeavesMarksAndMayLeaveAVolume() {
        let left = Self.seeds.map { leftover($0, [.host(.powerCut("host1"))], [.host(.powerOn("host1"))]) }
        #expect(left.allSatisfy { $0.knowing.isEmpty || $0.knowing == Self.hosts })
        #expect(left.contains { $0.knowing.isEmpty && $0.marked.isEmpty })
        #expect(left.contains { $0.knowing.isEmpty && $0.marked.count > 1 })
        #expect(left.contains { $0.knowing == Self.hosts })
    }
}
