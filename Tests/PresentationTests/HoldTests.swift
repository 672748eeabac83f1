import ClusterModel
import Foundation
import TestSupport
import Testing

@testable import Presentation

/// Every case of every closed set that people see, in text and JSON; docs/reasons.md explains each word of them.
@Suite struct HoldTests {
    /// `SamplePlace` does not compile without a new case; this fails where a case has a place and no sample.
    @Test func everyCaseHasASample() {
        expectAll(Samples.waits.map(SamplePlace.of), "WaitingOn")
        expectAll(Samples.unknown.map(SamplePlace.of), "UnknownReason")
        expectAll(Samples.preconditions.map(SamplePlace.of), "Precondition")
        expectAll(Samples.postconditions.map(SamplePlace.of), "Postcondition")
        expectAll(Samples.results.map(SamplePlace.of), "StepResult")
        expectAll(Samples.verdicts.map(SamplePlace.of), "Verdict")
        expectAll(Samples.hostActions.map { SamplePlace.of($0.0) }, "HostAction")
        expectAll(Samples.glusterActions.map { SamplePlace.of($0.0) }, "GlusterAction")
        expectAll(Samples.ctdbActions.map { SamplePlace.of($0) }, "CTDBAction")
        expectAll(Samples.nfsActions.map { SamplePlace.of($0.0) }, "NFSAction")
        expectAll(Samples.engineActions.map { SamplePlace.of($0) }, "HostedEngineAction")
        expectAll(Samples.findings.map { SamplePlace.of($0) }, "HostedEngineFinding")
    }

    private func expectAll(_ places: [Int], _ set: String) {
        let missing = Set(0...SamplePlace.last(set)).subtracting(places)
        #expect(missing.isEmpty, "\(set): no sample of the cases at \(missing.sorted())")
    }

    private static func report(_ verdict: Verdict) -> RunReport {
        RunReport(verdict: verdict, cluster: "lab", plan: Plan(), statuses: [], took: .zero, counts: CommandCounts())
    }

    @Test func everyCaseInText() throws {
        let parts: [(String, [String])] = [
            ("holds: host", Samples.hostWaits.map(Self.line)), ("holds: storage", Samples.storageWaits.map(Self.line)),
            ("holds: gluster", Samples.glusterWaits.map(Self.line)), ("holds: plan", Samples.planWaits.map(Self.line)),
            ("unknown", Samples.unknown.map { "\($0.reason): \($0.sentence)" }),
            ("preconditions", Samples.preconditions.map(\.sentence)),
            ("postconditions", Samples.postconditions.map(\.sentence)),
            ("actions", Samples.steps.map { "\($0.action.name): \($0.summary)" }),
            ("results", Samples.results.map { "\($0.word): \($0.sentence)" }),
            (
                "verdicts",
                Samples.verdicts.map { "\($0.word) \($0.exitStatus): \(VerdictText.sentence(Self.report($0)))" }
            ),
        ]
        let text = parts.map { title, lines in "# \(title)\n" + lines.map { $0 + "\n" }.joined() }.joined(
            separator: "\n")
        try expectGolden(text, "holds.txt")
    }

    private static func line(_ waiting: WaitingOn) -> String {
        "\(waiting.reason) (\(waiting.resolution.words)): \(waiting.sentence)"
    }

    @Test func everyCaseInJSON() throws {
        let held = HeldStep(resource: .volume("engine"), differences: [], waitingOn: Samples.waits)
        let unknown = Samples.unknown.map { UnknownFact(.host("host1"), on: "host1", $0) }
        let taken = Samples.results.map { TakenStep(Samples.step, $0, begun: .zero, took: .zero) }
        let report = RunReport(
            verdict: .stalled, cluster: "lab", plan: Plan(ready: Samples.steps, held: [held], unknown: unknown),
            statuses: [],
            taken: taken, took: .zero, counts: CommandCounts())
        let document = RunJSON(report, command: "apply") { [CommandLine([$0.name])] }.document(doing: true)
        try expectGolden("\(document)\n", "holds.json")
    }

    /// Each hold has a row in docs/reasons.md with what ends it; unknown reasons and verdicts have a row.
    @Test func everyReasonIsDocumented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/reasons.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        for waiting in Samples.waits {
            let own = rows.filter { $0.hasPrefix("| `\(waiting.reason)` |") }
            #expect(own.contains { $0.hasSuffix("| \(waiting.resolution.column) |") }, "\(waiting.reason)")
        }
        for word in Samples.unknown.map(\.reason) + Samples.verdicts.map(\.word) {
            #expect(rows.contains { $0.hasPrefix("| `\(word)` |") }, "\(word)")
        }
    }
}

extension WaitingOn.Resolution {
    /// The last column of docs/reasons.md.
    fileprivate var column: String {
        switch self {
        case .automatic: "automatic"
        case .hostRecovery: "host recovery"
        case .schedule: "by the schedule"
        case .operatorAction: "operator action"
        }
    }
}
