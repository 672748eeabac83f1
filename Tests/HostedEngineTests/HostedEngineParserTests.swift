import ClusterModel
import Foundation
import HostedEngine
import TestSupport
import Testing
import World

/// Answers of the real agent, broker and command line.
enum Sample {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

    static func all() throws -> [String] { try Fixture.all(of: "hosted-engine", below: folder) }

    static func view(_ path: String) throws -> Reading<HostedEngineView> {
        HostedEngineParser.view(try Fixture(path, below: folder).answer(to: HostedEngineCommands.status))
    }

    static func view(named name: String) throws -> Reading<HostedEngineView> {
        try view("hosted-engine/2.5.3/\(name)")
    }
}

@Suite struct HostedEngineParserTests {
    @Test func everySampleIsReadAsWhatItSays() throws {
        let text = try Sample.all().map { path in
            "# \(path.split(separator: "/").last ?? "")\n"
                + Self.lines(try Sample.view(path)).map { $0 + "\n" }.joined()
        }
        try expectGolden(text.joined(separator: "\n"), "samples.txt")
    }

    private static func lines(_ reading: Reading<HostedEngineView>) -> [String] {
        switch reading {
        case .absent: return ["absent"]
        case .unknown(let why): return ["unknown: \(why.reason)"]
        case .known(let view):
            return ["global maintenance: \(view.isInGlobalMaintenance)"]
                + view.hosts.map { row in
                    let flags = [
                        row.isLive ? "live" : "stale", row.isInMaintenance ? "maintenance" : nil,
                        row.isStopped ? "stopped" : nil,
                    ].compactMap(\.self)
                    let engine = row.engine
                    return
                        "\(row.id) \(row.hostname) \(flags.joined(separator: " ")) \(row.score) \(row.state ?? "-"): "
                        + "vm \(engine.vm), health \(engine.health), \(engine.detail)"
                        + (engine.reason.map { ", \($0)" } ?? "")
                }
        }
    }

    private struct Case: Sendable {
        let output: String
        let status: Int
        let reading: Reading<HostedEngineView>?
    }

    private static let row =
        #""1": {"host-id": 1, "host-ts": 9, "score": 0, "engine-status": {"vm": "up", "health": "good", "detail": "Up"}, "#
        + #""hostname": "h", "live-data": true}"#

    /// Nil is unknown for some reason.
    private static let cases = [
        Case(
            output: #"{"global_maintenance": true}"#, status: 0,
            reading: .known(
                HostedEngineView(isInGlobalMaintenance: true, hosts: []))),
        Case(
            output: "{\(row), \"global_maintenance\": false}", status: 0,
            reading: .known(
                HostedEngineView(
                    isInGlobalMaintenance: false,
                    hosts: [
                        HostedEngineRow(
                            id: 1, hostname: "h", timestamp: 9, score: 0,
                            engine: .init(vm: "up", health: "good", detail: "Up"), isLive: true)
                    ]))),
        Case(output: "{\(row)}", status: 0, reading: nil),
        Case(
            output: "{\(row.replacing("\"1\":", with: "\"2\":")), \"global_maintenance\": false}", status: 0,
            reading: nil),
        Case(
            output: "{\(row.replacing("\"host-ts\": 9, ", with: "")), \"global_maintenance\": false}", status: 0,
            reading: nil),
        Case(output: "", status: 0, reading: nil), Case(output: "[]", status: 0, reading: nil),
        Case(output: "It seems like a previous attempt to deploy hosted-engine failed", status: 2, reading: nil),
        Case(output: "You must run deploy first\n", status: 1, reading: .absent),
        Case(output: "You must run deploy first\n", status: 0, reading: nil),
    ]

    @Test(arguments: cases) private func eachShapeHasOneReading(_ row: Case) {
        let end = Finished(exitStatus: row.status, output: Array(row.output.utf8))
        let found = HostedEngineParser.view(
            QueryResult(to: HostedEngineCommands.status, from: "host1", .finished(end)))
        if let reading = row.reading {
            #expect(found == reading)
        } else if case .unknown = found {
        } else {
            Issue.record("\(row.output) is read as \(found)")
        }
    }

    @Test func aMissingProgramIsNoEngine() {
        let query = HostedEngineCommands.status
        #expect(
            HostedEngineParser.view(QueryResult(to: query, from: "h", .notRun(.absent("hosted-engine")))) == .absent)
    }

    /// Cut at any byte, an answer is unknown or the same.
    @Test(arguments: ["healthy", "engine-host-dead-failed-over"]) func aCutAnswerIsNeverAnotherOne(_ name: String)
        throws
    {
        let whole = try Fixture("hosted-engine/2.5.3/\(name)", below: Sample.folder)
        let reading = try Sample.view(named: name)
        for count in whole.end.output.indices {
            let end = Finished(exitStatus: 0, output: Array(whole.end.output.prefix(count)))
            let found = HostedEngineParser.view(
                QueryResult(to: HostedEngineCommands.status, from: "host1", .finished(end)))
            if case .unknown = found { continue }
            #expect(found == reading, "\(count) bytes")
        }
    }
}
