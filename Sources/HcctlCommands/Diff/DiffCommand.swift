internal import ArgumentParser
internal import ClusterModel
internal import Reconciliation

/// `hcctl diff`: show how the cluster differs from the manifests.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show how the cluster differs from the manifests; change nothing.",
        discussion: """
            '~' is what the next apply does at once, '>' what it does afterwards, '!' what is held and why, '?' what is \
            unknown, '-' what an annotation ignores. -o wide shows every option, difference and command.

            Examples:
              hcctl diff -f manifests/lab
              hcctl diff -f manifests/lab -o wide
              hcctl diff -f manifests/lab -o json
              hcctl diff -f manifests/lab --only volume/engine
              hcctl diff -f manifests/lab --world world.json

            Exit status: 0 nothing to do and everything observed, 1 error, 2 a step is ready, 3 none is ready but one is \
            held or a fact is unknown.
            """)

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var part: SelectionOptions
    @Option(name: .shortAndLong, help: "text, wide, json or yaml.")
    var output = ReportFormat.text

    func run() async throws {
        let desired = try cluster.manifests.desired(for: "diff", output)
        let selection = try part.selection(in: desired)
        let seen = try await cluster.inspect(desired, selection: selection, for: "diff", output)
        RunOutput(format: output, command: "diff", simulation: cluster.simulation).show(seen.report, doing: false)
        if seen.report.verdict.exitStatus != 0 { throw ExitCode(seen.report.verdict.exitStatus) }
    }
}
