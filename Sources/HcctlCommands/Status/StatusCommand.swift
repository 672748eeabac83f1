internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation
internal import World

/// `hcctl status`: the state of the cluster on one screen.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the state of the cluster on one screen; change nothing.",
        discussion: """
            Hosts with their disks, volumes with their replica sets and heal backlog, everything that is not ready and \
            why, and the number of unmanaged things. 'why KIND/NAME' explains one of them.

            Examples:
              hcctl status -f manifests/lab
              hcctl status -f manifests/lab --watch
              hcctl status -f manifests/lab -o json

            Exit status: 0 all resources are ready, 1 error, 3 a resource is stalled, 4 a resource is not ready.
            """)

    @OptionGroup var cluster: ClusterOptions
    @Flag(help: "Show it again whenever it has changed, until interrupted.")
    var watch = false
    @Option(name: .shortAndLong, help: "text, wide, json or yaml.")
    var output = ReportFormat.text

    func validate() throws {
        if watch, output.isDocument { throw ValidationError("--watch is for text; ask programs without it") }
        if watch, cluster.simulation.isWanted { throw ValidationError("--watch needs real hosts") }
    }

    func run() async throws {
        if watch { return try await follow() }
        let (_, seen) = try await cluster.inspect(for: "status", output)
        let status = seen.report.statusExitCode
        if output.isDocument {
            let document = RunJSON(
                seen.report, command: "status", isSimulated: cluster.simulation.isWanted, preview: Preview.commands)
            output.write(document.document(exitCode: Int(status), of: nil))
        } else {
            Console.out(screen(seen))
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func screen(_ seen: Reconciler.Inspection) -> [String] {
        let layout = Console.layout(of: STDOUT_FILENO, isWide: output.isWide)
        return StatusText(
            seen.report, style: Console.style(of: STDOUT_FILENO), layout: layout, now: seen.at
        ).lines
    }

    /// Observes again and again over one connection a host. On a terminal the screen is redrawn in place; in a pipe it is
    /// printed again when anything but its figures of time has changed.
    private func follow() async throws {
        let desired = try cluster.manifests.desired(for: "status", output)
        let shown = RunOutput(format: output, command: "status", simulation: cluster.simulation)
        Interruption.watch(announces: false)
        _ = try await Composition.withCluster(desired, shown, keepsChanges: false) { environment in
            await WatchedScreen(time: environment.time).follow { () -> [String] in
                screen(await Reconciler(desired, environment: environment, tell: { _ in }).inspect())
            }
        }
    }
}
