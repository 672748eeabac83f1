internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Presentation
internal import Reconciliation

/// `hcctl why`: the cause of one resource's state.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show why a resource is not as it should be, and what repairs it.",
        discussion: """
            One chain of observed facts from the symptom to the cause, then the remedy: what the next apply does about it, \
            or what an operator has to do. Without a resource the first one that is not as it should be is explained.

            Examples:
              hcctl why -f manifests/lab
              hcctl why volume/engine -f manifests/lab
              hcctl why Host/host3 -f manifests/lab -o json

            Exit status: 0 shown, 1 error.
            """)

    @Argument(help: "The resource as KIND/NAME; without it the Cluster.")
    var resource: ResourceArgument?
    @OptionGroup var cluster: ClusterOptions
    @Option(name: .shortAndLong, help: "text, wide, json or yaml.")
    var output = ReportFormat.text

    func run() async throws {
        let desired = try cluster.manifests.desired(for: "why", output)
        let resource = resource?.resource ?? .cluster(desired.cluster)
        try cluster.require(resource, in: desired)
        let seen = try await cluster.inspect(desired, for: "why", output)
        let chain = seen.chain(for: resource)
        guard !output.isDocument else {
            return output.write(
                CauseJSON.document(
                    chain, cluster: desired.cluster, isSimulated: cluster.simulation.isWanted,
                    preview: Preview.commands))
        }
        Console.out(
            CauseText(
                chain, style: Console.style(of: STDOUT_FILENO),
                layout: Console.layout(of: STDOUT_FILENO, isWide: output.isWide), preview: Preview.commands
            ).lines)
    }
}
