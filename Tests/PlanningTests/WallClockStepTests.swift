import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// The wall clock is set while hcctl runs: no decision changes.
@Suite struct WallClockStepTests {
    /// NTP forward by a minute, back by an hour, and by a day each way.
    static let steps: [Duration] = [.seconds(61), .seconds(-3_600), .seconds(86_400), .seconds(-86_400)]

    private func stepped(_ moment: Moment, _ step: Duration) -> Moment {
        Moment(monotonic: moment.monotonic, wall: moment.wall + step)
    }

    private func words(_ history: History, after passed: Duration, _ step: Duration, silent: Bool = false) -> [String] {
        let desired = Make.desired([Make.volume(options: [GlusterOption("network.ping-timeout", "10")])])
        let observed = Make.observed(desired) { name, host in
            if silent, name == "host3" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "no route")) }
            guard case .known(let view) = host.gluster.view, !(silent && name == "host3") else { return }
            host.gluster.view = .known(
                GlusterView(
                    uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                    volumes: [
                        Make.found(
                            desired.volumes[0], seenFrom: name, desired,
                            options: [GlusterOption("network.ping-timeout", "30")])
                    ]))
        }
        return Planner().plan(desired, observed, history: history, now: stepped(Make.now + passed, step)).words
    }

    /// The 60 s for which a host that gluster calls connected may have just died.
    @Test(arguments: steps, [(Duration.seconds(30), true), (.seconds(61), false)])
    func theGuardOnSilentPeersIsNotLifted(_ step: Duration, _ passed: (Duration, Bool)) {
        var history = History()
        history.unreachableSince["host3"] = Make.now
        let found = words(history, after: passed.0, step, silent: true)
        #expect(found.contains { $0.contains("PeerStateSettling") } == passed.1)
        #expect(found == words(history, after: passed.0, .zero, silent: true))
    }

    @Test(arguments: steps, [Duration.seconds(4), .seconds(6)])
    func aBackOffEndsInItsTime(_ step: Duration, _ passed: Duration) {
        var history = History()
        let key = StepKey(
            resource: .volume("engine"),
            action: .gluster(.setOptions("engine", [GlusterOption("network.ping-timeout", "10")]), from: "host1"))
        history.attempts[key] = History.Attempts(count: 1, last: .done, notBefore: Make.now + .seconds(5))
        #expect(
            words(history, after: passed, step)
                == [passed < .seconds(5) ? "held BackOff" : "ready gluster.setOptions"])
    }

    @Test(arguments: steps, [Duration.seconds(20), .seconds(40)])
    func theSettleTimeIsMeasured(_ step: Duration, _ passed: Duration) {
        let desired = Make.desired()
        var history = History()
        let begin = Make.now + Duration.seconds(-passed.components.seconds)
        history.healSamples["engine"] = [begin, begin + .seconds(1), Make.now].map { .init(at: $0, entries: 0) }
        let input = PlanningInput(
            desired: desired, observed: Make.converged(desired), history: history, now: stepped(Make.now, step))
        #expect(DisruptionGuard(input).obstacles(disturbing: "host1").isEmpty == (passed >= .seconds(30)))
    }

    @Test(arguments: steps) func aRepairCountsWithinItsWindow(_ step: Duration) {
        let rules = DisruptionSpec.Fighting()
        let difference = Difference("a", desired: "b", observed: "c", rule: .explicit)
        var record = RepairRecord(postcondition: .gluster(.bricksRun("engine", [])), evidenceHint: "", last: Make.now)
        record.holdsSince = Make.now
        let repairs = [Repair(.volume("engine"), difference): record]
        let later = RecurringDriftDetector(rules, at: stepped(Make.now + .seconds(5), step))
        let after = later.looked(
            Make.converged(), differing: [Repair(.volume("engine"), difference)], after: repairs)
        #expect(after.values.first?.returns.map(\.after) == [.seconds(5)])
    }
}
