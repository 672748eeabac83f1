import Foundation
import TestSupport
import Testing

@testable import HcctlCommands

/// Plans in files, parts of plans and waiting, against simulated hosts that are kept between commands.
@Suite struct PlanFileTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let lab = ["-f", "\(root)/manifests/lab"]
    private let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)")
    private var world: String { folder.appending(path: "world.json").path }
    private var file: String { folder.appending(path: "plan.json").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func run(_ arguments: [String]) async -> (status: Int32, text: String) {
        let sink = RecordedSink()
        let status = await Console.$sink.withValue(sink) { await CommandLineTool.run(arguments + Self.lab) }
        let text = "$ hcctl \(arguments.joined(separator: " "))\n\(sink.text)exit \(status)\n"
        let plain = text.replacingOccurrences(of: folder.path + "/", with: "")
        return (status, plain.replacingOccurrences(of: Self.root + "/", with: ""))
    }

    @Test func aPlanIsCarriedOutAsItIs() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(await run(["plan", "--world", world, "--out", file]).status == 2)
        #expect(await run(["apply", file, "--world", world, "--yes"]).status == 0)
        #expect(await run(["diff", "--world", world]).status == 0)
    }

    /// What has moved on is named, and nothing is done.
    @Test func aPlanThatMovedOnIsRefused() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(await run(["plan", "--world", world, "--out", file]).status == 2)
        #expect(await run(["apply", "--world", world, "--yes"]).status == 0)
        let refused = await run(["apply", file, "--world", world, "--yes"])
        #expect(refused.status == 1)
        try expectGolden(refused.text, "plan-moved-on.txt")
    }

    /// One volume with what it needs, then the rest.
    @Test func aPartIsAppliedWithWhatItNeeds() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let part = await run(["apply", "--world", world, "--yes", "--only", "volume/meta"])
        #expect(part.status == 0 && part.text.contains("with what they depend on: Host/host1, Host/host2, Host/host3"))
        let rest = await run(["diff", "--world", world])
        #expect(rest.status == 2)
        #expect(rest.text.contains("GlusterVolume/engine") && !rest.text.contains("GlusterVolume/meta"))
        #expect(await run(["diff", "--world", world, "--only", "volume/meta"]).status == 0)
    }

    @Test func aPlanAsAGraph() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let commands = [
            ["plan", "--simulate", "--only", "vol/meta"], ["plan", "--simulate", "--only", "vol/meta", "-o", "dot"],
        ]
        var text = ""
        for command in commands { text += await run(command).text }
        try expectGolden(text + (await run(commands[1].dropLast() + ["mermaid"])).text, "plan.txt")
    }

    @Test func filesThatAreNoPlans() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(await run(["apply", file]).text.contains("plan.json cannot be read"))
        try "{}".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(await run(["apply", file]).text.contains("plan.json is no plan of hcctl"))
        #expect(await run(["plan", "--simulate", "--out", file]).status == 2)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "\"version\" : 1", with: "\"version\" : 2").write(
            toFile: file, atomically: true, encoding: .utf8)
        #expect(await run(["apply", file]).text.contains("is of version 2, and this hcctl reads 1"))
        #expect(await run(["apply", file, "--only", "volume/meta"]).status == 64)
    }

    @Test func waiting() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(await run(["apply", "--world", world, "--yes"]).status == 0)
        let commands: [([String], Int32)] = [
            (["--for", "ready", "--world", world], 0),
            (["--for", "volume/engine=healed,volume/engine=degraded", "--world", world], 0),
            (["--for", "volume/engine=degraded", "--fail-on", "healthy", "--world", world], 3),
            (["--for", "host/host2=unreachable", "--timeout", "30s", "--world", world, "-o", "json"], 4),
            (["--for", "ready", "--timeout", "1m", "--simulate"], 4), (["--for", "nonsense", "--simulate"], 64),
            (["--for", "volume/none=ready", "--simulate"], 64),
        ]
        var text = ""
        for (command, status) in commands {
            let end = await run(["wait"] + command)
            #expect(end.status == status)
            text += end.text
        }
        try expectGolden(text, "wait.txt")
    }
}
