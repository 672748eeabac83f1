internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Manifests
internal import Presentation

/// `hcctl validate`: are the manifests right in themselves? No host is asked.
struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check manifests without asking any host.",
        discussion: """
            Examples:
              hcctl validate -f manifests/three-host
              git show HEAD:cluster.yaml | hcctl validate -f - -o json

            Exit status: 0 valid, 1 a file cannot be read, 2 something is wrong with it.
            """)

    @OptionGroup var manifests: ManifestOptions
    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() async throws {
        let sources = try manifests.read()
        let reading = ManifestReader.read(sources)
        switch output {
        case .text: show(reading, sources)
        case .json: Terminal.out(["\(DiagnosticText.document(reading.diagnostics))"])
        }
        if reading.desired == nil { throw ExitCode(2) }
    }

    private func show(_ reading: ManifestReading, _ sources: [SourceText]) {
        Terminal.err(
            DiagnosticText.lines(reading.diagnostics, sources: sources, style: Terminal.style(of: STDERR_FILENO)))
        guard let desired = reading.desired else { return }
        Terminal.out([
            "valid: cluster \(desired.cluster), \(desired.hosts.count) hosts, \(desired.volumes.count) volumes"
        ])
    }
}
