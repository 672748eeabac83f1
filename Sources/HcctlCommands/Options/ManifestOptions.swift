internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import LiveWorld
internal import Manifests
internal import Presentation

/// `-f`.
struct ManifestOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customLong("filename")], parsing: .singleValue,
        help: ArgumentHelp(
            "A manifest, a directory of them, or - for standard input; may be given again. Without it: $HCCTL_MANIFESTS.",
            valueName: "path"))
    var filename: [String] = []

    /// The paths to read.
    func paths() throws -> [String] {
        if !filename.isEmpty { return filename }
        let fallback = ProcessInfo.processInfo.environment["HCCTL_MANIFESTS"] ?? ""
        guard !fallback.isEmpty else {
            throw ValidationError("no manifests are named: give -f PATH, or set HCCTL_MANIFESTS")
        }
        return [fallback]
    }

    /// What the manifests ask for; everything wrong with them is shown, and then nothing else is done.
    func desired(for command: String, _ format: ReportFormat) throws -> DesiredState {
        let sources = try read(for: command, format)
        let reading = ManifestReader.read(sources)
        Self.show(reading, sources)
        guard let desired = reading.desired else {
            if format.isDocument {
                format.write(DiagnosticJSON.document(reading.diagnostics, command: command, exitCode: 1))
            }
            throw ExitCode(1)
        }
        return desired
    }

    /// Errors and warnings, on standard error.
    static func show(_ reading: ManifestReading, _ sources: [SourceText]) {
        guard !reading.diagnostics.isEmpty else { return }
        let style = Console.style(of: STDERR_FILENO)
        let text = DiagnosticText.render(reading.diagnostics, sources: sources, style: style)
        Console.err([String(text.dropLast())])
    }

    /// The files as they are.
    func read(for command: String, _ format: ReportFormat) throws -> [SourceText] {
        let paths = try paths()
        do throws(SourceFilesError) {
            return try SourceFiles.read(paths)
        } catch {
            Console.err(["hcctl: \(error)"])
            let problems = error.problems.map(\.description)
            if format.isDocument { format.write(DiagnosticJSON.unread(problems, command: command)) }
            throw ExitCode(1)
        }
    }
}
