import ClusterModel
import Planning
import TestSupport
import Testing

/// Options that change what is on disk, or what protects it.
@Suite struct OptionGuardTests {
    /// The plan for a volume that is to have one option and has another value of it, or none.
    private func plan(
        _ name: String, from seen: String?, to wanted: String, status: GlusterVolumeView.Status = .started
    ) -> Plan {
        let options = [GlusterOption("network.ping-timeout", "10"), GlusterOption(name, wanted)]
        let desired = Make.desired([
            Make.volume(options: options) { if status == .stopped { $0.state = .stopped } }
        ])
        let found = [options[0]] + (seen.map { [GlusterOption(name, $0)] } ?? [])
        let observed = Make.observed(desired) { host, facts in
            let view = Make.view(host, desired)
            facts.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: desired.volumes.map {
                        Make.found($0, seenFrom: host, desired, status: status, options: found)
                    }))
        }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    @Test(arguments: ["off", "disable", "0", "No"])
    func shardingIsNeverSwitchedOff(_ wanted: String) {
        for status in [GlusterVolumeView.Status.started, .stopped] {
            let plan = plan("features.shard", from: "enable", to: wanted, status: status)
            #expect(plan.words == ["held OptionLosesData"])
            #expect(plan.held.first?.waitingOn == [.gluster(.losesData("engine", option: "features.shard"))])
            #expect(
                plan.held.first?.differences == [
                    Difference("spec.options[features.shard]", desired: wanted, observed: "enable", rule: .explicit)
                ])
        }
    }

    @Test func shardingIsSwitchedOn() {
        #expect(plan("features.shard", from: nil, to: "on").words == ["ready gluster.setOptions"])
        #expect(plan("features.shard", from: "off", to: "on").words == ["ready gluster.setOptions"])
        #expect(plan("features.shard", from: "on", to: "enable").isConverged)
    }

    @Test(arguments: [
        ("cluster.quorum-type", "auto", "none"), ("cluster.quorum-type", "none", "fixed"),
        ("cluster.quorum-count", "2", "1"), ("cluster.server-quorum-type", "server", "none"),
        ("cluster.self-heal-daemon", "on", "off"), ("cluster.self-heal-daemon", nil, "off"),
        ("cluster.disperse-self-heal-daemon", "enable", "disable"), ("cluster.favorite-child-policy", "none", "mtime"),
        ("cluster.favorite-child-policy", nil, "size"), ("storage.reserve", "5", "1"), ("storage.reserve", nil, "0"),
        ("storage.reserve", "5%", "10GB"), ("features.shard-block-size", nil, "4MB"),
        ("features.shard-block-size", "4MB", "64MB"), ("cluster.quorum-reads", "on", "off"),
    ])
    func loweringIsHeldForAPerson(_ name: String, _ seen: String?, _ wanted: String) {
        #expect(plan(name, from: seen, to: wanted).words == ["held ConsentNeeded"])
    }

    @Test(arguments: [
        ("cluster.quorum-type", "none", "auto"), ("cluster.quorum-count", "1", "2"), ("cluster.quorum-count", nil, "2"),
        ("cluster.server-quorum-type", nil, "server"), ("cluster.self-heal-daemon", "off", "on"),
        ("cluster.favorite-child-policy", "mtime", "none"), ("storage.reserve", "1", "5%"),
        ("storage.reserve", "1GB", "10GB"), ("cluster.quorum-reads", "no", "yes"),
    ])
    func raisingIsNot(_ name: String, _ seen: String?, _ wanted: String) {
        #expect(plan(name, from: seen, to: wanted).words == ["ready gluster.setOptions"])
    }

    @Test(arguments: [("storage.reserve", "5", "5%"), ("features.shard-block-size", "64MB", "67108864")])
    func whatIsTheSameIsNoChange(_ name: String, _ seen: String, _ wanted: String) {
        #expect(plan(name, from: seen, to: wanted).isConverged)
    }

    /// A run that was killed between making a volume and setting its options leaves this behind.
    @Test func aVolumeThatNeverRanHoldsNothing() {
        for (name, wanted) in [("features.shard", "off"), ("features.shard-block-size", "4MB")] {
            let plan = plan(name, from: name == "features.shard" ? "on" : nil, to: wanted, status: .created)
            #expect(plan.words == ["ready gluster.setOptions", "ready gluster.startVolume"])
        }
    }

    @Test func theOtherOptionsAreSetMeanwhile() {
        let desired = Make.desired([
            Make.volume(options: [GlusterOption("features.shard", "off"), GlusterOption("network.ping-timeout", "10")])
        ])
        let observed = Make.observed(desired) { host, facts in
            let options = [GlusterOption("features.shard", "on"), GlusterOption("network.ping-timeout", "42")]
            let view = Make.view(host, desired)
            facts.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: desired.volumes.map { Make.found($0, seenFrom: host, desired, options: options) }))
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(plan.words == ["ready gluster.setOptions", "held OptionLosesData"])
        guard case .gluster(.setOptions(_, let set), _)? = plan.ready.first?.action else { return }
        #expect(!set.contains { $0.name == "features.shard" || $0.value.contains("features.shard") })
    }

    @Test func whatDisturbsClientsIsAskedFor() {
        #expect(plan("client.ssl", from: nil, to: "on").ready.map(\.risk) == [.disruptive])
        #expect(plan("client.ssl", from: nil, to: "on", status: .stopped).ready.map(\.risk) == [.benign])
        #expect(plan("performance.quick-read", from: nil, to: "off").ready.map(\.risk) == [.benign])
    }
}
