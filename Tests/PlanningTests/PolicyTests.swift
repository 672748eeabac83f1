import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What annotations make of a plan: an option differs, and a brick of another volume does not run.
@Suite struct PolicyTests {
    private static let field = "spec.options[network.ping-timeout]"

    /// What is planned for the cluster, whose volume has one other option.
    private func plan(
        _ policies: [ResourceID: ResourcePolicy], of desired: DesiredState = Make.desired(),
        found option: GlusterOption = GlusterOption("network.ping-timeout", "30"), history: History = History()
    ) -> Plan {
        var desired = desired
        desired.policies = policies
        let observed = Make.observed(desired) { name, host in
            let view = Make.view(name, desired)
            host.gluster = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: [
                        Make.found(
                            desired.volumes[0], seenFrom: name, desired, options: [option])
                    ]))
        }
        return Planner().plan(desired, observed, history: history, now: Make.now)
    }

    private func policy(_ change: (inout ResourcePolicy) -> Void) -> ResourcePolicy {
        var policy = ResourcePolicy()
        change(&policy)
        return policy
    }

    @Test(arguments: [ResourceID.volume("engine"), .cluster("lab")])
    func modesOfTheResourceOrOfTheCluster(_ resource: ResourceID) {
        #expect(plan([resource: policy { $0.mode = .enforce }]).words == ["ready gluster.setOptions"])
        #expect(plan([resource: policy { $0.mode = .warn }]).words == ["held OnlyWarned"])
        #expect(plan([resource: policy { $0.isPaused = true }]).words == ["held Paused"])
        let observed = plan([resource: policy { $0.mode = .observe }])
        #expect(observed.isConverged)
        #expect(
            observed.noted == [
                NotedDifference(
                    .volume("engine"), Difference(Self.field, desired: "10", observed: "30", rule: .explicit),
                    annotation: "hcctl.dev/mode: observe")
            ])
    }

    @Test func theResourcesOwnModeWins() {
        let plan = plan([
            .cluster("lab"): policy { $0.mode = .observe }, .volume("engine"): policy { $0.mode = .enforce },
        ])
        #expect(plan.words == ["ready gluster.setOptions"])
    }

    @Test func whatIsSaidOfAnotherIsNothing() {
        #expect(plan([.host("host1"): policy { $0.isPaused = true }]).words == ["ready gluster.setOptions"])
    }

    @Test func anIgnoredFieldIsNotedAndNotSet() {
        let ignored = plan([.volume("engine"): policy { $0.ignored = [Self.field] }])
        #expect(ignored.isConverged)
        #expect(ignored.noted.map(\.difference.field) == [Self.field])
        #expect(ignored.noted.map(\.annotation) == ["hcctl.dev/ignore"])
        #expect(plan([.volume("engine"): policy { $0.ignored = ["spec.options[x.y]"] }]).ready.count == 1)
    }

    @Test func consentReleasesAnOptionThatProtects() throws {
        let desired = Make.desired([Make.volume(options: [GlusterOption("cluster.quorum-type", "none")])])
        func plan(_ consents: [Consent]) -> Plan {
            self.plan(
                [.volume("engine"): policy { $0.consents = consents }], of: desired,
                found: GlusterOption("cluster.quorum-type", "auto"))
        }
        let held = try #require(plan([]).held.first?.waitingOn.first)
        #expect("\(held)".hasSuffix(#"hcctl.dev/consent: "gluster.setOptions cluster.quorum-type=none YYYY-MM-DD""#))
        let agreed = Consent(action: "gluster.setOptions", object: "cluster.quorum-type=none", date: "2026-11-21")
        #expect(plan([agreed]).words == ["ready gluster.setOptions"])
        #expect(plan([agreed]).ready.first?.consents == [agreed])
        for (object, date) in [("cluster.quorum-type=none", "2026-11-20"), ("cluster.quorum-type=fixed", "2026-11-22")]
        {
            let other = Consent(action: "gluster.setOptions", object: object, date: date)
            #expect(plan([other]).words == ["held ConsentNeeded"])
        }
    }

    @Test func aConsentThatWasActedOnIsUsedUp() throws {
        let desired = Make.desired([Make.volume(options: [GlusterOption("cluster.quorum-type", "none")])])
        let agreed = Consent(action: "gluster.setOptions", object: "cluster.quorum-type=none", date: "2026-11-21")
        let step = try #require(
            plan(
                [.volume("engine"): policy { $0.consents = [agreed] }], of: desired,
                found: GlusterOption("cluster.quorum-type", "auto")
            ).ready.first)
        let other = Make.observed(desired) { name, host in
            host = ObservedHost(unknown: .hostUnreachable(name, detail: "no route"))
        }
        var history = History()
        history.usedConsents = ConsentUse.added(to: [:], by: [step], other, at: Make.now.wall)
        #expect(history.usedConsents.isEmpty, "it was done, and nobody has seen it")
        history.usedConsents = ConsentUse.added(to: [:], by: [step], Make.converged(desired), at: Make.now.wall)
        func again(_ consents: [Consent], of resource: ResourceID = .volume("engine")) -> Plan {
            plan(
                [resource: policy { $0.consents = consents }], of: desired,
                found: GlusterOption("cluster.quorum-type", "auto"), history: history)
        }
        #expect(again([agreed]).words == ["held ConsentUsed"])
        #expect(again([agreed]).held.first?.waitingOn.first?.resolution == .operatorAction)
        #expect(again([]).words == ["held ConsentNeeded"])
        let anew = Consent(action: agreed.action, object: agreed.object, date: "2026-11-22")
        #expect(again([agreed, anew]).words == ["ready gluster.setOptions"])
        history.usedConsents = [History.UsedConsent(.volume("data"), agreed): Make.now.wall]
        #expect(again([agreed]).words == ["ready gluster.setOptions"], "it was another volume's")
    }
}
