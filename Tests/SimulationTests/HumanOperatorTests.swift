import ClusterModel
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Simulation

/// The ground truth of the model, and the operator who reacts to holds.
@Suite struct HumanOperatorTests {
    private let desired = Make.desired()
    private var bare: ClusterState { world(from: desired, seed: 1) }

    @Test func bareHostsAreNotAsDesired() {
        let words = GroundTruth(desired, bare).differences()
        #expect(words.contains("host1:/dev/vdb has no XFS"))
        #expect(words.contains("there is no volume engine"))
        #expect(words.contains { $0.contains("does not know host2") })
    }

    @Test func aHoldWithoutACauseIsFound() {
        let held = HeldStep(
            resource: .host("host1"), differences: [],
            waitingOn: [.storage(.signature("host1", device: "/dev/vdb", found: "a file system"))])
        let judgement = HumanOperator(desired, bare, SeededChoice(SeededRandomSource(seed: 1))).judge(
            Plan(held: [held]))
        #expect(judgement.wrong.count == 1)
        #expect(judgement.actions == [])
    }

    @Test func aHoldWithItsCauseIsResolved() {
        var state = bare
        state.hosts[0].devices[0].disk.contents = .swap(uuid: "s")
        let held = HeldStep(
            resource: .host("host1"), differences: [],
            waitingOn: [.storage(.signature("host1", device: "/dev/vdb", found: "swap"))])
        let judgement = HumanOperator(desired, state, SeededChoice(SeededRandomSource(seed: 1))).judge(
            Plan(held: [held]))
        #expect(judgement.actions == [.storage(.putOnDisk("host1", device: "/dev/vdb", .blank))])
        #expect(judgement.wrong == [])
    }

    /// Seed 587: the other member of a pool of two is not in any manifest, and its daemon died.
    @Test func aStrangersDaemonThatIsMissedForQuorumIsStartedByAPerson() {
        var state = bare
        state.hosts.append(InitialConditions.stranger)
        let isMade = state.act(.gluster(.foreignPool(["host1", "stranger"], volume: nil)))
        #expect(isMade)
        let held = HeldStep(
            resource: .host("host1"), differences: [], waitingOn: [.gluster(.quorum("engine", up: 1, needed: 2))])
        func actions(_ state: ClusterState) -> [ExternalAction] {
            HumanOperator(desired, state, SeededChoice(SeededRandomSource(seed: 1))).judge(Plan(held: [held])).actions
        }
        #expect(actions(state) == [])
        state.act(.gluster(.killGlusterd("stranger", bricksToo: true, restarts: false)))
        #expect(actions(state) == [.host(.startService("stranger", unit: "glusterd.service"))])
    }

    @Test func whatFollowsFromNothingIsFound() {
        let held = HeldStep(resource: .host("host1"), differences: [], waitingOn: [.host(.hostUnreachable("host2"))])
        let judgement = HumanOperator(desired, bare, SeededChoice(SeededRandomSource(seed: 1))).judge(
            Plan(held: [held]))
        #expect(judgement.wrong.count == 1)
    }
}
