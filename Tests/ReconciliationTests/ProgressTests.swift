import ClusterModel
import TestSupport
import Testing

@testable import Reconciliation

/// What counts as progress from one plan to the next, so that apply goes on waiting.
@Suite struct ProgressTests {
    private static let step = Step(
        resource: .host("host1"), action: .host(.restart(unit: "glusterd"), on: "host1"),
        postcondition: .gluster(.daemonServes("host1")), risk: .disruptive, scope: .host("host1"), differences: [])

    private static func held(_ waiting: WaitingOn...) -> Plan { Plan(held: [HeldStep(step, waitingOn: waiting)]) }
    private static func healing(_ entries: Int) -> Plan {
        held(.gluster(.healing("engine", entries: entries, allowed: 0)))
    }
    private static let settling = held(.gluster(.healSettling("engine", samples: 1, needed: 3)))
    private static func operation(_ words: String) -> Plan {
        held(.host(.operation("host1", what: "installing packages", elapsed: nil, nil, words: words)))
    }
    private static let ready = Plan(ready: [step])
    private static let backOff = held(.backOff(until: Make.now))

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let plans: [Plan]
        /// Whether each plan after the first one is progress.
        let isProgress: [Bool]
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "a falling backlog", plans: [9, 8, 5].map(healing), isProgress: [true, true]),
        Case(name: "a backlog that stays", plans: [9, 9, 9].map(healing), isProgress: [false, false]),
        Case(name: "a backlog that grows and falls back", plans: [5, 9, 5].map(healing), isProgress: [false, false]),
        Case(
            name: "a backlog that comes and goes", plans: [healing(1), settling, healing(1), settling],
            isProgress: [true, false, false]),
        Case(name: "an operation that prints", plans: ["a", "b"].map(operation), isProgress: [true]),
        Case(name: "a silent operation", plans: ["a", "a"].map(operation), isProgress: [false]),
        Case(name: "a back-off that ends", plans: [backOff, ready, backOff], isProgress: [false, false]),
        Case(name: "a hold that ends", plans: [held(.maintenance("host1")), ready], isProgress: [true]),
        Case(name: "nothing left", plans: [ready, Plan()], isProgress: [true]),
    ]

    @Test(arguments: cases) func whatCounts(_ one: Case) {
        var watch = ProgressWatch()
        var now = Make.now
        var history = History()
        var found: [Bool] = []
        for plan in one.plans {
            now = now + .seconds(1)
            let entries = plan.held.first?.waitingOn.compactMap(Self.entries).first ?? 0
            history.healSamples["engine", default: []].append(.init(at: now, entries: entries))
            found.append(watch.compare(plan, history, DisruptionSpec(), now: now + .milliseconds(1)).isProgress)
        }
        #expect(found.dropFirst().elementsEqual(one.isProgress))
    }

    private static func entries(_ waiting: WaitingOn) -> Int? {
        if case .gluster(.healing(_, let entries, _)) = waiting { entries } else { nil }
    }

    /// The back-off is shown as another plan all the same.
    @Test func aBackOffThatEndsIsNews() {
        var watch = ProgressWatch()
        _ = watch.compare(Self.backOff, History(), DisruptionSpec(), now: Make.now)
        #expect(watch.compare(Self.ready, History(), DisruptionSpec(), now: Make.now).isNews)
    }
}
