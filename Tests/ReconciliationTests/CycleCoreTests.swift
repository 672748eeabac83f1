import ClusterModel
import SimulatedWorld
import TestSupport
import Testing

@testable import Reconciliation

/// What a run does next, as truth tables: no host, no clock, no task.
@Suite struct CycleCoreTests {
    private static let observed = Make.converged(Make.desired([]))
    private static let benign = step("glusterd", .benign)
    private static let disruptive = step("other", .disruptive)
    private static let follower = step("third", .benign, after: [disruptive])

    private static func step(_ unit: String, _ risk: Risk, after: [Step] = []) -> Step {
        Step(
            resource: .host("host1"), action: .host(.enableAndStart(unit: unit), on: "host1"), after: after.map(\.id),
            postcondition: .host(.serviceRuns("host1", unit: unit)), risk: risk, scope: .host("host1"), differences: [])
    }

    private static func held(_ waiting: WaitingOn) -> HeldStep { HeldStep(step("held", .benign), waitingOn: [waiting]) }

    private func core(_ change: (inout Reconciler.Settings) -> Void = { _ in }) -> CycleCore {
        var settings = Reconciler.Settings()
        change(&settings)
        return CycleCore(Make.desired([]), settings, random: SeededRandomSource(), begin: .zero)
    }

    private static func directive(_ core: inout CycleCore, _ plan: Plan, at seconds: Int, stop: Bool = false)
        -> Directive
    {
        core.planned(plan, observed, now: Make.now + .seconds(seconds), isStopping: stop)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let plan: Plan
        var at = 0
        var isStopping = false
        let next: Directive
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "nothing left", plan: Plan(), next: .end(.converged)),
        Case(name: "nothing left, and stopping", plan: Plan(), isStopping: true, next: .end(.converged)),
        Case(name: "stopping", plan: Plan(ready: [benign]), isStopping: true, next: .end(.interrupted)),
        Case(name: "the time is up", plan: Plan(ready: [benign]), at: 100, next: .end(.timedOut)),
        Case(name: "a benign step", plan: Plan(ready: [benign]), next: .takeTerm),
        Case(
            name: "a disruptive step", plan: Plan(ready: [disruptive]), next: .confirm(Plan(ready: [disruptive]))),
        Case(name: "an operator is needed", plan: Plan(held: [held(.maintenance("host1"))]), next: .end(.stalled)),
        Case(
            name: "the audit rejects all", plan: Plan(held: [held(.rejectedByAudit(words: "a rule"))]),
            next: .end(.refused(["a rule"]))),
        Case(name: "an earlier command", plan: Plan(held: [held(.fenceBusy("host1"))]), next: .pause(.seconds(1))),
        Case(
            name: "a host is away", plan: Plan(held: [held(.host(.hostUnreachable("host1")))]),
            next: .pause(.seconds(1))),
    ]

    @Test(arguments: cases) func whatAPlanLeadsTo(_ one: Case) {
        var core = core { $0.timeLimit = .seconds(100) }
        #expect(Self.directive(&core, one.plan, at: one.at, stop: one.isStopping) == one.next)
    }

    @Test func underATermStepsAreStartedAndObservedAfterwards() {
        var core = core()
        let plan = Plan(ready: [Self.benign])
        #expect(Self.directive(&core, plan, at: 0) == .takeTerm)
        #expect(core.termTaken(.taken(Term(3), on: ["host1"], isMajority: true), now: Make.now) == .observe)
        #expect(Self.directive(&core, plan, at: 1) == .start([Self.benign], Term(3)))
        let done = TakenStep(Self.benign, .done, begun: .zero, took: .zero)
        #expect(core.stepsEnded([done], now: Make.now + .seconds(2)) == .observe)
        core.termLost()
        #expect(core.takers.isEmpty)
        #expect(Self.directive(&core, plan, at: 3) == .takeTerm)
    }

    /// The question comes once, before the first step, about everything disruptive that the plan foresees; declined,
    /// nothing is done.
    @Test func aDeclinedFirstQuestionEndsTheRun() {
        var core = core()
        let plan = Plan(ready: [Self.benign], held: [HeldStep(Self.disruptive, waitingOn: [.step(Self.benign.id)])])
        #expect(Self.directive(&core, plan, at: 0) == .confirm(Plan(ready: [Self.disruptive])))
        #expect(core.confirmed(false, took: .zero, now: Make.now) == .end(.declined))
    }

    @Test func whatWasAgreedFirstIsNotAskedAgain() {
        var core = core()
        let plan = Plan(ready: [Self.benign], held: [HeldStep(Self.disruptive, waitingOn: [.step(Self.benign.id)])])
        #expect(Self.directive(&core, plan, at: 0) == .confirm(Plan(ready: [Self.disruptive])))
        #expect(core.confirmed(true, took: .zero, now: Make.now) == .takeTerm)
        _ = core.termTaken(.taken(Term(3), on: ["host1"], isMajority: true), now: Make.now)
        #expect(Self.directive(&core, Plan(ready: [Self.disruptive]), at: 1) == .start([Self.disruptive], Term(3)))
    }

    /// A run that has its term asks about what came up on the way, and only about that.
    @Test func whatWasDeclinedLaterIsNotAskedAgainAndHoldsUpNothingElse() {
        var core = coreWithTerm()
        let plan = Plan(ready: [Self.disruptive, Self.follower, Self.benign])
        #expect(Self.directive(&core, plan, at: 0) == .confirm(Plan(ready: [Self.disruptive])))
        #expect(core.confirmed(false, took: .zero, now: Make.now) == .start([Self.benign], Term(3)))
        #expect(Self.directive(&core, plan, at: 1) == .start([Self.benign], Term(3)))
        #expect(Self.directive(&core, Plan(ready: [Self.disruptive, Self.follower]), at: 2) == .end(.declined))
    }

    /// A declined step does not end a run in which something else ends by itself.
    @Test(arguments: [(WaitingOn.fenceBusy("host2"), true), (.maintenance("host2"), false)])
    func besideADeclinedStepTheRunWaits(_ waiting: WaitingOn, _ waits: Bool) {
        var core = coreWithTerm()
        let plan = Plan(ready: [Self.disruptive], held: [Self.held(waiting)])
        #expect(Self.directive(&core, plan, at: 0) == .confirm(Plan(ready: [Self.disruptive])))
        let next = core.confirmed(false, took: .zero, now: Make.now)
        #expect(next == (waits ? .pause(.seconds(1)) : .end(.declined)))
        #expect(!waits || Self.directive(&core, plan, at: 601) == .end(.declined))
    }

    private func coreWithTerm() -> CycleCore {
        var core = core()
        _ = Self.directive(&core, Plan(ready: [Self.benign]), at: 0)
        _ = core.termTaken(.taken(Term(3), on: ["host1"], isMajority: true), now: Make.now)
        return core
    }

    @Test func afterALongAnswerTheClusterIsObservedAgain() {
        var core = core()
        let plan = Plan(ready: [Self.disruptive])
        _ = Self.directive(&core, plan, at: 0)
        #expect(core.confirmed(true, took: .seconds(3), now: Make.now + .seconds(3)) == .observe)
        #expect(Self.directive(&core, plan, at: 4) == .takeTerm)
    }

    @Test func aNewerRunEndsThisOne() {
        var core = core()
        _ = Self.directive(&core, Plan(ready: [Self.benign]), at: 0)
        let result = TakenStep(Self.benign, .staleTerm("host1", current: Term(9)), begun: .zero, took: .zero)
        #expect(
            core.stepsEnded([result], now: Make.now)
                == .end(.notLeader(["host1": "it has accepted a newer term (9)"])))
    }

    /// A heal goes on for as long as its backlog falls, and no longer than the patience after that.
    @Test func aFallingBacklogIsWaitedFor() {
        var core = core()
        for minute in 0..<60 {
            let plan = Plan(held: [Self.held(.gluster(.healing("engine", entries: 1_000 - minute, allowed: 0)))])
            guard case .pause = Self.directive(&core, plan, at: minute * 60) else {
                Issue.record("it ended after \(minute) min")
                return
            }
        }
        let plan = Plan(held: [Self.held(.gluster(.healing("engine", entries: 941, allowed: 0)))])
        guard case .pause = Self.directive(&core, plan, at: 59 * 60 + 599) else {
            Issue.record("it ended too early")
            return
        }
        #expect(Self.directive(&core, plan, at: 59 * 60 + 600) == .end(.stalled))
    }

    /// The pause is a tenth of the time since the last change, between one second and ten.
    @Test(arguments: [(0, 1), (10, 1), (20, 2), (50, 5), (100, 10), (400, 10)])
    func thePauseGrowsWhileNothingChanges(_ passed: Int, _ pause: Int) {
        var core = core()
        let plan = Plan(held: [Self.held(.fenceBusy("host1"))])
        _ = Self.directive(&core, plan, at: 0)
        #expect(Self.directive(&core, plan, at: passed) == .pause(.seconds(pause)))
        let other = Plan(held: [Self.held(.gluster(.createSettling(Brick(host: "host1", path: "/b"))))])
        #expect(Self.directive(&core, other, at: passed + 1) == .pause(.seconds(1)))
    }

    @Test func whatTheAuditRejectsIsReportedOnce() {
        var core = core()
        let plan = Plan(held: [Self.held(.rejectedByAudit(words: "a rule")), Self.held(.fenceBusy("host1"))])
        var alerts: [RunEvent] = []
        for second in 0..<5 {
            _ = Self.directive(&core, plan, at: second)
            alerts += core.takeEvents().filter { if case .auditRejected = $0 { true } else { false } }
        }
        #expect(alerts == [.auditRejected(["a rule"])])
    }
}
