import ClusterModel
import ControllerDaemon
import Foundation
import Journal
import Presentation
import TestSupport
import Testing

@testable import HcctlCommands
@testable import Lab

/// What each verb writes for programs is valid by the schema that `hcctl schema --output-of` prints for it.
@Suite(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
struct OutputSchemaTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)")
    private static let manifests = SchemaScript.root.appending(path: "manifests").path

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    /// A document on one line after the name of its schema.
    private func line(_ document: OutputDocument, _ text: String) -> String {
        "\(document.rawValue) \(text.split(separator: "\n").joined(separator: " "))"
    }

    /// What a command writes to standard output, and to standard error.
    private func run(_ arguments: [String]) async -> (output: String, errors: [String]) {
        let sink = RecordedSink()
        _ = await Console.$sink.withValue(sink) { await CommandLineTool.run(arguments) }
        let lines = sink.text.split(separator: "\n").map(String.init)
        let output = lines.filter { !$0.hasPrefix("2> ") }.joined(separator: "\n")
        return (output, lines.filter { $0.hasPrefix("2> ") }.map { String($0.dropFirst(3)) })
    }

    private func expectValid(_ lines: [String], atLeast count: Int) throws {
        #expect(lines.count >= count)
        let (status, verdicts) = try SchemaScript.run(["outputs"], input: lines.map { $0 + "\n" }.joined())
        #expect(status == 0 && verdicts.count == lines.count)
        for (line, verdict) in zip(lines, verdicts) { #expect(verdict == "valid", "\(verdict): \(line.prefix(300))") }
    }

    private static let verbs: [[String]] = [
        ["diff"], ["plan"], ["status"], ["get"], ["get", "--all"], ["describe", "Host/host1"], ["why"],
        ["why", "Host/host1"], ["wait", "--for", "ready", "--timeout", "1s"],
    ]

    /// Bare hosts, then hosts that apply has changed, with the manifests of every folder.
    @Test(arguments: [["lab"], ["lab-ctdb"], ["lab", "lab-nfs"], ["three-host"], ["two-host-nfs"]])
    func verbs(_ folders: [String]) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let manifests = folders.flatMap { ["-f", "\(Self.manifests)/\($0)"] }
        let common = ["-o", "json", "--world", folder.appending(path: "world.json").path] + manifests
        var lines: [String] = []
        for round in 0..<2 {
            for verb in Self.verbs {
                guard let document = OutputDocument(named: verb[0]) else { continue }
                lines.append(line(document, await run(verb + common).output))
            }
            if round == 0 {
                lines.append(line(.run, await run(["apply", "--yes", "--timeout", "10m"] + common).output))
            }
        }
        try expectValid(lines, atLeast: Self.verbs.count * 2 + 1)
    }

    @Test func theOthers() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let plan = folder.appending(path: "plan.json")
        let simulated = ["--simulate", "-f", "\(Self.manifests)/lab"]
        _ = await run(["plan", "--out", plan.path] + simulated)
        let invalid = ["-o", "json", "-f", "\(Self.manifests)/invalid/dangling-host.yaml"]
        var lines = [
            line(.planFile, try String(contentsOf: plan, encoding: .utf8)),
            line(.error, await run(["validate"] + invalid).output),
            line(.error, await run(["diff"] + invalid).output),
            line(.error, await run(["validate", "-o", "json", "-f", "\(Self.manifests)/lab"]).output),
            line(.error, await run(["status", "-o", "json", "-f", folder.path + "/none.yaml"]).output),
            line(.version, await run(["version", "-o", "json"]).output),
        ]
        let events = await run(["apply", "--yes", "--log-format", "json"] + simulated).errors
        #expect(events.count > 10)
        lines += events.map { line(.logLine, $0) }
        try expectValid(lines, atLeast: 16)
    }

    /// One run of each end, and events, in a journal.
    @Test func recordedRuns() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let journal = RunJournal(directory: folder.path) { Issue.record("\($0)") }
        let clock = ManualClock()
        let log = ControllerLog(.text, least: .error, isForJournal: false, time: clock, write: { _ in }) {
            journal.add($0)
        }
        journal.begin("apply", "lab", at: Make.now.wall)
        log.add(.cycle(.auditRejected(["a rule"])))
        log.add(.cycle(.waiting([.maintenance("host1")], [], since: Make.now.wall)))
        journal.end(.converged, steps: 2, at: Make.now.wall)
        journal.begin("controller", "lab", at: Make.now.wall)
        log.add(.stopping)
        let state = ["-o", "json", "--state-dir", folder.path]
        let events = await run(["events"] + state).output.split(separator: "\n").map { line(.logLine, String($0)) }
        try expectValid([line(.history, await run(["history"] + state).output)] + events, atLeast: 4)
    }

    @Test func theLab() throws {
        let hosts = LabHostState.all.enumerated().map { index, state in
            LabStatus.Host(
                host: LabHost(name: "host\(index)", number: index + 1), state: state,
                disks: [])
        }
        try expectValid([line(.lab, "\(LabReport.json(LabStatus(hosts: hosts)))")], atLeast: 1)
    }

    @Test func schemasArePrinted() async throws {
        for name in OutputDocument.names {
            let printed = await run(["schema", "--output-of", name]).output
            #expect(printed == "\(try #require(OutputDocument(named: name)).schema)")
        }
        let refused = await run(["schema", "--output-of", "import"])
        #expect(refused.output.isEmpty && refused.errors.joined().contains("the outputs are diff, plan"))
    }
}

extension LabHostState {
    /// Every case: a new one does not compile before it is here.
    fileprivate static var all: [LabHostState] {
        [.on, .starting, .partitioned, .off].filter { state in
            switch state {
            case .on, .starting, .partitioned, .off: true
            }
        }
    }
}
