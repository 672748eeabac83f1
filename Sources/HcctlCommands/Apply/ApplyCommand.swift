internal import ArgumentParser
internal import ClusterModel
internal import ControllerDaemon
internal import Foundation
internal import Presentation
internal import Reconciliation
internal import World

/// `hcctl apply`: make the cluster match the manifests.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make the cluster match the manifests.",
        discussion: """
            Observes, plans, acts and observes again until nothing is left to do. It can be killed at any moment and run \
            again: there is no state but the cluster's own. Nothing is ever formatted but a blank device. Before the \
            first step it asks once about everything in the plan that disturbs.

            Examples:
              hcctl apply -f manifests/lab
              hcctl apply -f manifests/lab --yes --timeout 10m
              hcctl apply -f manifests/lab --dry-run
              hcctl apply -f manifests/lab --yes --log-format json 2>events.jsonl
              hcctl apply -f manifests/lab --only volume/engine
              hcctl apply plan.json -f manifests/lab
              hcctl apply -f manifests/lab --yes --simulate

            Exit status: 0 converged, 1 error, 3 operator action or host recovery is needed, or the question was declined, \
            4 the timeout passed, 130 interrupted. With --dry-run as of diff.
            """)

    @Argument(help: "A plan that 'plan --out' wrote: exactly its steps are taken, or none.")
    var plan: String?
    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var simulation: SimulateOptions
    @OptionGroup var part: SelectionOptions
    @OptionGroup var habits: HabitOptions
    @Flag(name: .customLong("no-progress"), help: "Write plain lines on a terminal, too, as in a pipe.")
    var hasNoProgress = false
    @Option(
        name: .customLong("log-format"),
        help: ArgumentHelp(
            "How progress is written: text, or json, an event a line on standard error.", valueName: "format"))
    var logFormat = ControllerLog.Format.text
    @Flag(help: "Do not ask before steps that disturb, such as making a file system on a blank device.")
    var yes = false
    @Flag(help: "Show what would be done, as diff does, and do nothing.")
    var dryRun = false
    @Option(help: ArgumentHelp("Begin nothing new after so long (90s, 5m, 1h30m); 0 is never.", valueName: "duration"))
    var timeout = TimeLimit(.seconds(3600))
    func validate() throws {
        if plan != nil, part.selector != nil || !part.only.isEmpty || dryRun {
            throw ValidationError("a plan in a file is carried out as a whole: leave out -l, --only and --dry-run")
        }
    }

    @Option(name: .shortAndLong, help: "text, wide, json or yaml.")
    var output = ReportFormat.text

    func run() async throws {
        let desired = try manifests.desired(for: "apply", output)
        let saved = try plan.map(SavedPlan.read)
        var settings = Reconciler.Settings()
        settings.timeLimit = timeout.limit
        settings.selection = try part.selection(in: desired)
        let (chosen, shown) = (settings, RunOutput(format: output, command: "apply", simulation: simulation))
        let report = try await Composition.withCluster(desired, shown, keepsChanges: !dryRun) { environment in
            var settings = chosen
            let dry = Reconciler(desired, environment: environment, settings: settings, tell: { _ in })
            if dryRun { return Result.report(await dry.diff()) }
            if let saved {
                let seen = await dry.inspect()
                let now = SavedPlan(seen.report.plan, cluster: desired.cluster, at: seen.at)
                let changes = saved.changes(in: now)
                guard changes.isEmpty else { return .movedOn(changes) }
                settings.selection = .steps(saved.keys(of: seen.report.plan))
            }
            return .report(await apply(desired, settings, environment))
        }
        try show(report, shown)
    }

    /// How a run ended, or why the plan of a file was not begun.
    private enum Result: Sendable {
        case report(RunReport)
        case movedOn([String])
    }

    /// So many changes show what happened; more are counted.
    private static let namedChanges = 10

    private static func shortened(_ changes: [String]) -> [String] {
        let rest = changes.count - namedChanges
        return changes.prefix(namedChanges) + (rest > 0 ? ["and \(rest) more"] : [])
    }

    private func show(_ result: Result, _ shown: RunOutput) throws {
        guard case .report(let report) = result else {
            guard case .movedOn(let changes) = result else { return }
            throw shown.failure(
                "the cluster's plan is no longer that of \(plan ?? ""), and nothing was done:\n"
                    + Self.shortened(changes).map { "  \($0)" }.joined(separator: "\n"))
        }
        shown.show(report, doing: !dryRun)
        if report.verdict.exitStatus != 0 { throw ExitCode(report.verdict.exitStatus) }
    }

    private func apply(
        _ desired: DesiredState, _ settings: Reconciler.Settings, _ environment: RunEnvironment
    ) async -> RunReport {
        // A simulated run is over before a view of it is read.
        let isDrawn = Console.drawsProgress && logFormat == .text && !simulation.isWanted
        Interruption.watch(announces: !isDrawn)
        guard isDrawn else { return await apply(desired, settings, environment, on: nil) }
        let screen = LiveScreen(
            over: Console.sink, time: environment.time, style: Console.style(of: STDERR_FILENO),
            note: { Interruption.isWanted ? Self.stopping : Self.stoppable })
        return await Console.$sink.withValue(screen) {
            let drawing = Task { await screen.keepDrawing() }
            defer {
                drawing.cancel()
                screen.end()
            }
            return await apply(desired, settings, environment, on: screen)
        }
    }

    private static let stoppable = "Ctrl-C stops after the step in flight"
    private static let stopping = "stopping after the step in flight; Ctrl-C again stops at once"

    private func apply(
        _ desired: DesiredState, _ settings: Reconciler.Settings, _ environment: RunEnvironment, on screen: LiveScreen?
    ) async -> RunReport {
        let progress = ApplyProgress(
            logFormat,
            ProgressPrinter(
                time: environment.time, showsPlan: !output.isDocument && logFormat == .text, isWide: output.isWide,
                isBesideView: screen != nil), time: environment.time)
        let recorder = simulation.isWanted ? nil : ApplyRecorder(desired.cluster, time: environment.time)
        let reconciler = Reconciler(
            desired, environment: environment, settings: settings,
            tell: { event in
                screen?.add(event)
                progress.show(event)
                recorder?.add(event)
            }, mustStop: { Interruption.isWanted })
        let history = recorder?.history ?? History()
        let report = await reconciler.apply(history: history) { plan in
            screen?.paused { agrees(to: plan) } ?? agrees(to: plan)
        }
        recorder?.end(report)
        return report
    }

    private func agrees(to plan: Plan) -> Bool {
        if yes { return true }
        let layout = Console.layout(of: STDERR_FILENO, isWide: output == .wide)
        Console.err(QuestionText(plan, layout: layout).lines)
        return Console.asks("Go on?") ?? false
    }
}
