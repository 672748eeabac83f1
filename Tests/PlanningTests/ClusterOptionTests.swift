import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// Options of all volumes together.
@Suite struct ClusterOptionTests {
    private func plan(
        _ wanted: [(String, String)], seen: [(String, String)] = [], _ change: (inout DesiredState) -> Void = { _ in }
    ) -> Plan {
        var desired = Make.desired()
        desired.spec.gluster.options = wanted.map { GlusterOption($0.0, $0.1) }
        change(&desired)
        let observed = Make.observed(desired) { name, host in
            let view = Make.view(name, desired)
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: view.volumes,
                    options: seen.map { GlusterOption($0.0, $0.1) }))
        }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    @Test func whatIsSetToTheSameIsRight() {
        #expect(plan([("cluster.brick-multiplex", "on")], seen: [("cluster.brick-multiplex", "enable")]).isConverged)
    }

    /// What no manifest names is nobody's business: there is no mark to tell whose it is.
    @Test func whatNobodyDeclaredStays() {
        #expect(plan([], seen: [("cluster.brick-multiplex", "on")]).isConverged)
    }

    /// gluster takes one a command, and some only after others.
    @Test func oneAfterTheOther() {
        let plan = plan([
            ("cluster.max-bricks-per-process", "20"), ("cluster.brick-multiplex", "on"),
            ("cluster.daemon-log-level", "DEBUG"),
        ])
        #expect(
            plan.ready.map(\.differences)
                == [
                    ("cluster.brick-multiplex", "on"), ("cluster.daemon-log-level", "DEBUG"),
                    ("cluster.max-bricks-per-process", "20"),
                ].map { name, value in
                    [Difference("spec.gluster.options[\(name)]", desired: value, observed: nil, rule: .explicit)]
                })
        #expect(plan.ready.map(\.after) == [[], [plan.ready[0].id], [plan.ready[0].id]])
        #expect(plan.ready[0].resource == .cluster("lab"))
    }

    /// gluster does not keep what is its default.
    @Test func theDefaultIsInForceWithoutBeingSet() {
        #expect(plan([("cluster.brick-multiplex", "off"), ("cluster.daemon-log-level", "INFO")]).isConverged)
        #expect(plan([("cluster.brick-multiplex", "off")], seen: [("cluster.brick-multiplex", "on")]).ready.count == 1)
    }

    @Test func serverQuorumIsNotLoweredWithoutConsent() {
        let held = plan([("cluster.server-quorum-ratio", "40")])
        #expect(held.words == ["held ConsentNeeded"])
        #expect(plan([("cluster.server-quorum-ratio", "60%")]).words == ["ready gluster.setClusterOption"])
        let agreed = plan([("cluster.server-quorum-ratio", "40")]) { desired in
            var policy = ResourcePolicy()
            policy.consents = [
                Consent(
                    action: "gluster.setClusterOption", object: "cluster.server-quorum-ratio=40", date: "2026-11-21")
            ]
            desired.policies[.cluster("lab")] = policy
        }
        #expect(agreed.words == ["ready gluster.setClusterOption"])
    }
}
