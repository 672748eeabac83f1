import ClusterModel
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// What is looked at once more before anything is done: who thought about the answer for long, and who was away.
@Suite struct SecondLookTests {
    private static func world(_ change: (inout ClusterState) -> Void = { _ in }) -> (
        Simulator, SimulatedCluster, RunEnvironment
    ) {
        let simulator = Simulator()
        var state = ClusterState.bare(3)
        change(&state)
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource())
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime("hcctl")), time: simulator, random: SeededRandomSource())
        return (simulator, cluster, environment)
    }

    /// host2 has no mkfs.xfs at first: its device is part of the one question all the same, before the first step.
    @Test(arguments: [(Duration.seconds(10), true), (.milliseconds(100), false)])
    func afterALongAnswerEverythingIsObservedAgain(_ thought: Duration, _ looksAgain: Bool) throws {
        let (simulator, _, environment) = Self.world { $0.hosts[1].packages["xfsprogs"] = nil }
        let story = Mutex<[String]>([])
        let report = simulator.run {
            await Reconciler(
                Make.desired(), environment: environment,
                tell: { event in
                    switch event {
                    case .observed: story.withLock { $0.append("observed") }
                    case .stepStarted: story.withLock { $0.append("step") }
                    default: break
                    }
                }
            ).apply { _ in
                try? await simulator.sleep(thought)
                story.withLock { $0.append("answered") }
                return true
            }
        }
        #expect(report?.verdict == .converged)
        // The term is taken after the answer, and everything is observed once more before the first step in any case.
        let after = story.withLock { lines in
            lines.split(separator: "answered").last.map { $0.prefix { $0 == "observed" }.count }
        }
        #expect(after == (looksAgain ? 2 : 1))
        #expect(story.withLock { lines in lines.count { $0 == "answered" } } == 1, "the question comes once")
    }

    /// The step was planned while host3 was away; it is sent only while that is so.
    @Test func aPeerThatIsBackStopsTheStep() throws {
        let (simulator, cluster, environment) = Self.world()
        let step = Step(
            resource: .volume("engine"), action: .gluster(.startBricks("engine"), from: "host1"),
            preconditions: [.gluster(.peerAway("host1", names: ["host3.lab.test"]))],
            postcondition: .gluster(.bricksRun("engine", [])),
            risk: .benign, scope: .volume("engine"), differences: [])
        let results = simulator.run {
            _ = await Reconciler(Make.desired(), environment: environment, tell: { _ in }).apply { _ in true }
            let executor = Executor(environment: environment, term: Term(99))
            let connected = await executor.perform(step)
            cluster.act(.host(.powerCut("host3")))
            try? await simulator.sleep(.seconds(90))
            return [connected, await executor.perform(step)]
        }
        let (connected, away) = (try #require(results?.first), try #require(results?.last))
        let words = "host1: its glusterd calls host3.lab.test connected"
        #expect(connected == .refused(step.preconditions[0], found: words))
        #expect(away == .done)
    }
}
