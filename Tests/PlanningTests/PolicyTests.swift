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
            host.gluster.view = .known(
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
        #expect(plan([resource: policy { $0.mode = .warn }]).words == ["held WarnMode"])
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

    /// host1 is only observed, and the disk of the volume's brick there is to be formatted: the volume must not wait for
    /// a step that is in no plan.
    @Test func whatFollowsAStepOfAnObservedResourceSaysSo() {
        var desired = Make.desired()
        desired.policies = [.host("host1"): policy { $0.mode = .observe }]
        let plan = Planner().plan(desired, Make.bare(desired), history: History(), now: Make.now)
        let known = Set(plan.ready.map(\.id) + plan.held.compactMap(\.id))
        let named = plan.held.flatMap(\.waitingOn).compactMap { reason in
            if case .step(let id) = reason { id } else { nil }
        }
        #expect(named.filter { !known.contains($0) } == [])
        let creation = plan.held.first { $0.step?.action.name == "gluster.createVolume" }
        #expect(creation?.waitingOn.contains(.dependsOnObserved(.host("host1"))) ?? false)
        #expect((plan.ready + plan.held.compactMap(\.step)).allSatisfy { $0.after.allSatisfy(known.contains) })
    }

    /// One step mends both packages; the ignored one is not installed with the other.
    @Test func anIgnoredFieldIsLeftOutOfAStepThatHasOtherDifferences() {
        var desired = Make.desired()
        desired.policies = [.host("host1"): policy { $0.ignored = ["packages[attr]"] }]
        let observed = Make.observed(desired) { name, host in
            guard name == "host1" else { return }
            for package in ["attr", "glusterfs-client"] {
                host.os.packages[package] = .absent
                host.os.candidates[package] = .known("1")
            }
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(plan.ready.map(\.action) == [.host(.installPackages(["glusterfs-client"], masking: []), on: "host1")])
        #expect(plan.noted.map(\.difference.field) == ["packages[attr]"])
    }

    /// One write mends all lines of a file; the ignored one keeps what was observed.
    @Test func anIgnoredOptionOfAGroupKeepsItsObservedLine() throws {
        var desired = Make.desired()
        var spec = VolumeOptionGroupSpec()
        spec.options = [GlusterOption("a.one", "on"), GlusterOption("a.two", "on")]
        desired.optionGroups = [Desired("virt", spec)]
        desired.policies = [.optionGroup("virt"): policy { $0.ignored = ["spec.options[a.one]"] }]
        let observed = Make.observed(desired) { _, host in
            host.os.files[.optionGroup("virt")] = .known(Make.file(.optionGroup("virt"), "a.one=off\na.two=off\n"))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let texts = plan.ready.compactMap { step in
            if case .host(.replaceFile(let new), _) = step.action { new.contents } else { nil }
        }
        #expect(texts == Array(repeating: FileText("a.one=off\na.two=on\n"), count: 3))
        #expect(Set(plan.noted.map(\.difference.field)) == ["spec.options[a.one]"])
    }

    @Test func anIgnoredPortIsNotWrittenWithTheOther() {
        var desired = Make.desired()
        (desired.spec.gluster.basePort, desired.spec.gluster.maxPort) = (50_152, 50_651)
        desired.policies = [.host("host1"): policy { $0.ignored = ["spec.gluster.maxPort"] }]
        let observed = Make.observed(desired) { _, host in
            let text = "volume management\n    option max-port 60999\nend-volume\n"
            host.os.files[.glusterdVolfile] = .known(Make.file(.glusterdVolfile, text, newer: .known(false)))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let texts = plan.ready.compactMap { step in
            if case .host(.replaceFile(let new), "host1") = step.action { new.contents } else { nil }
        }
        let kept = "volume management\n    option max-port 60999\n    option base-port 50152\nend-volume\n"
        #expect(texts == [FileText(kept)])
    }

    /// Enabling and starting are one command: nothing is done while one of the two is ignored.
    @Test func aServiceIsNotStartedWithWhatIsIgnored() {
        var desired = Make.desired()
        desired.policies = [.host("host1"): policy { $0.ignored = ["services[glusterd].enabled"] }]
        let observed = Make.observed(desired) { name, host in
            guard name == "host1" else { return }
            host.os.services["glusterd"] = .known(
                ServiceState(load: "loaded", active: "inactive", enablement: "disabled"))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(!plan.ready.contains { $0.action.name == "host.enableAndStart" })
        #expect(plan.held.contains { $0.waitingOn.contains(.unsupported(.serviceInPart("host1", unit: "glusterd"))) })
    }

    /// Two file systems, and a mount option of the ignored one differs too.
    @Test func anIgnoredLineOfFstabIsNotWrittenWithTheOther() {
        var desired = Make.desired()
        desired.hosts["host1"]?.storage[0].mountOptions = ["noatime"]
        desired.policies = [.host("host1"): policy { $0.ignored = ["spec.storage[gluster].fstab"] }]
        let plan = Planner().plan(desired, Make.converged(desired), history: History(), now: Make.now)
        #expect(
            plan.ready.allSatisfy { $0.replacement == nil }
                && plan.noted.map(\.difference.field) == ["spec.storage[gluster].fstab"])
    }

    @Test func consentReleasesAnOptionThatProtects() throws {
        let desired = Make.desired([Make.volume(options: [GlusterOption("cluster.quorum-type", "none")])])
        func plan(_ consents: [Consent]) -> Plan {
            self.plan(
                [.volume("engine"): policy { $0.consents = consents }], of: desired,
                found: GlusterOption("cluster.quorum-type", "auto"))
        }
        let held = try #require(plan([]).held.first?.waitingOn.first)
        let request = ConsentRequest.lowerOption(
            "engine", option: "cluster.quorum-type", observed: "auto", desired: "none")
        #expect(held == .consent(request))
        #expect(request.annotation?.action == "gluster.setOptions")
        #expect(request.annotation?.object == "cluster.quorum-type=none")
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
