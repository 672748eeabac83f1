import ClusterModel
import Reconciliation
import SimulatedWorld
import Simulation
import World

/// One process of hcctl: an apply or a diff on the simulated hosts.
struct HcctlProcess: Sendable {
    let desired: DesiredState
    let cluster: SimulatedCluster
    let time: Simulator
    let life: ProcessLifetime
    /// Each process rolls other dice.
    let seed: UInt64
    let printing: Printing
    /// Receives each event after it was printed.
    let hear: @Sendable (RunEvent) -> Void

    func apply(_ options: Statement.ApplyOptions) async throws(StatementError) -> Statement.Resolution {
        var settings = Reconciler.Settings()
        settings.timeLimit = options.timeout
        let agrees = options.yes
        let report = await reconciler(settings).apply { _ in agrees }
        return try end(report, command: "apply", doing: true)
    }

    func diff() async throws(StatementError) -> Statement.Resolution {
        try end(await reconciler(Reconciler.Settings(), isSilent: true).diff(), command: "diff", doing: false)
    }

    private func reconciler(_ settings: Reconciler.Settings, isSilent: Bool = false) -> Reconciler {
        let environment = RunEnvironment(
            transport: cluster.transport(for: life), time: time, random: SeededRandomSource(seed: seed),
            secrets: SimulatedSecrets())
        return Reconciler(
            desired, environment: environment, settings: settings,
            tell: { event in
                guard life.isAlive else { return }
                if !isSilent { printing.show(event, at: time.uptime()) }
                hear(event)
            }, mustStop: { !life.isAlive })
    }

    /// The report of a killed process is dropped.
    private func end(
        _ report: RunReport, command: String, doing: Bool
    ) throws(StatementError) -> Statement.Resolution {
        guard life.isAlive else {
            printing.add(["killed"])
            return .killed
        }
        printing.end(report, command: command, doing: doing)
        guard let resolution = Statement.Resolution(report.verdict) else {
            throw StatementError("the audit refused a plan, which is an error of hcctl")
        }
        return resolution
    }
}
