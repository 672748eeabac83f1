import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What speaks against disturbing host1 of a converged cluster, one fact changed at a time.
@Suite struct DisruptionGuardTests {
    private static let brick = "/gluster/engine/brick"

    private func obstacles(
        _ desired: DesiredState = Make.desired(), calm: [Int?] = [0, 0, 0], apart: Duration = .seconds(15),
        of host: HostName = "host1",
        with change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> [String] {
        var history = History()
        let count = calm.count
        history.healSamples["engine"] = calm.enumerated().map { index, entries in
            History.HealSample(at: Make.now + apart * (index - count + 1), entries: entries)
        }
        let input = PlanningInput(
            desired: desired, observed: Make.observed(desired, change), history: history, now: Make.now)
        return DisruptionGuard(input).obstacles(disturbing: host).map(\.reason)
    }

    private func stopped(_ host: HostName, _ view: GlusterView) -> GlusterView {
        let volumes = view.volumes.map { volume in
            GlusterVolumeView(
                name: volume.name, id: volume.id, type: volume.type, status: volume.status, replica: volume.replica,
                arbiter: volume.arbiter,
                bricks: volume.bricks.map {
                    $0.host == "\(host).lab.test"
                        ? GlusterBrickView(host: $0.host, path: $0.path, isRunning: .known(false)) : $0
                }, options: volume.options)
        }
        return GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: volumes)
    }

    @Test func aCalmClusterMayBeDisturbed() { #expect(obstacles() == []) }

    @Test(arguments: [
        ([0, 0], Duration.seconds(15), ["HealSettling"]), ([0, 0, 0], .seconds(14), ["HealSettling"]),
        ([0, 3, 0], .seconds(15), ["HealSettling"]), ([0, nil, 0], .seconds(15), ["HealSettling"]),
        ([5, 0, 0, 0], .seconds(15), []), ([], .seconds(15), ["HealSettling"]),
    ])
    func threeLooksOverTheSettleTime(_ calm: [Int?], _ apart: Duration, _ reasons: [String]) {
        #expect(obstacles(calm: calm, apart: apart) == reasons)
    }

    /// Of two copies quorum `auto` needs the first one (seed 8763).
    @Test(arguments: [
        ("auto", "host1", ["BricksMissing"]), ("auto", "host2", []), ("none", "host1", []),
        ("fixed", "host2", ["BricksMissing"]),
    ])
    func quorumOfTwoCopies(_ type: String, _ host: String, _ reasons: [String]) {
        let pair: [HostName] = ["host1", "host2"]
        let options = [GlusterOption("cluster.quorum-type", type), GlusterOption("cluster.quorum-count", "2")]
        let desired = Make.desired([Make.volume(options: options, hosts: pair) { $0.replica = 2 }], hosts: pair)
        #expect(obstacles(desired, of: HostName(host)) == reasons)
    }

    /// A glusterd that answers and does not report the state of its own brick was queried: the reason says so.
    @Test func aBrickThatItsOwnDaemonDoesNotReportIsNotCalledUnasked() {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            if name == "host2" { host.gluster.view = .known(Make.view("host1", desired)) }
        }
        let input = PlanningInput(desired: desired, observed: observed, history: History(), now: Make.now)
        let facts = DisruptionGuard(input).obstacles(disturbing: "host1").compactMap { waiting in
            if case .fact(_, let why) = waiting { why } else { nil }
        }
        #expect(facts == [.notReported])
    }

    /// Unknown is not up: a glusterd whose state was not read spends the budget.
    @Test func aDaemonWhoseStateIsUnknownCountsAsAway() {
        let reasons = obstacles { name, host in if name == "host2" { host.os.services = [:] } }
        #expect(reasons == ["DisruptionBudget"])
    }

    @Test func entriesToHealHoldUpToTheLimit() {
        func host(_ entries: Reading<Int>) -> (HostName, inout ObservedHost) -> Void {
            { name, host in if name == "host3" { host.gluster.healBacklog[Self.brick] = entries } }
        }
        #expect(obstacles(with: host(.known(1))) == ["HealPending"])
        #expect(obstacles(with: host(.unknown(.notAsked))) == ["FactUnknown"])
        var lenient = Make.desired()
        lenient.spec.disruption.healBacklogMax = 2
        #expect(obstacles(lenient, with: host(.known(2))) == [])
    }

    @Test func aBrickThatIsDownHoldsTheOthersButNotItself() {
        let change: (HostName, inout ObservedHost) -> Void = { name, host in
            if name == "host2", case .known(let view) = host.gluster.view {
                host.gluster.view = .known(self.stopped("host2", view))
            }
        }
        #expect(obstacles(with: change) == ["BrickDown"])
        #expect(obstacles(of: "host2", with: change) == [])
    }

    @Test func aHostThatIsAwayUsesUpTheBudget() {
        func away(_ change: @escaping (HostName, inout ObservedHost) -> Void) -> [String] {
            obstacles { name, host in if name == "host3" { change(name, &host) } }
        }
        #expect(
            away { name, host in
                host = ObservedHost(unknown: .hostUnreachable(name, detail: "no route"))
            } == ["DisruptionBudget", "FactUnknown"])
        #expect(
            away { _, host in
                host.os.services["glusterd"] = .known(
                    ServiceState(load: "loaded", active: "failed", enablement: "enabled"))
            } == ["DisruptionBudget"])
        var desired = Make.desired()
        desired.hosts["host2"]?.maintenance = true
        #expect(obstacles(desired) == ["DisruptionBudget"])
        // It does not use up its own budget, but nothing is restarted where an operator works.
        #expect(obstacles(desired, of: "host2") == ["HostInMaintenance"])
        desired.spec.disruption.maxUnavailableHosts = 2
        #expect(obstacles(desired) == [])
    }

    @Test func aPeerWithoutConnectionHolds() {
        let reasons = obstacles { name, host in
            guard name == "host2", case .known(let view) = host.gluster.view else { return }
            let peers = view.peers.map { $0.uuid == "uuid-host3" ? Make.peer("host3", isConnected: false) : $0 }
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: peers, volumes: view.volumes))
        }
        #expect(reasons == ["PeerDisconnected"])
    }

    @Test func aVolumeWithoutCopiesIsNotTakenAway() {
        let desired = Make.desired([
            Make.volume("engine", hosts: ["host1"]) { $0.replica = 1 }
        ])
        #expect(obstacles(desired) == ["OnlyCopy"])
        #expect(obstacles(desired, of: "host2") == [])
    }
}
