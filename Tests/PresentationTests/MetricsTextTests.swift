import ClusterModel
import Foundation
import Planning
import TestSupport
import Testing

@testable import Presentation

@Suite struct MetricsTextTests {
    private static var status: ControllerStatus {
        var status = ControllerStatus(version: "0.1.0", startedAt: Make.now.wall, here: "host1")
        let later = Make.now.wall + .seconds(42)
        status.add(.revisionAccepted(.init(digest: "abc", resources: 3, warnings: 0)), at: later)
        status.add(.woken(.poll), at: later)
        status.add(.woken(.api), at: later)
        status.add(.woken(.poll), at: later)
        status.add(.cycle(.observed(hosts: 3, silent: [], took: .milliseconds(345))), at: later)
        status.add(.cycle(.auditRejected(["x"])), at: later)
        status.add(.followersLost("host3", words: "exited"), at: later)
        return status
    }

    private static func report(_ observed: ObservedState) -> RunReport {
        let desired = Make.desired()
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let status = StatusReport(desired, observed, plan, now: Make.now.wall)
        return RunReport(
            verdict: .stalled, cluster: desired.cluster, plan: plan, statuses: status.statuses,
            overview: status.overview, took: .milliseconds(310), counts: CommandCounts())
    }

    private static let drifted = Make.observed { name, host in
        if name == "host2" { host.storage.mounts = .known([Make.root]) }
        if name == "host3" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "no answer")) }
    }

    private static var samples: [(String, String)] {
        var stopped = status
        stopped.add(.revisionRejected(problems: ["a.yaml:1:1: x"], inForce: nil), at: Make.now.wall)
        stopped.add(.observingOnly(.asStarted), at: Make.now.wall)
        return [
            ("metrics-drifted.txt", MetricsText(status, report(drifted)).text),
            ("metrics-unobserved.txt", MetricsText(stopped, nil).text),
        ]
    }

    @Test func figuresOfAClusterWithDriftAndASilentHost() throws {
        for (name, text) in Self.samples { try expectGolden(text, name) }
    }

    /// A name can hold anything.
    @Test func labelsAreEscaped() {
        let family = MetricFamily.gauge("a", "first\nsecond \\", [([("x", "q\"\\\n}")], 1.5), ([], -3)])
        #expect(family.text == "# HELP a first\\nsecond \\\\\n# TYPE a gauge\na{x=\"q\\\"\\\\\\n}\"} 1.5\na -3\n")
    }

    /// Prometheus' own checker: the format, the names and their units.
    @Test(.enabled(if: Promtool.isThere, "apt-get install prometheus has promtool"))
    func prometheusAcceptsThem() throws {
        for (name, text) in Self.samples {
            let answer = try Promtool.run(["check", "metrics"], input: text)
            #expect(answer.status == 0 && answer.text.isEmpty, "\(name): \(answer.text)")
        }
        #expect(try Promtool.run(["check", "metrics"], input: "a b c").status != 0)
    }

    @Test(.enabled(if: Promtool.isThere, "apt-get install prometheus has promtool"))
    func alertRulesFireAsTheirTestsSay() throws {
        let folder = Promtool.root.appending(path: "docs/monitoring").path
        let rules = try Promtool.run(["check", "rules", folder + "/alerts.yaml"])
        #expect(rules.status == 0, "\(rules.text)")
        let tests = try Promtool.run(["test", "rules", folder + "/alerts.test.yaml"])
        #expect(tests.status == 0, "\(tests.text)")
    }

    /// No rule and no panel asks for a metric that does not exist.
    @Test func rulesAndPanelsUseMetricsThatExist() throws {
        let source = Promtool.root.appending(path: "Sources/Presentation/Metrics/MetricsText.swift")
        let declared = Set(
            try String(contentsOf: source, encoding: .utf8).matches(of: /"(hcctl_\w+)"/).map { String($0.1) })
        #expect(declared.count > 20)
        for file in ["alerts.yaml", "alerts.test.yaml", "grafana.json"] {
            let text = try String(
                contentsOf: Promtool.root.appending(path: "docs/monitoring/\(file)"), encoding: .utf8)
            let used = Set(text.matches(of: /hcctl_\w+/).map { String($0.0) })
            #expect(!used.isEmpty && used.isSubset(of: declared), "\(file): \(used.subtracting(declared))")
        }
    }
}

/// Prometheus' checker, where it is installed.
private enum Promtool {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let path = ProcessInfo.processInfo.environment["PROMTOOL"] ?? "/usr/bin/promtool"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    static func run(_ arguments: [String], input: String = "") throws -> (status: Int32, text: String) {
        let process = Process()
        let (standardInput, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = output
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
