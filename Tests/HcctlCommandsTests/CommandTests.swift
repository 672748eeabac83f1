import Foundation
import Synchronization
import TestSupport
import Testing

@testable import HcctlCommands

/// Whole command lines against simulated hosts: everything that is written, and the exit status, as committed text.
@Suite struct CommandTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private func run(_ arguments: [String]) async -> (status: Int32, text: String) {
        let sink = RecordedSink()
        let status = await Console.$sink.withValue(sink) { await CommandLineTool.run(arguments) }
        return (status, "$ hcctl \(arguments.joined(separator: " "))\n\(sink.text)exit \(status)\n")
    }

    /// The text without what differs from machine to machine.
    private func expect(_ golden: String, _ commands: [[String]]) async throws {
        var text = ""
        for command in commands { text += await run(command).text }
        try expectGolden(text.replacingOccurrences(of: Self.root + "/", with: ""), golden)
    }

    private static let lab = ["-f", "\(root)/manifests/three-host"]
    private static let small = ["-f", "\(root)/manifests/two-host-nfs"]

    @Test func diffOfBareHosts() async throws {
        try await expect("diff.txt", [["diff", "--simulate"] + Self.lab, ["diff", "--simulate"] + Self.small])
    }

    @Test func everythingIsShownWide() async throws {
        try await expect("diff-wide.txt", [["diff", "--simulate", "-o", "wide"] + Self.lab])
    }

    @Test func diffForPrograms() async throws {
        try await expect("diff-json.txt", [["diff", "--simulate", "-o", "json"] + Self.small])
    }

    @Test func applyWithAConsentGivenBefore() async throws {
        try await expect("apply.txt", [["apply", "--simulate", "--yes"] + Self.lab])
    }

    /// Without a terminal and without `--yes` a plan that disturbs does nothing at all.
    @Test func applyWithoutAnAnswerDoesNothing() async throws {
        try await expect(
            "apply-declined.txt",
            [["apply", "--simulate"] + Self.lab, ["apply", "--simulate", "-o", "json"] + Self.small])
        #expect(await run(["apply", "--simulate"] + Self.lab).status == 3)
    }

    /// A second apply on the same world finds nothing to do and asks nothing.
    @Test func aWorldIsKeptBetweenCommands() async throws {
        let world = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: world) }
        let manifests = ["-f", "\(Self.root)/manifests/lab", "--world", world]
        #expect(await run(["apply", "--yes"] + manifests).status == 0)
        let second = await run(["apply"] + manifests)
        #expect(second.status == 0 && second.text.contains("converged: nothing left to do"))
        #expect(await run(["diff"] + manifests).status == 0)
    }

    @Test func validation() async throws {
        let invalid = "\(Self.root)/manifests/invalid/unknown-field.yaml"
        try await expect(
            "validate.txt",
            [
                ["validate"] + Self.lab, ["validate", "-f", invalid], ["validate", "-f", invalid, "-o", "json"],
                ["validate", "-f", "\(Self.root)/no-such-file.yaml"], ["diff", "--simulate", "-f", invalid],
            ])
    }

    /// 64, the usage of the verb in question and of no other one, and the nearest verb.
    @Test func wrongUsage() async throws {
        let commands: [[String]] = [
            ["aply", "-f", "x"], ["frobnicate"], ["lab", "upp"], ["diff", "--simulat"],
            ["diff", "--seed", "3", "-f", "x"],
            ["diff", "-o", "xml", "-f", "x"], ["diff", "--simulate=world.json", "-f", "x"],
            ["apply", "--timeout", "soon", "-f", "x"], ["schema", "-o", "crd"], ["explain", "Hots"],
        ]
        try await expect("usage.txt", commands)
        for command in commands.dropLast() { #expect(await run(command).status == 64, "\(command)") }
    }

    @Test func theVersion() async throws {
        try await expect("version.txt", [["--version"], ["version"], ["version", "-o", "json"]])
    }
}

/// Keeps what is written, in order; no stream is a terminal.
final class RecordedSink: ConsoleSink {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.map { $0 + "\n" }.joined() } }

    func write(_ new: [String], toErrors: Bool) {
        let split = new.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        lines.withLock { $0 += split.map { toErrors ? "2> \($0)" : $0 } }
    }

    func writeRaw(_ text: String) { lines.withLock { $0.append(text) } }
    func isTerminal(_ stream: Int32) -> Bool { false }
    func columns(_ stream: Int32) -> Int? { nil }
}
