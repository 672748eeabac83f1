internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation
internal import Synchronization
internal import World

/// `hcctl apply`: make the cluster match the manifests.
struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the cluster match the manifests.",
        discussion: """
            Looks, decides, acts and looks again until nothing is left to do. It can be killed at any moment and run \
            again: there is no state but the cluster's own. Nothing is ever formatted but a blank device.

            Examples:
              hcctl apply -f manifests/lab
              hcctl apply -f manifests/lab --yes --timeout 10m
              hcctl apply -f manifests/lab --dry-run
              hcctl apply -f manifests/lab --yes --simulate

            Exit status: 0 converged, 1 error, 3 what is left needs a person or a host that does not answer, 4 the \
            timeout passed, 130 interrupted. With --dry-run as of diff.
            """)

    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var simulation: SimulateOptions
    @Flag(help: "Do not ask before steps that disturb, such as making a file system on a blank device.")
    var yes = false
    @Flag(help: "Show what would be done, as diff does, and do nothing.")
    var dryRun = false
    @Option(help: ArgumentHelp("Begin nothing new after so long (90s, 5m, 1h30m); 0 is never.", valueName: "duration"))
    var timeout = TimeLimit(.seconds(3600))
    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() async throws {
        let desired = try manifests.desired(for: "apply", output)
        let shown = RunOutput(format: output, command: "apply", simulation: simulation)
        let report = try await Composition.withCluster(desired, shown, keepsChanges: !dryRun) { environment in
            dryRun ? await Reconciler(desired, environment: environment, tell: { _ in }).diff() : await apply(desired, environment)
        }
        shown.show(report, doing: !dryRun)
        if report.verdict.exitStatus != 0 { throw ExitCode(report.verdict.exitStatus) }
    }

    private func apply(_ desired: DesiredState, _ environment: RunEnvironment) async -> RunReport {
        var settings = Reconciler.Settings()
        settings.timeLimit = timeout.limit
        let progress = Progress(time: environment.time, showsPlan: output == .text)
        Interruption.watch()
        let reconciler = Reconciler(
            desired, environment: environment, settings: settings, tell: { progress.show($0) },
            mustStop: { Interruption.isWanted })
        return await reconciler.apply { plan in agrees(to: plan) }
    }

    private func agrees(to plan: Plan) -> Bool {
        if yes { return true }
        let disturbing = plan.ready.filter { $0.risk != .benign }.map { "\($0.resource) \($0.action.name)" }
        return Terminal.asks("This disturbs: \(disturbing.joined(separator: ", ")). Go on?") ?? false
    }
}

/// Shows events on standard error as they come. What was said last is not said again at once.
private final class Progress: Sendable {
    /// While nothing changes, a line every so often shows that the program lives.
    static let repetition = Duration.seconds(15)

    private struct Last {
        var lines: [String] = []
        var at = Duration.zero
    }

    private let time: any TimeSource
    private let begin: Duration
    private let text = RunText(style: Terminal.style(of: STDERR_FILENO), preview: Preview.commands)
    private let last = Mutex(Last())
    /// Of the observations only the first is shown: the later ones stand between every two steps.
    private let isFirst = Atomic(true)
    /// The first plan is shown whole, on standard output.
    private let planToShow: Atomic<Bool>

    init(time: any TimeSource, showsPlan: Bool) {
        self.time = time
        planToShow = Atomic(showsPlan)
        begin = time.uptime()
    }

    func show(_ event: RunEvent) {
        let elapsed = time.uptime() - begin
        switch event {
        case .waiting: showOnce(event, elapsed)
        case .observed where !isFirst.exchange(false, ordering: .relaxed): break
        case .planned(let plan) where planToShow.exchange(false, ordering: .relaxed):
            Terminal.out(PlanText(plan, style: Terminal.style(of: STDOUT_FILENO)).lines)
            Terminal.err(text.progress(event, elapsed: elapsed))
        case .observed, .planned, .auditRejected, .termTaken, .stepStarted, .stepFinished:
            Terminal.err(text.progress(event, elapsed: elapsed))
        }
    }

    private func showOnce(_ event: RunEvent, _ elapsed: Duration) {
        let lines = text.progress(event, elapsed: .zero)
        let isNews = last.withLock { last in
            guard lines != last.lines || elapsed - last.at >= Self.repetition else { return false }
            last = Last(lines: lines, at: elapsed)
            return true
        }
        if isNews { Terminal.err(text.progress(event, elapsed: elapsed)) }
    }
}
