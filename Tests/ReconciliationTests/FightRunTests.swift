import ClusterModel
import Presentation
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// Somebody undoes what apply does, while another host keeps it waiting: everything it says is committed as text.
@Suite struct FightRunTests {
    private static let option = "network.ping-timeout"

    private static func desired(_ change: (inout ClusterSpec) -> Void = { _ in }) -> DesiredState {
        var desired = Make.desired([Make.volume(options: [GlusterOption(option, "10")])])
        change(&desired.spec)
        return desired
    }

    /// A converged cluster, whose third host lacks a package that apt cannot install for a while; then a second apply,
    /// beside a tool that looks every three seconds and sets the option to what `value` says of its visits.
    private func text(
        _ desired: DesiredState, for time: Duration = .seconds(3_600), locked: Duration = .seconds(90),
        isWhole: Bool = true, patience: Duration = .seconds(600),
        value: @escaping @Sendable (Int) -> String
    ) -> String {
        let simulator = Simulator()
        let cluster = SimulatedCluster(.bare(3, seed: 3), time: simulator, dice: SeededDice(seed: 3), faults: .none)
        let lines = Mutex<[String]>([])
        var settings = Reconciler.Settings()
        settings.patience = patience
        let report: RunReport? = simulator.run { [settings] in
            _ = await reconciler(desired, cluster, simulator, "one").apply { _ in true }
            cluster.act(.lockPackages("host3", locked))
            cluster.act(.removePackage("host3", "attr"))
            let begin = simulator.uptime()
            return await withTaskGroup(of: Void.self) { group in
                group.addTask { await Self.undo(cluster, simulator, until: begin + time, value) }
                let report = await reconciler(desired, cluster, simulator, "two", settings) { event in
                    let said = RunText(preview: Preview.commands).progress(event, elapsed: simulator.uptime() - begin)
                    if case .observed = event { return }
                    lines.withLock { if $0.last?.dropFirst(10) != said.last?.dropFirst(10) { $0 += said } }
                }.apply { _ in true }
                group.cancelAll()
                return report
            }
        }
        guard let report else { return "deadlock" }
        let end = PlanText(report.plan).lines + RunText(preview: Preview.commands).end(report, doing: true)
        let said = isWhole ? lines.withLock { $0 } : []
        return (said + end + ["exit status \(report.verdict.exitStatus)"]).map { $0 + "\n" }.joined()
    }

    private static func undo(
        _ cluster: SimulatedCluster, _ time: any Timekeeper, until end: Duration, _ value: @Sendable (Int) -> String
    ) async {
        var visits = 0
        while time.uptime() < end {
            guard (try? await time.sleep(.seconds(3))) != nil else { return }
            let seen = cluster.state.volumes.first { $0.name == "engine" }?.option(option)
            guard seen == "10" else { continue }
            visits += 1
            cluster.act(.setOption(volume: "engine", option, value(visits)))
        }
    }

    private func reconciler(
        _ desired: DesiredState, _ cluster: SimulatedCluster, _ time: Simulator, _ name: String,
        _ settings: Reconciler.Settings = .init(),
        tell: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) -> Reconciler {
        let access = Access(
            transport: cluster.transport(for: CallerLife(name)), time: time, dice: SeededDice(seed: 7))
        return Reconciler(desired, access: access, settings: settings, tell: tell)
    }

    @Test func theSameValueTimeAndAgainIsAFight() throws {
        try expectGolden(text(Self.desired()) { _ in "30" }, "fight.txt")
    }

    @Test func anotherValueEachTimeIsNone() throws {
        let text = text(Self.desired(), isWhole: false) { "\(30 + $0)" }
        try expectGolden(text, "no-fight-other-values.txt")
    }

    @Test func withZeroRepeatsNobodyIsFought() throws {
        let text = text(Self.desired { $0.disruption.fighting.repeats = 0 }, isWhole: false) { _ in "30" }
        try expectGolden(text, "no-fight-switched-off.txt")
    }

    /// The tool is taken away: the window passes while apply waits, and it ends as if nothing had been.
    @Test func afterTheWindowItIsOver() throws {
        let desired = Self.desired { $0.disruption.fighting.window = .seconds(30) }
        let text = text(desired, for: .seconds(30), locked: .seconds(80)) { _ in "30" }
        #expect(text.contains("went back") && text.hasSuffix("exit status 0\n"))
        try expectGolden(text, "fight-over.txt")
    }

    /// Whatever else is waited for is not waited for any longer because a fight goes on.
    @Test func aFightIsNoProgress() throws {
        let text = text(Self.desired(), locked: .seconds(600), isWhole: false, patience: .seconds(40)) { _ in "30" }
        #expect(text.hasSuffix("exit status 3\n"))
        try expectGolden(text, "fight-no-progress.txt")
    }

    @Test func twoRunsSayTheSame() {
        #expect(text(Self.desired()) { _ in "30" } == text(Self.desired()) { _ in "30" })
    }
}
