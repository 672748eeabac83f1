internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// Writes a run's report.
struct RunOutput {
    let format: ReportFormat
    let command: String
    let simulation: SimulateOptions

    /// Before anything else, and before the progress of the run.
    func begin() { if !format.isDocument { Console.out(simulation.headline) } }

    /// There is no report, and why.
    func failure(_ words: String) -> ExitCode {
        Console.err(["hcctl: \(words)"])
        if format.isDocument { format.write(DiagnosticJSON.unread([words], command: command)) }
        return ExitCode(1)
    }

    func show(_ report: RunReport, doing: Bool) {
        switch format {
        case .json, .yaml:
            let document = RunJSON(
                report, command: command, isSimulated: simulation.isWanted, preview: Preview.commands)
            format.write(document.document(doing: doing))
        case .text, .wide: text(report, doing: doing)
        }
    }

    private func text(_ report: RunReport, doing: Bool) {
        let style = Console.style(of: STDOUT_FILENO)
        let layout = Console.layout(of: STDOUT_FILENO, isWide: format == .wide)
        let run = RunText(style: style, layout: layout, preview: Preview.commands)
        // A plan that was declined as a whole was shown with the question.
        let isShown = doing && report.verdict == .declined && report.taken.isEmpty
        let plan = PlanText(report.plan, style: style, layout: layout, preview: Preview.commands)
        if !isShown { Console.out(plan.lines) }
        Console.out(doing ? run.end(report, doing: true) : run.conclusion(report))
    }
}
