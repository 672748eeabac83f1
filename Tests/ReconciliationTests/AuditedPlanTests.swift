import ClusterModel
import TestSupport
import Testing

@testable import Reconciliation

/// An objection of the audit holds one step and what follows it; the rest of the plan goes on.
@Suite struct AuditedPlanTests {
    private func directory(_ path: String, on host: HostName, after: [Step] = []) -> Step {
        Step(
            resource: .host(host), action: .host(.enableAndStart(unit: path), on: host), after: after.map(\.id),
            postcondition: .host(.serviceRuns(host, unit: path)), risk: .benign, scope: .host(host), differences: [])
    }

    /// host9 was never observed, which the audit rejects.
    @Test func theRestGoesOn() {
        let wrong = directory("a", on: "host9")
        let follower = directory("glusterd", on: "host1", after: [wrong])
        let last = directory("glusterd", on: "host2", after: [follower])
        let good = directory("glusterd", on: "host3")
        let plan = Reconciler.audited(
            Plan(ready: [wrong, follower, last, good]), Make.converged(), for: "lab", now: Make.now)
        #expect(plan.ready == [good])
        #expect(
            plan.held.map { $0.waitingOn.map(\.reason) } == [["RejectedByAudit"], ["DependsOnStep"], ["DependsOnStep"]])
        #expect(plan.auditWords.count == 1 && plan.auditWords[0].contains("host9"))
    }

    @Test func aSoundPlanIsLeftAlone() {
        let plan = Plan(ready: [directory("glusterd", on: "host1")])
        #expect(Reconciler.audited(plan, Make.converged(), for: "lab", now: Make.now) == plan)
    }
}
