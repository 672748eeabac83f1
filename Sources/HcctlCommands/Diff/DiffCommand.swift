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
              hcctl diff -f manifests/lab --world world.json

            Exit status: 0 nothing to do and everything observed, 1 error, 2 a step is ready, 3 none is ready but one is \
            held or a fact is unknown.
            """)

    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var simulation: SimulateOptions
    @Option(name: .shortAndLong, help: "text, wide, json or yaml.")
    var output = ReportFormat.text

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
