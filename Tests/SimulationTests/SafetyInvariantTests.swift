import ClusterModel
import Reconciliation
import Testing
import World

@testable import SimulatedWorld
@testable import Simulation

/// Each invariant must be able to fail: events that a correct hcctl never causes are constructed here.
@Suite struct SafetyInvariantTests {
    private func event(_ kind: WorldEvent.Kind) -> WorldEvent { WorldEvent(at: .seconds(1), kind: kind) }

    private func judge(_ events: WorldEvent...) -> [Violation] {
        var rules = SafetyInvariants()
        return events.flatMap { rules.judge($0) }
    }

    private func health(writable: Bool) -> ReplicaSetHealth {
        ReplicaSetHealth(volume: "data", set: 0, up: writable ? 3 : 1, count: 3, isWritable: writable)
    }

    @Test func aSignatureFormattedIsFound() {
        let over: [SimulatedDisk.Contents] = [
            .swap(uuid: "s"), .lvm(uuid: "l"), .several, .filesystem(Filesystem(uuid: "u")),
            .partitionTable(kind: "gpt", []),
        ]
        for contents in over {
            let made = event(.madeFilesystem("host1", device: "/dev/vdb", over: contents, command: 1))
            #expect(judge(made).map(\.rule) == [.signature])
        }
        #expect(judge(event(.madeFilesystem("host1", device: "/dev/vdb", over: .blank, command: 1))) == [])
    }

    /// mkfs.xfs would refuse it; that it was begun is enough.
    @Test func aFormattingBegunOverASignatureIsFound() {
        let begun = event(.formatting("host1", device: "/dev/vdb", over: .swap(uuid: "s"), command: 1))
        let put = ExternalAction.storage(.putOnDisk("host1", device: "/dev/vdb", .swap(uuid: "s")))
        #expect(judge(begun).map(\.rule) == [.signature])
        #expect(judge(event(.formatting("host1", device: "/dev/vdb", over: .blank, command: 1))) == [])
        #expect(judge(event(.external(put)), begun) == [], "put there between the look and mkfs")
        let later = WorldEvent(at: .seconds(90), kind: begun.kind)
        #expect(judge(event(.external(put)), later).map(\.rule) == [.signature])
    }

    @Test func aBrickMadeByForceIsFound() {
        let marked = event(.markedByForce("host1", path: "/gluster/b", volume: "data", command: 1))
        #expect(judge(marked).map(\.rule) == [.mark])
    }

    @Test func aLastGoodCopyLostIsFoundUnlessItWasExternal() {
        let file = StoredFile("v", "f")
        #expect(
            judge(event(.lastGoodCopyLost(file, cause: .command(1)))).map(\.rule) == [.lastGoodCopy])
        #expect(judge(event(.lastGoodCopyLost(file, cause: .automatic))).map(\.rule) == [.lastGoodCopy])
        #expect(judge(event(.lastGoodCopyLost(file, cause: .externalAction))) == [])
    }

    @Test func aQuorumTakenIsFound() {
        func ended(_ before: Bool, _ after: Bool) -> WorldEvent {
            event(
                .ended(
                    RunningCommand.example(), exitStatus: 0, before: [health(writable: before)],
                    after: [health(writable: after)]))
        }
        #expect(judge(ended(true, false)).map(\.rule) == [.quorum])
        #expect(judge(ended(true, true)) == [])
        #expect(judge(ended(false, false)) == [])
        let stopped = event(.brick("host1", path: "/b", volume: "data", runs: false, cause: .command(1)))
        #expect(judge(stopped).map(\.rule) == [.quorum])
        let automatic = event(.brick("host1", path: "/b", volume: "data", runs: false, cause: .automatic))
        #expect(judge(automatic, ended(true, false)) == [], "a daemon without quorum stops its bricks")
    }

    /// Seed 90021149: a restart takes the quorum of a volume that was created while it was under way.
    @Test(
        arguments: [
            (ExternalAction.gluster(.makeVolume("data", "host1", path: "/srv/data")), "data"),
            (.gluster(.startVolume("data")), "data"),
        ])
    func aVolumeStartedUnderACommandIsNotItsQuorum(_ action: ExternalAction, _ volume: String) {
        func judged(begun: Duration, _ action: ExternalAction) -> [Violation] {
            let ended = WorldEvent.Kind.ended(
                .example(begun: begun), exitStatus: 0, before: [health(writable: true)],
                after: [health(writable: false)])
            return judge(event(.external(action)), WorldEvent(at: .seconds(12), kind: ended))
        }
        #expect(judged(begun: .seconds(2), action) == [], "within the transit of the command")
        #expect(judged(begun: .zero, action) == [])
        #expect(judged(begun: .seconds(8), action).map(\.rule) == [.quorum], "it could be observed before")
        let other = ExternalAction.gluster(.startVolume("another"))
        #expect(judged(begun: .zero, other).map(\.rule) == [.quorum], "another volume excuses nothing")
    }
}
