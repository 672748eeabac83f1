import ClusterModel
import Planning
import TestSupport
import Testing

/// What the manifests hold and this version does not act on is held, never passed over.
@Suite struct LaterTests {
    private func plan(_ parts: [NotYetManaged]) -> Plan {
        var desired = Make.desired()
        desired.notYetManaged = parts
        return Planner().plan(desired, Make.converged(desired), history: History(), now: Make.now)
    }

    @Test func aKindIsHeld() throws {
        let plan = plan([NotYetManaged(ResourceID(.ctdbCluster, "ctdb"), field: "spec", desired: "as declared")])
        let held = try #require(plan.held.first)
        #expect(plan.ready.isEmpty && plan.held.count == 1)
        #expect(held.step == nil)
        #expect(held.waitingOn.map(\.reason) == ["NotYetManaged"])
        #expect(held.waitingOn == [.notYetManaged(.ctdbCluster, field: "spec")])
        #expect(held.waitingOn[0].resolution == .operatorAction)
    }

    @Test func aFieldIsHeld() throws {
        let part = NotYetManaged(.volume("engine"), field: "spec.deletionPolicy", desired: "Delete")
        let held = try #require(plan([part]).held.first)
        #expect(held.differences.map(\.field) == ["spec.deletionPolicy"])
        #expect(held.waitingOn == [.notYetManaged(.glusterVolume, field: "spec.deletionPolicy")])
    }

    @Test func itHasAStatus() {
        var desired = Make.desired()
        desired.notYetManaged = [NotYetManaged(ResourceID(.nfsExport, "x"), field: "spec", desired: "as declared")]
        let observed = Make.converged(desired)
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let statuses = StatusReport(desired, observed, plan, now: Make.now.wall).statuses
        let last = statuses.last
        #expect(last?.resource == ResourceID(.nfsExport, "x"))
        #expect(last?.health == .unknown && last?.sync == .outOfSync)
        #expect(statuses.first?.health == .healthy)
    }
}
