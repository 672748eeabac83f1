import ClusterModel
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// A command that hangs holds up only what conflicts with it.
@Suite struct HangingStepTests {
    private static let hang = Duration.seconds(130)
    private static let option = GlusterOption("network.ping-timeout", "10")

    /// What one apply emitted, and when.
    private struct Run {
        var report: RunReport?
        var events: [(at: Duration, event: RunEvent)] = []
        let cluster: SimulatedCluster

        func began(_ action: String, _ resource: ResourceID) -> [Duration] {
            events.compactMap { at, event in
                guard case .stepStarted(let step) = event else { return nil }
                return step.action.name == action && step.resource == resource ? at : nil
            }
        }

        func ended(_ action: String, _ resource: ResourceID) -> [Duration] {
            events.compactMap { at, event in
                guard case .stepFinished(let step, _, _) = event else { return nil }
                return step.action.name == action && step.resource == resource ? at : nil
            }
        }
    }

    private static let desired = Make.desired([
        Make.volume("engine", options: [option]), Make.volume("data", options: [option]),
    ])

    /// A converged cluster whose engine volume lost an option; setting it again hangs. `drift` happens 20 s later.
    private func run(
        _ desired: DesiredState = desired, settings: Reconciler.Settings = Reconciler.Settings(),
        stopAfter: Duration? = nil, drift: [ExternalAction] = []
    ) -> Run {
        let simulator = Simulator()
        let cluster = SimulatedCluster(
            .bare(3, seed: 5), time: simulator, random: SeededRandomSource(seed: 5), faults: .none)
        let events = Mutex<[(at: Duration, event: RunEvent)]>([])
        let report: RunReport? = simulator.run {
            let first = RunEnvironment(
                transport: cluster.transport(for: ProcessLifetime("one")), time: simulator,
                random: SeededRandomSource(seed: 7))
            _ = await Reconciler(desired, environment: first, tell: { _ in }).apply { _ in true }
            cluster.act(.gluster(.setOption(volume: "engine", "network.ping-timeout", "42")))
            let begin = simulator.uptime()
            let transport = HangingTransport(
                inner: cluster.transport(for: ProcessLifetime("two")), time: simulator, hang: Self.hang)
            let second = RunEnvironment(transport: transport, time: simulator, random: SeededRandomSource(seed: 9))
            let reconciler = Reconciler(
                desired, environment: second, settings: settings,
                tell: { event in events.withLock { $0.append((simulator.uptime() - begin, event)) } },
                mustStop: { stopAfter.map { simulator.uptime() - begin >= $0 } ?? false })
            return await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    try? await simulator.sleep(.seconds(20))
                    for hand in drift { cluster.act(hand) }
                }
                return await reconciler.apply { _ in true }
            }
        }
        return Run(report: report, events: events.withLock { $0 }, cluster: cluster)
    }

    @Test func driftElsewhereIsRepairedMeanwhile() throws {
        let run = run(drift: [
            .gluster(.setOption(volume: "data", "network.ping-timeout", "42")),
            .host(.disableService("host3", unit: "glusterd.service")),
        ])
        #expect(run.report?.verdict == .converged)
        let hanging = try #require(run.ended("gluster.setOptions", .volume("engine")).first)
        #expect(hanging >= Self.hang)
        let volume = try #require(run.ended("gluster.setOptions", .volume("data")).first)
        #expect(volume < .seconds(60), "\(volume)")
        let host = try #require(run.ended("host.enableAndStart", .host("host3")).first)
        #expect(host < .seconds(60), "\(host)")
    }

    /// The same volume drifts again while the command runs: nothing is begun on it before the command has ended.
    @Test func nothingConflictsWithWhatRuns() throws {
        let run = run(drift: [.gluster(.setOption(volume: "engine", "network.ping-timeout", "43"))])
        #expect(run.report?.verdict == .converged)
        let began = run.began("gluster.setOptions", .volume("engine"))
        #expect(began.count == 1 || began[1] >= Self.hang, "\(began)")
        let plans = run.events.compactMap { if case .planned(let plan) = $0.event { plan } else { nil } }
        #expect(plans.contains { $0.running.map(\.action.name) == ["gluster.setOptions"] })
    }

    /// Every step is in flight: the run waits for it, however short its patience.
    @Test func whereEveryStepRunsTheRunWaits() {
        var settings = Reconciler.Settings()
        settings.patience = .seconds(10)
        settings.hostPatience = .seconds(10)
        let run = run(settings: settings)
        #expect(run.report?.verdict == .converged)
        #expect(run.began("gluster.setOptions", .volume("engine")).count == 1)
        let observations = run.events.count { if case .observed = $0.event { true } else { false } }
        #expect(observations > 5 && observations < 40, "\(observations)")
    }

    /// What runs is finished and observed, and nothing else begins.
    @Test func anInterruptionFinishesWhatRuns() throws {
        let run = run(
            stopAfter: .seconds(15), drift: [.gluster(.setOption(volume: "data", "network.ping-timeout", "42"))])
        #expect(run.report?.verdict == .interrupted)
        #expect(run.report?.plan.running == [])
        #expect(run.report?.taken.map(\.result) == [.done])
        #expect(run.report?.proven.count == 1)
        #expect(run.began("gluster.setOptions", .volume("data")).isEmpty)
    }

    @Test func theTimeLimitFinishesWhatRuns() {
        var settings = Reconciler.Settings()
        settings.timeLimit = .seconds(60)
        let run = run(settings: settings, drift: [.gluster(.setOption(volume: "data", "network.ping-timeout", "42"))])
        #expect(run.report?.verdict == .converged)
        #expect(run.report?.taken.count == 2)
    }
}

/// Changes of the engine volume's options take effect only after so long.
private struct HangingTransport: CommandTransport {
    let inner: any CommandTransport
    let time: any TimeSource
    let hang: Duration

    func observe(_ queries: [Query], at place: Place) async -> [Outcome] { await inner.observe(queries, at: place) }
    func take(_ term: Term, at place: Place) async -> Outcome { await inner.take(term, at: place) }

    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        if case .run(let invocation) = change, invocation.arguments.contains("engine") { try? await time.sleep(hang) }
        return await inner.perform(change, at: place, term: term)
    }
}
