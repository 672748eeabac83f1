internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests
internal import Presentation

/// `hcctl validate`: check manifests without asking any host.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check manifests without asking any host.",
        discussion: """
            Examples:
              hcctl validate -f manifests/lab
              git show HEAD:cluster.yaml | hcctl validate -f - -o json

            Exit status: 0 valid, 1 a file cannot be read or something is wrong with it.
            """)

    @OptionGroup var manifests: ManifestOptions
    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() async throws {
        let sources = try manifests.read(for: "validate", output == .json ? .json : .text)
        let reading = ManifestReader.read(sources)
        let status = reading.desired == nil ? 1 : 0
        switch output {
        case .text: show(reading, sources)
        case .json:
            Console.out(["\(DiagnosticJSON.document(reading.diagnostics, command: "validate", exitCode: status))"])
        }
        if status != 0 { throw ExitCode(Int32(status)) }
    }

    private func show(_ reading: ManifestReading, _ sources: [SourceText]) {
        ManifestOptions.show(reading, sources)
        guard let desired = reading.desired else { return }
        Console.out(["valid: cluster \(desired.cluster), \(Self.counts(desired))"] + Self.notYetManaged(desired))
    }

    /// How many resources of each kind there are, kinds with none left out; the Cluster is named before.
    private static func counts(_ desired: DesiredState) -> String {
        ResourceKind.allCases.filter { $0 != .cluster }.map { (desired.resources(of: $0).count, $0.rawValue) }
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// What is checked and not managed is named, so that it is not taken for managed.
    private static func notYetManaged(_ desired: DesiredState) -> [String] {
        let parts = desired.notYetManaged.map { $0.field == "spec" ? "\($0.resource)" : "\($0.resource) \($0.field)" }
        return parts.isEmpty ? [] : ["checked only, diff and apply show it as held: \(parts.joined(separator: ", "))"]
    }
}
