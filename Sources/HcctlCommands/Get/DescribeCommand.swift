internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// `hcctl describe`: everything that is known of one resource.
struct DescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show everything that is known of one resource.",
        discussion: """
            Its status and conditions, its figures, what the plan does about it and what holds it, and the cause.

            Examples:
              hcctl describe volume/engine -f manifests/lab
              hcctl describe Host/host1 -f manifests/lab -o json

            Exit status: 0 shown, 1 error.
            """)

    @Argument(help: "The resource as KIND/NAME.")
    var resource: ResourceArgument
    @OptionGroup var cluster: ClusterOptions
    @Option(name: .shortAndLong, help: "text, wide, json or yaml.")
    var output = ReportFormat.text

    func run() async throws {
        let desired = try cluster.manifests.desired(for: "describe", output)
        try cluster.require(resource.resource, in: desired)
        let seen = try await cluster.inspect(desired, for: "describe", output)
        let chain = seen.chain(for: resource.resource)
        guard !output.isDocument else {
            let document = RunJSON(
                seen.report, command: "describe", isSimulated: cluster.simulation.isWanted, preview: Preview.commands)
            return output.write(document.document(describing: chain))
        }
        Console.out(
            ResourceDetailText(
                seen.report, chain, style: Console.style(of: STDOUT_FILENO),
                layout: Console.layout(of: STDOUT_FILENO, isWide: output.isWide), preview: Preview.commands
            ).lines)
    }
}
