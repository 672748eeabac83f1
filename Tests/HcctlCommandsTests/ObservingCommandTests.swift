import Foundation
import TestSupport
import Testing

@testable import HcctlCommands

/// Verbs that observe and change nothing, against simulated hosts: whole output and exit status as committed text.
@Suite struct ObservingCommandTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let lab = ["-f", "\(root)/manifests/lab"]

    private func run(_ arguments: [String]) async -> (status: Int32, text: String) {
        let sink = RecordedSink()
        let status = await Console.$sink.withValue(sink) { await CommandLineTool.run(arguments) }
        return (status, "$ hcctl \(arguments.joined(separator: " "))\n\(sink.text)exit \(status)\n")
    }

    /// The commands one after the other on a converged cluster that is kept in a file.
    private func onConverged(_ commands: [[String]]) async throws -> [(status: Int32, text: String)] {
        let world = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: world) }
        #expect(await run(["apply", "--yes", "--world", world] + Self.lab).status == 0)
        var ends: [(status: Int32, text: String)] = []
        for command in commands {
            let end = await run(command + ["--world", world] + Self.lab)
            ends.append((end.status, end.text.replacingOccurrences(of: world, with: "world.json")))
        }
        return ends
    }

    private func expect(_ golden: String, _ ends: [(status: Int32, text: String)]) throws {
        try expectGolden(ends.map(\.text).joined().replacingOccurrences(of: Self.root + "/", with: ""), golden)
    }

    @Test func aConvergedCluster() async throws {
        let commands = [
            ["status"], ["get"], ["get", "volumes", "-o", "wide"], ["get", "--all", "-o", "name"],
            ["get", "host/host2", "-o", "json"], ["describe", "vol/meta"], ["why"],
        ]
        let ends = try await onConverged(commands)
        try expect("converged-verbs.txt", ends)
        #expect(ends.allSatisfy { $0.status == 0 })
    }

    @Test func bareHosts() async throws {
        let commands = [
            ["status"], ["status", "-o", "yaml"], ["why", "GlusterVolume/engine"], ["why", "host/host1", "-o", "wide"],
        ]
        var ends: [(status: Int32, text: String)] = []
        for command in commands { ends.append(await run(command + ["--simulate"] + Self.lab)) }
        try expect("bare-verbs.txt", ends)
        #expect(ends.map(\.status) == [4, 4, 0, 0])
    }

    /// What `get -o yaml` writes is read again as the same resources, and writing that gives the same text.
    @Test func manifestsThatAreWrittenAreValid() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for source in ["lab", "three-host", "two-host-nfs"] {
            let sink = RecordedSink()
            let status = await Console.$sink.withValue(sink) {
                await CommandLineTool.run(["get", "-o", "yaml", "-f", "\(Self.root)/manifests/\(source)"])
            }
            #expect(status == 0)
            let text = sink.text.split(separator: "\n").filter { !$0.hasPrefix("2> ") }.joined(separator: "\n") + "\n"
            let file = folder.appending(path: "\(source).yaml")
            try Data(text.utf8).write(to: file)
            #expect(await run(["validate", "-f", file.path]).status == 0)
            let again = await run(["get", "-o", "yaml", "-f", file.path]).text
            #expect(again.contains(text))
        }
    }

    @Test func wrongArguments() async throws {
        let commands = [
            ["get", "volum"], ["get", "volume", "engin"], ["get", "volume/engine", "engine"], ["why", "engine"],
            ["describe", "Host/host9"], ["status", "--watch"],
        ]
        var ends: [(status: Int32, text: String)] = []
        for command in commands { ends.append(await run(command + ["--simulate"] + Self.lab)) }
        try expect("wrong-arguments.txt", ends)
        #expect(ends.allSatisfy { $0.status == 64 })
    }
}
