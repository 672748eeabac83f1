import ClusterModel
import Planning
import TestSupport
import Testing

/// A host that nobody can log in to and that gluster still reaches: what is sent to all members happens there, too,
/// unseen. By force gluster marks whatever directory stands where a brick should be, mounted or not.
@Suite struct UnseenBrickTests {
    private static let path = "/gluster/engine/brick"
    private static let since = Make.now

    /// host2's brick does not run, host3 is silent; `connected` says whose glusterd calls host3 connected.
    private func plan(
        connected: Set<HostName>, after silence: Duration = .seconds(60), status: GlusterVolumeView.Status = .started,
        brick third: String = "host3.lab.test"
    ) -> Plan {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            if name == "host3", third == "host3.lab.test" {
                host = ObservedHost(unknown: .hostUnreachable(name, detail: "Permission denied"))
            } else {
                host.gluster.view = .known(
                    Self.view(name, desired, status, third, isConnected: connected.contains(name)))
            }
        }
        var history = History()
        history.unreachableSince["host3"] = Self.since
        return Planner().plan(desired, observed, history: history, now: Self.since + silence)
    }

    private static func view(
        _ name: HostName, _ desired: DesiredState, _ status: GlusterVolumeView.Status, _ third: String,
        isConnected: Bool
    ) -> GlusterView {
        let volume = Make.found(desired.volumes[0], seenFrom: name, desired, status: status)
        let bricks = volume.bricks.map { brick -> GlusterBrickView in
            // Of a brick of another host no glusterd of ours reports the state.
            guard brick.host != "host3.lab.test" || third == brick.host else {
                return GlusterBrickView(host: third, path: brick.path, isRunning: .unknown(.notAsked))
            }
            return GlusterBrickView(
                host: brick.host, path: brick.path,
                isRunning: brick.host == "host2.lab.test" && name == "host2" ? .known(false) : brick.isRunning)
        }
        let found = GlusterVolumeView(
            name: volume.name, id: volume.id, type: volume.type, status: status, replica: 3, arbiter: 0,
            bricks: bricks, options: volume.options)
        let peers = Make.view(name, desired).peers.map { peer in
            peer.names.contains(third) ? Make.peer("host3", isConnected: isConnected) : peer
        }
        let stranger = GlusterPeer(uuid: "s", names: [third], state: "Peer in Cluster", isConnected: isConnected)
        return GlusterView(
            uuid: "uuid-\(name)", opVersion: 100_000,
            peers: third == "host3.lab.test" ? peers : peers + [stranger], volumes: [found])
    }

    /// host1 alone of three, without server quorum, with its own brick down: a partition may end while `start force` runs
    /// (seed 2197), so that it waits until the others have been silent for a minute.
    @Test(arguments: [(Duration.seconds(59), false), (.seconds(60), true)])
    func aMinorityWaitsBeforeItStartsBricksByForce(_ silence: Duration, _ isReady: Bool) {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            guard name == "host1" else {
                host = ObservedHost(unknown: .hostUnreachable(name, detail: "no route"))
                return
            }
            let volume = Make.found(desired.volumes[0], seenFrom: name, desired)
            let found = GlusterVolumeView(
                name: volume.name, id: volume.id, type: volume.type, status: volume.status, replica: 3, arbiter: 0,
                bricks: volume.bricks.map { brick in
                    brick.host == "host1.lab.test"
                        ? GlusterBrickView(host: brick.host, path: brick.path, isRunning: .known(false)) : brick
                }, options: volume.options)
            host.gluster.view = .known(
                GlusterView(
                    uuid: "uuid-host1", opVersion: 1,
                    peers: ["host2", "host3"].map { Make.peer($0, isConnected: false) }, volumes: [found]))
        }
        var history = History()
        for host in ["host2", "host3"] as [HostName] { history.unreachableSince[host] = Self.since }
        let plan = Planner().plan(desired, observed, history: history, now: Self.since + silence)
        #expect(self.isReady(plan) == isReady)
        #expect(Set(reasons(plan)) == (isReady ? [] : ["PeerStateSettling"]))
    }

    /// Of the step that starts the bricks.
    private func reasons(_ plan: Plan) -> [String] {
        let held = plan.held.filter { $0.step?.action.name == "gluster.startBricks" }
        return held.flatMap(\.waitingOn).map(\.reason)
    }

    private func isReady(_ plan: Plan, _ action: String = "gluster.startBricks") -> Bool {
        plan.ready.contains { $0.action.name == action }
    }

    @Test(arguments: [
        (["host1", "host2"], Duration.seconds(59), ["BricksUnobserved", "PeerStateSettling"]),
        (["host1", "host2"], .seconds(60), ["BricksUnobserved"]),
        (["host1", "host2"], .seconds(86_400), ["BricksUnobserved"]),
        (["host2"], .seconds(60), ["BricksUnobserved"]), ([], .zero, []), ([], .seconds(60), []),
    ])
    func byForceNothingIsStartedWhereNobodySees(_ connected: [HostName], _ silence: Duration, _ words: [String]) {
        let plan = plan(connected: Set(connected), after: silence)
        #expect(reasons(plan) == words)
        #expect(isReady(plan) == words.isEmpty)
    }

    /// It may be back any moment, and its file systems not mounted yet.
    @Test func whetherItIsStillAwayIsReadAgain() throws {
        let plan = plan(connected: [])
        let step = try #require(plan.ready.first { $0.action.name == "gluster.startBricks" })
        #expect(step.preconditions.contains(.gluster(.peerAway("host1", names: ["host3.lab.test"]))))
    }

    @Test func itSaysWhichHostAndSinceWhen() {
        let waiting = plan(connected: ["host1", "host2"]).held.flatMap(\.waitingOn)
        #expect(waiting.map { "\($0)" }.contains { $0.contains("host3") && $0.contains("\(Self.since)") })
    }

    /// Without force gluster starts a volume only where every directory carries its mark, and marks none.
    @Test func aStoppedVolumeIsStartedAllTheSame() {
        let plan = plan(connected: ["host1", "host2"], status: .stopped)
        #expect(isReady(plan, "gluster.startVolume"))
    }

    /// No manifest names the host, so nobody asks it.
    @Test(arguments: [(true, ["FactUnknown"]), (false, [])])
    func aBrickOfAStrangerIsNotSeenEither(_ isConnected: Bool, _ words: [String]) {
        let members: Set<HostName> = isConnected ? ["host1", "host2", "host3"] : []
        let plan = plan(connected: members, brick: "stranger.lab.test")
        #expect(reasons(plan) == words)
        #expect(isReady(plan) == words.isEmpty)
    }
}
