import ClusterModel
import Reconciliation
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Simulation

/// The first plan is the whole plan: where nothing else acts on the hosts, apply takes no step that its first plan did
/// not show.
@Suite struct WholePlanTests {
    /// The first plan of an apply, what apply did, and what a second diff finds.
    private struct Outcome {
        let first: Plan
        let report: RunReport
        let second: RunReport

        /// Keys of steps that were taken and that the first plan did not show.
        var unforeseen: [String] {
            let shown = Set(first.ready.map(\.id) + first.held.compactMap(\.id))
            return report.taken.map(\.step.id).filter { !shown.contains($0) }.map(\.text)
        }
    }

    /// Keeps every plan of a run.
    private final class Recording: Sendable {
        private let plans = Mutex<[Plan]>([])

        var first: Plan? { plans.withLock { $0.first } }

        func record(_ event: RunEvent) {
            if case .planned(let plan) = event { plans.withLock { $0.append(plan) } }
        }
    }

    /// `change` is what others do before the first plan of the run.
    private static func outcome(
        _ desired: DesiredState, _ state: ClusterState, seed: UInt64,
        after change: (SimulatedCluster) -> Void = { _ in }
    ) throws -> Outcome {
        let simulator = Simulator()
        let random = SeededRandomSource(seed: seed)
        let cluster = SimulatedCluster(state, time: simulator, random: random)
        change(cluster)
        let recording = Recording()
        let environments = ["hcctl-1", "hcctl-2"].map {
            RunEnvironment(transport: cluster.transport(for: ProcessLifetime($0)), time: simulator, random: random)
        }
        let report = simulator.run {
            await Reconciler(desired, environment: environments[0], tell: { recording.record($0) }).apply { _ in true }
        }
        let second = simulator.run { await Reconciler(desired, environment: environments[1], tell: { _ in }).diff() }
        let run = try #require(report)
        // A run that finds nothing to do announces no plan.
        return Outcome(first: recording.first ?? run.plan, report: run, second: try #require(second))
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func randomClustersConvergeByTheFirstPlan(_ seed: UInt64) throws {
        let choice = SeededChoice(SeededRandomSource(seed: seed))
        let desired = RandomCluster(choice).desired()
        var state = world(from: desired, seed: seed)
        if seed.isMultiple(of: 2) { InitialConditions(desired, choice).place(on: &state) }
        for index in state.hosts.indices { state.hosts[index].repository.failures = 0 }
        let outcome = try Self.outcome(desired, state, seed: seed)
        #expect(outcome.unforeseen == [])
        #expect(outcome.report.verdict != .converged || outcome.second.plan.isConverged)
        #expect(!seed.isMultiple(of: 2) ? outcome.report.verdict == .converged : true)
    }

    /// Made clusters that drifted: what a host did not tell is an unknown fact of the first plan, and what it hides is
    /// the only thing that may come up later.
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func driftIsRepairedByTheFirstPlan(_ seed: UInt64) throws {
        let choice = SeededChoice(SeededRandomSource(seed: seed))
        let desired = RandomCluster(choice).desired()
        let made = try Self.made(desired, seed: seed)
        let outcome = try Self.outcome(desired, made, seed: seed) { cluster in
            let drift = Drift(desired, choice)
            for _ in 1...choice.number(1...4) {
                for action in drift.one(cluster.state) { cluster.act(action) }
            }
        }
        let unforeseen = outcome.first.unknown.isEmpty ? outcome.unforeseen : []
        withKnownIssue(
            "bricks that do not run once their file system is mounted again, and marks of a cut create, are not foreseen"
        ) {
            #expect(unforeseen == [])
        } when: {
            [28, 30, 52, 53].contains(seed)
        }
        #expect(outcome.report.verdict != .converged || outcome.second.plan.isConverged)
    }

    private static func made(_ desired: DesiredState, seed: UInt64) throws -> ClusterState {
        let simulator = Simulator()
        let random = SeededRandomSource(seed: seed)
        let cluster = SimulatedCluster(world(from: desired, seed: seed), time: simulator, random: random)
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime("hcctl-0")), time: simulator, random: random)
        let report = simulator.run {
            await Reconciler(desired, environment: environment, tell: { _ in }).apply { _ in true }
        }
        #expect(report?.verdict == .converged)
        return cluster.state
    }
}
