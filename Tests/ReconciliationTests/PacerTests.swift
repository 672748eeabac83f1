import ClusterModel
import SimulatedWorld
import TestSupport
import Testing

@testable import Planning
@testable import Reconciliation

/// Which results of a step count as attempts without effect.
@Suite struct PacerTests {
    private static let step = Step(
        resource: .host("host1"), action: .host(.makeDirectory(path: "/a"), on: "host1"),
        postcondition: .host(.directory("host1", path: "/a")), risk: .benign, scope: .host("host1"), differences: [])
    private static let failed = StepResult.failed(
        command: CommandLine(["mkdir"]), on: .host("host1"), exitStatus: 1, words: "Read-only file system")
    private static let locked = StepResult.failed(
        command: CommandLine(["gluster"]), on: .host("host1"), exitStatus: 1,
        words: "Another transaction is in progress")

    /// Each result three times in a row, and what the next plan makes of the step.
    static let cases: [(StepResult, counts: Bool, reason: String)] = [
        (.done, true, "NoEffect"), (failed, true, "NoEffect"),
        (.indeterminate(.host("host1"), words: ""), true, "NoEffect"),
        (.notRun(.host("host1"), words: "no route"), false, "BackOff"),
        (.refused(.storage(.mounted("host1", device: "a", at: "b")), found: ""), false, "BackOff"),
        (.fenceHeld("host1"), false, "FenceBusy"), (locked, false, "OtherTransaction"),
        (.staleTerm("host1", current: Term(9)), false, "BackOff"),
    ]

    @Test(arguments: cases) func onlyWhatMayHaveHadAnEffectCounts(
        _ result: StepResult, _ counts: Bool, _ reason: String
    ) {
        var tracker = BackoffTracker(random: SeededRandomSource())
        for _ in 1...3 {
            tracker.recordAttempts([TakenStep(Self.step, result, begun: .zero, took: .zero)], now: Make.now)
        }
        #expect(tracker.history.attempts[Self.step.id]?.count == (counts ? 3 : 0))
        let plan = BackoffPass(history: tracker.history, now: Make.now).applied(to: .one(Self.step))
        #expect(plan.held.flatMap { $0.waitingOn.map(\.reason) } == [reason])
    }

    /// A step that was not run is tried again however often that was so, after a pause.
    @Test func whatWasNotRunIsTriedAgain() {
        var tracker = BackoffTracker(random: SeededRandomSource())
        for _ in 1...50 {
            tracker.recordAttempts(
                [TakenStep(Self.step, .notRun(.host("host1"), words: ""), begun: .zero, took: .zero)], now: Make.now)
        }
        let later = Make.now + BackoffPass.cap
        #expect(BackoffPass(history: tracker.history, now: later).applied(to: .one(Self.step)).ready == [Self.step])
    }
}
