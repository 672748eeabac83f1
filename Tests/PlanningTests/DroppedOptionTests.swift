import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// Options that carry our mark and that no manifest names any more.
@Suite struct DroppedOptionTests {
    private static let wanted = GlusterOption("network.ping-timeout", "10")

    private func plan(
        _ options: [GlusterOption], marks: String, status: GlusterVolumeView.Status = .started,
        more: [GlusterOption] = [], consents: [Consent] = [], ignored: [String] = []
    ) -> Plan {
        var desired = Make.desired()
        var policy = ResourcePolicy()
        policy.consents = consents
        policy.ignored = ignored
        desired.policies[.volume("engine")] = policy
        if status != .started {
            desired.volumes = [Make.volume { $0.state = .stopped }]
        }
        let observed = Make.observed(desired) { name, host in
            let view = Make.view(name, desired)
            let all = [Self.wanted] + options + [GlusterOption(OwnershipTag.options, marks)] + more
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: [
                        Make.found(desired.volumes[0], seenFrom: name, desired, status: status, options: all)
                    ]))
        }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    private func commands(_ plan: Plan) -> [String] {
        plan.ready.map { step in
            switch step.action {
            case .gluster(.resetOption(let volume, let key), _): "reset \(volume) \(key)"
            case .gluster(.setOptions(let volume, let options), _):
                "set \(volume) " + options.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            default: step.action.name
            }
        }
    }

    @Test func whatIsWantedStays() {
        #expect(plan([], marks: "network.ping-timeout").isConverged)
    }

    /// It stays set and stays ours: a tag without its key would make it another actor's option.
    @Test func anIgnoredOptionKeepsItsTag() {
        let plan = plan(
            [GlusterOption("performance.io-cache", "off"), GlusterOption("auth.allow", "10.*")],
            marks: "auth.allow,network.ping-timeout,performance.io-cache", ignored: ["spec.options[auth.allow]"])
        #expect(
            commands(plan) == [
                "reset engine performance.io-cache",
                "set engine user.hcctl.owner=lab user.hcctl.options=auth.allow,network.ping-timeout",
            ])
        #expect(plan.noted.map(\.difference.field) == ["spec.options[auth.allow]"])
    }

    @Test func eachGoesBackByItselfThenTheMarksLoseThem() {
        let plan = plan(
            [GlusterOption("performance.io-cache", "off"), GlusterOption("auth.allow", "10.*")],
            marks: "auth.allow,network.ping-timeout,performance.io-cache")
        #expect(
            commands(plan) == [
                "reset engine auth.allow", "reset engine performance.io-cache",
                "set engine user.hcctl.owner=lab user.hcctl.options=network.ping-timeout",
            ])
        #expect(plan.ready[2].after == plan.ready[..<2].map(\.id))
        #expect(
            plan.ready[0].differences == [
                Difference("spec.options[auth.allow]", desired: "*", observed: "10.*", rule: .default)
            ])
    }

    /// A run that died after the reset and before the mark.
    @Test func aKeyThatIsMarkedAndNotSetOnlyLosesItsMark() {
        let plan = plan([], marks: "auth.allow,network.ping-timeout")
        #expect(commands(plan) == ["set engine user.hcctl.owner=lab user.hcctl.options=network.ping-timeout"])
        #expect(plan.ready.first?.differences.map(\.field) == ["ownership.options"])
    }

    /// gluster takes neither an empty mark nor the mark away.
    @Test func aMarkThatIsNotNeededNamesNothing() {
        let plan = plan(
            [], marks: "network.ping-timeout", more: [GlusterOption("\(OwnershipTag.options).2", "auth.allow")])
        #expect(
            commands(plan) == [
                "set engine user.hcctl.owner=lab user.hcctl.options=network.ping-timeout user.hcctl.options.2=,"
            ])
        #expect(
            self.plan(
                [], marks: "network.ping-timeout", more: [GlusterOption("\(OwnershipTag.options).2", ",")]
            ).isConverged)
    }

    @Test func whatSomebodyElseSetStays() {
        #expect(plan([GlusterOption("auth.allow", "10.*")], marks: "network.ping-timeout").isConverged)
    }

    /// Lost marks: not ours any more.
    @Test func withoutMarksNothingIsReset() {
        #expect(plan([GlusterOption("auth.allow", "10.*")], marks: ",").isConverged)
    }

    @Test(arguments: [
        ("features.shard", "on", "OptionLosesData"), ("cluster.quorum-type", "auto", "ConsentNeeded"),
        ("cluster.self-heal-daemon", "on", "ConsentNeeded"), ("storage.reserve", "5", "ConsentNeeded"),
        ("cluster.favorite-child-policy", "size", "ConsentNeeded"),
        ("features.shard-block-size", "128MB", "ConsentNeeded"),
    ])
    func whatProtectsDataIsNotReset(_ key: String, _ value: String, _ reason: String) {
        let option = GlusterOption(key, value)
        #expect(plan([option], marks: "\(key),network.ping-timeout").words == ["held \(reason)"])
        let empty = plan([option], marks: "\(key),network.ping-timeout", status: .created)
        #expect(commands(empty).first == "reset engine \(key)")
    }

    @Test func consentReleasesAProtectedReset() {
        let option = GlusterOption("cluster.quorum-type", "auto")
        func consent(_ date: String, _ object: String = "cluster.quorum-type") -> Plan {
            plan(
                [option], marks: "cluster.quorum-type,network.ping-timeout",
                consents: [Consent(action: "gluster.resetOption", object: object, date: date)])
        }
        #expect(commands(consent("2026-11-21")).first == "reset engine cluster.quorum-type")
        #expect(consent("2026-11-21").ready.first?.consents.count == 1)
        #expect(consent("2026-11-20").words == ["held ConsentNeeded"])
        #expect(consent("2027-01-01", "storage.reserve").words == ["held ConsentNeeded"])
        let shard = plan(
            [GlusterOption("features.shard", "on")], marks: "features.shard,network.ping-timeout",
            consents: [Consent(action: "gluster.resetOption", object: "features.shard", date: "2027-01-01")])
        #expect(shard.words == ["held OptionLosesData"])
    }
}
