internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// `hcctl diff`: how does the cluster differ from the manifests?
struct DiffVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show how the cluster differs from the manifests; change nothing.",
        discussion: """
            '~' is what the next apply mends, '!' what is held and why, '?' what could not be seen.

            Examples:
              hcctl diff -f manifests/lab
              hcctl diff -f manifests/lab -o json
              hcctl diff -f manifests/lab --simulate=world.json

            Exit status: 0 nothing to do and everything seen, 1 error, 2 a step is ready, 3 none is ready but one is held \
            or a fact is unknown.
            """)

    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var simulation: SimulateOptions
    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() async throws {
        let desired = try manifests.desired(for: "diff", output)
        let shown = RunOutput(format: output, command: "diff", simulation: simulation)
        let report = try await Composition.withCluster(desired, shown, keepsChanges: false) { environment in
            await Reconciler(desired, environment: environment, tell: { _ in }).diff()
        }
        shown.show(report, doing: false)
        if report.verdict.exitStatus != 0 { throw ExitCode(report.verdict.exitStatus) }
    }
}

/// Writes a run's report.
struct RunOutput {
    let format: OutputFormat
    let command: String
    let simulation: SimulateOptions

    /// Before anything else, and before the progress of the run: nobody is to take a simulation for the truth.
    func begin() { if format == .text { Terminal.out(simulation.headline) } }

    /// There is no report, and why.
    func failure(_ words: String) -> ExitCode {
        Terminal.err(["hcctl: \(words)"])
        if format == .json { Terminal.out(["\(DiagnosticJSON.unread([words], command: command))"]) }
        return ExitCode(1)
    }

    func show(_ report: RunReport, doing: Bool) {
        let style = Terminal.style(of: STDOUT_FILENO)
        switch format {
        case .json:
            let document = RunJSON(
                report, command: command, isSimulated: simulation.isWanted, preview: Preview.commands)
            Terminal.out(["\(document.document(doing: doing))"])
        case .text where doing:
            Terminal.out(PlanText(report.plan, style: style).lines)
            Terminal.out(RunText(style: style, preview: Preview.commands).end(report, doing: true))
        case .text:
            Terminal.out(PlanText(report.plan, style: style).lines)
            Terminal.out([RunText(style: style, preview: Preview.commands).verdict(report)])
        }
    }
}
