internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// `hcctl plan`: every step with its commands, as text, JSON or a graph; or into a file that apply carries out.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show every step that apply would take, with its commands; change nothing.",
        discussion: """
            As diff, with everything: each step with its host, its risk, why it is taken and the commands, and what is held \
            or unknown. --out FILE writes the plan to a file, which 'apply FILE' carries out if it is still the plan, and \
            refuses otherwise.

            Examples:
              hcctl plan -f manifests/lab
              hcctl plan -f manifests/lab -o dot | dot -Tsvg > plan.svg
              hcctl plan -f manifests/lab --only volume/engine
              hcctl plan -f manifests/lab --out plan.json
              hcctl apply plan.json -f manifests/lab

            Exit status: as of diff.
            """)

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var part: SelectionOptions
    @Option(help: ArgumentHelp("Also write the plan to this file.", valueName: "file"))
    var out: String?
    @Option(name: .shortAndLong, help: "text, json, yaml, dot or mermaid.")
    var output = GraphFormat.text

    func run() async throws {
        let desired = try cluster.manifests.desired(for: "plan", output.report)
        let selection = try part.selection(in: desired)
        let seen = try await cluster.inspect(desired, selection: selection, for: "plan", output.report)
        if let out { try SavedPlan(seen.report.plan, cluster: desired.cluster, at: seen.at).write(to: out) }
        switch output {
        case .dot: Console.out(PlanGraph(seen.report.plan).dot)
        case .mermaid: Console.out(PlanGraph(seen.report.plan).mermaid)
        case .text, .json, .yaml:
            RunOutput(format: output.report, command: "plan", simulation: cluster.simulation)
                .show(seen.report, doing: false)
        }
        if seen.report.verdict.exitStatus != 0 { throw ExitCode(seen.report.verdict.exitStatus) }
    }
}

/// How `plan` writes its answer.
enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, yaml, dot, mermaid

    /// The same for what is shared with other verbs: text is wide, and a graph is one document.
    var report: ReportFormat {
        switch self {
        case .text: .wide
        case .json, .dot, .mermaid: .json
        case .yaml: .yaml
        }
    }
}
