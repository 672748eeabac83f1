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
        let sources = try manifests.read(for: "validate", isJSON: output == .json)
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
        let counts = [Self.count(desired.hosts.count, "host"), Self.count(desired.volumes.count, "volume")]
        Console.out(["valid: cluster \(desired.cluster), \(counts.joined(separator: ", "))"] + later(desired))
    }

    /// Kinds and fields that are checked and not managed are named: a valid manifest alone does not show that.
    private func later(_ desired: DesiredState) -> [String] {
        let parts = desired.notYetManaged.map { $0.field == "spec" ? "\($0.resource)" : "\($0.resource) \($0.field)" }
        return parts.isEmpty ? [] : ["checked only, diff and apply show it as held: \(parts.joined(separator: ", "))"]
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
