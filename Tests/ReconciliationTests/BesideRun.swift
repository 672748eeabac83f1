import ClusterModel
import Presentation
import SimulatedWorld
import Synchronization
import TestSupport
import World

@testable import Reconciliation

/// An apply on simulated hosts, beside somebody who comes by every three seconds and does something; as text.
struct BesideRun: Sendable {
    /// What the cluster was made from.
    let first: DesiredState
    /// What the run that is shown is to make of it.
    let second: DesiredState
    /// The third host lacks a package, which apt cannot install for so long: so long the run lasts.
    var locked = Duration.seconds(90)
    var patience = Duration.seconds(600)
    /// Whether the progress is shown, and not only the end.
    var isWhole = true
    /// What is done at each visit; `visits` counts those at which something was.
    let hand: @Sendable (_ state: ClusterState, _ visits: Int, _ elapsed: Duration) -> ExternalAction?

    func text() -> String {
        let simulator = Simulator()
        let cluster = SimulatedCluster(
            .bare(3, seed: 3), time: simulator, random: SeededRandomSource(seed: 3), faults: .none)
        let lines = Mutex<[String]>([])
        let report: RunReport? = simulator.run {
            _ = await reconciler(first, cluster, simulator, "one").apply { _ in true }
            cluster.act(.host(.lockPackages("host3", locked)))
            cluster.act(.host(.removePackage("host3", "attr")))
            let begin = simulator.uptime()
            return await withTaskGroup(of: Void.self) { group in
                group.addTask { await visit(cluster, simulator) }
                let report = await reconciler(second, cluster, simulator, "two") { event in
                    let said = RunText(layout: .wide, preview: Preview.commands).progress(
                        event, elapsed: simulator.uptime() - begin)
                    if case .observed = event { return }
                    lines.withLock { if $0.last?.dropFirst(10) != said.last?.dropFirst(10) { $0 += said } }
                }.apply { _ in true }
                group.cancelAll()
                return report
            }
        }
        guard let report else { return "deadlock" }
        let end =
            PlanText(report.plan, layout: .wide).lines
            + RunText(layout: .wide, preview: Preview.commands).end(report, doing: true)
        let said = isWhole ? lines.withLock { $0 } : []
        return (said + end + ["exit status \(report.verdict.exitStatus)"]).map { $0 + "\n" }.joined()
    }

    private func visit(_ cluster: SimulatedCluster, _ time: any TimeSource) async {
        let begin = time.uptime()
        var visits = 0
        while (try? await time.sleep(.seconds(3))) != nil {
            guard let hand = hand(cluster.state, visits, time.uptime() - begin) else { continue }
            visits += 1
            cluster.act(hand)
        }
    }

    private func reconciler(
        _ desired: DesiredState, _ cluster: SimulatedCluster, _ time: Simulator, _ name: String,
        tell: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) -> Reconciler {
        let environment = RunEnvironment(
            transport: cluster.transport(for: ProcessLifetime(name)), time: time, random: SeededRandomSource(seed: 7))
        var settings = Reconciler.Settings()
        settings.patience = patience
        return Reconciler(desired, environment: environment, settings: settings, tell: tell)
    }
}
