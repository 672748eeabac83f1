import ClusterModel
import TestSupport
import Testing

@testable import Planning

@Suite struct PoolTests {
    private static let down = UnknownReason.hostUnreachable("host3", detail: "No route to host")

    private func plan(
        _ desired: DesiredState = Make.desired([]), _ change: (HostName, inout ObservedHost) -> Void
    ) -> Plan {
        Planner().plan(desired, Make.observed(desired, change), history: History(), now: Make.now)
    }

    private func view(_ name: HostName, peers: [GlusterPeer], volumes: [GlusterVolumeView] = []) -> GlusterView {
        GlusterView(uuid: "uuid-\(name)", opVersion: 100_000, peers: peers, volumes: volumes)
    }

    @Test func strangersAreProbedOneAfterTheOther() {
        let plan = plan { name, host in host.gluster.view = .known(view(name, peers: [])) }
        #expect(
            plan.ready.map(\.action) == [
                .gluster(.probe(peer: "host2.lab.test"), from: "host1"),
                .gluster(.probe(peer: "host3.lab.test"), from: "host1"),
            ])
        #expect(plan.ready[1].after == [plan.ready[0].id])
    }

    @Test func theLargestPoolProbes() {
        let plan = plan { name, host in
            host.gluster.view = .known(
                view(
                    name,
                    peers: name == "host1" ? [] : Make.hosts.dropFirst().filter { $0 != name }.map { Make.peer($0) }))
        }
        #expect(plan.ready.map(\.action) == [.gluster(.probe(peer: "host1.lab.test"), from: "host2")])
    }

    @Test func aMemberOfAnotherPoolIsLeftThere() {
        let plan = plan { name, host in
            let stranger = GlusterPeer(uuid: "s", names: ["stranger"], state: "Peer in Cluster", isConnected: true)
            let peers =
                name == "host3" ? [stranger] : Make.hosts.filter { $0 != name && $0 != "host3" }.map { Make.peer($0) }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.words == ["held ForeignPool"])
    }

    @Test func noPoolIsFoundedWhileADeclaredHostIsUnseen() {
        let plan = plan { name, host in
            host.gluster.view = .known(view(name, peers: []))
            if name == "host3" { host = ObservedHost(unknown: Self.down) }
        }
        #expect(plan.words == ["held HostUnreachable", "unknown HostUnreachable"])
    }

    @Test(arguments: [
        ("Peer Rejected", true, "PeerRejected"), ("Probe Sent to Peer", true, "PeerStateSettling"),
        ("Peer in Cluster", false, "PeerDisconnected"),
    ])
    func aPeerInTroubleIsNamed(_ state: String, _ isConnected: Bool, _ reason: String) {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name }.map { peer in
                peer == "host3"
                    ? Make.peer(peer, state: state, isConnected: isConnected)
                    : Make.peer(peer, isConnected: name != "host3")
            }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.ready.isEmpty && plan.words.first == "held \(reason)")
    }

    @Test func theConnectedMajoritySpeaksForThePool() {
        let desired = Make.desired()
        let plan = plan(desired) { name, host in
            let isAlone = name == "host1"
            let peers = Make.hosts.filter { $0 != name }.map { Make.peer($0, isConnected: !isAlone && $0 != "host1") }
            let volumes = desired.volumes.map {
                Make.found($0, seenFrom: name, desired, options: [GlusterOption("network.ping-timeout", "42")])
            }
            host.gluster.view = .known(GlusterView(uuid: "uuid-\(name)", opVersion: 1, peers: peers, volumes: volumes))
        }
        #expect(plan.ready.map(\.action.name) == ["gluster.setOptions"])
        #expect(plan.ready.map(\.action.host) == ["host2"])
    }

    @Test func aGlusterdThatRunsAndSaysNothingIsUnknown() {
        let plan = plan(Make.desired()) { name, host in
            if name == "host3" { host.gluster.view = .unknown(.timeLimitPassed(command: "g", .seconds(20))) }
        }
        #expect(plan.words == ["unknown TimeLimitPassed"])
    }

    @Test func nothingTakesTheLockWhileAConnectedGlusterdIsMute() {
        let desired = Make.desired()
        let plan = plan(desired) { name, host in
            if name == "host3" { host.gluster.view = .unknown(.timeLimitPassed(command: "g", .seconds(20))) }
            if name != "host3" { host.gluster.view = .known(drifted(name, desired, host3Connected: true)) }
        }
        #expect(plan.words == ["held PeerStateSettling", "unknown TimeLimitPassed"])
    }

    @Test func afterAMinuteOfSilenceAConnectedPeerIsNotTakenForDead() {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            if name == "host3" { host = ObservedHost(unknown: Self.down) }
            if name != "host3" { host.gluster.view = .known(drifted(name, desired, host3Connected: true)) }
        }
        var history = History()
        history.unreachableSince["host3"] = Make.now
        let words = [Duration.seconds(59), .seconds(60)].map { later in
            Planner().plan(desired, observed, history: history, now: Make.now + later).words.first
        }
        #expect(words == ["held PeerStateSettling", "ready gluster.setOptions"])
    }

    private static let stranger = GlusterPeer(
        uuid: "s", names: ["stranger"], state: "Peer in Cluster", isConnected: true)

    /// Its member would pull the bare hosts into the strangers' pool.
    @Test func bareHostsAreNotProbedFromAMemberOfAnotherPool() {
        let plan = plan { name, host in
            host.gluster.view = .known(view(name, peers: name == "host3" ? [Self.stranger] : []))
        }
        #expect(plan.words == ["ready gluster.probe", "held ForeignPool"])
        #expect(plan.ready.map(\.action) == [.gluster(.probe(peer: "host2.lab.test"), from: "host1")])
    }

    @Test func whereEveryAnswerComesFromAnotherPoolNothingIsDoneInIt() {
        let desired = Make.desired()
        let plan = plan(desired) { name, host in
            host.os.services["glusterd"] = .known(ServiceState(load: "loaded", active: "active", enablement: "enabled"))
            host.gluster.view =
                name == "host3"
                ? .known(
                    view(
                        name, peers: [Self.stranger],
                        volumes: [Make.found(Make.volume(), seenFrom: name, desired, options: [])].map { $0.unmarked }))
                : .unknown(.notAsked)
        }
        #expect(plan.ready.allSatisfy { if case .gluster = $0.action { false } else { true } })
        #expect(plan.words.contains { $0.contains("ForeignPool") })
    }

    /// More than half of the Cluster's hosts are in the pool: whoever else is in it, it is the one meant.
    @Test func aPoolOfMostOfOursIsOursWhoeverElseIsInIt() {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name && $0 != "host3" }.map { Make.peer($0) } + [Self.stranger]
            host.gluster.view = .known(view(name, peers: name == "host3" ? [] : peers))
        }
        #expect(plan.ready.map(\.action) == [.gluster(.probe(peer: "host3.lab.test"), from: "host1")])
    }

    /// The coordinator is the host that came back: it sees everybody, and one of the others does not see it yet.
    @Test func aPoolIsWholeOnlyWhenTheCoordinatorIsSeenToo() {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name }.map {
                Make.peer($0, isConnected: name != "host1" || $0 != "host3")
            }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.words == ["held PeerDisconnected"])
    }

    /// The coordinator sees everybody, and two others do not see each other.
    @Test func aPoolIsWholeOnlyWhenEveryMemberSaysSo() {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name }.map { peer in
                Make.peer(peer, isConnected: name == "host1" || peer == "host1")
            }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.words == ["held PeerDisconnected", "held PeerDisconnected"])
    }

    /// Seed 1657: the coordinator calls the newcomer a member, and the newcomer has not got that far.
    @Test(arguments: [nil, "Accepted peer request"]) func aPoolIsWholeOnlyWhenMembersHaveMet(_ state: String?) {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name }.compactMap { peer -> GlusterPeer? in
                guard name == "host3", peer == "host2" else { return Make.peer(peer) }
                return state.map { Make.peer(peer, state: $0) }
            }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.words == ["held PeerStateSettling"])
    }

    @Test func aPeerOnItsWayIsWaitedFor() {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name }.map { peer in
                peer == "host3" ? Make.peer(peer, state: "Accepted peer request", isConnected: true) : Make.peer(peer)
            }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.words == ["held PeerStateSettling"])
    }

    @Test func aPeerKnownByAddressOnlyIsProbedByNameFromThere() {
        let plan = plan { name, host in
            let peers = Make.hosts.filter { $0 != name }.map { peer in
                name == "host2" && peer == "host1"
                    ? GlusterPeer(
                        uuid: "uuid-host1", names: ["10.88.0.11"], state: "Peer in Cluster", isConnected: true)
                    : Make.peer(peer)
            }
            host.gluster.view = .known(view(name, peers: peers))
        }
        #expect(plan.ready.map(\.action) == [.gluster(.probe(peer: "host1.lab.test"), from: "host2")])
    }

    @Test func aDeadHostThatGlusterStillCallsConnectedHoldsEverythingThatTakesTheLock() {
        let desired = Make.desired()
        let plan = plan(desired) { name, host in
            if name == "host3" { host = ObservedHost(unknown: Self.down) }
            if name != "host3" { host.gluster.view = .known(drifted(name, desired, host3Connected: true)) }
        }
        #expect(plan.words == ["held PeerStateSettling", "unknown HostUnreachable", "unknown HostUnreachable"])
    }

    @Test func onceGlusterKnowsOptionsAreSetWithoutIt() {
        let desired = Make.desired()
        let plan = plan(desired) { name, host in
            if name == "host3" { host = ObservedHost(unknown: Self.down) }
            if name != "host3" { host.gluster.view = .known(drifted(name, desired, host3Connected: false)) }
        }
        #expect(plan.words == ["ready gluster.setOptions", "unknown HostUnreachable", "unknown HostUnreachable"])
    }

    /// Server quorum counts only where the volume has it (its default is `none`) or is about to get it.
    ///
    /// | server-quorum-type found | set now | ratio | connected of members | held          |
    @Test(
        arguments: [
            ("server", nil, nil, 1, 3, true), ("server", nil, nil, 2, 3, false), ("none", nil, nil, 1, 3, false),
            (nil, nil, nil, 1, 3, false), (nil, "server", nil, 1, 3, true), (nil, "server", nil, 2, 3, false),
            ("server", nil, "34%", 1, 3, true), ("server", nil, "33", 1, 3, false), (nil, nil, nil, 1, 2, false),
            ("server", nil, nil, 1, 2, true), ("server", nil, "50%", 1, 2, false),
        ] as [(String?, String?, String?, Int, Int, Bool)])
    func serverQuorumWhereTheVolumeHasIt(
        _ found: String?, _ wanted: String?, _ ratio: String?, _ connected: Int, _ members: Int, _ isHeld: Bool
    ) {
        let hosts = Array(Make.hosts.prefix(members))
        let type = ServerQuorum.typeOption
        let options = [GlusterOption("network.ping-timeout", "10")] + (wanted.map { [GlusterOption(type, $0)] } ?? [])
        let desired = Make.desired([Make.volume(options: options, hosts: hosts) { $0.replica = members }], hosts: hosts)
        let plan = plan(desired) { name, host in
            guard hosts.prefix(connected).contains(name) else {
                host = ObservedHost(unknown: .hostUnreachable(name, detail: "down"))
                return
            }
            let seen = [GlusterOption("network.ping-timeout", "42")] + (found.map { [GlusterOption(type, $0)] } ?? [])
            host.gluster.view = .known(
                GlusterView(
                    uuid: "uuid-\(name)", opVersion: 1,
                    peers: hosts.filter { $0 != name }.map {
                        Make.peer($0, isConnected: hosts.prefix(connected).contains($0))
                    }, volumes: desired.volumes.map { Make.found($0, seenFrom: name, desired, options: seen) },
                    options: ratio.map { [GlusterOption(ServerQuorum.ratioOption, $0)] } ?? []))
        }
        #expect(plan.held.flatMap { $0.waitingOn.map(\.reason) } == (isHeld ? ["QuorumMissing"] : []))
        #expect(plan.ready.map(\.action.name) == (isHeld ? [] : ["gluster.setOptions"]))
    }

    /// ping-timeout is 42 and not 10.
    private func drifted(_ name: HostName, _ desired: DesiredState, host3Connected: Bool) -> GlusterView {
        GlusterView(
            uuid: "uuid-\(name)", opVersion: 1,
            peers: Make.hosts.filter { $0 != name }.map { Make.peer($0, isConnected: $0 != "host3" || host3Connected) },
            volumes: desired.volumes.map {
                Make.found($0, seenFrom: name, desired, options: [GlusterOption("network.ping-timeout", "42")])
            })
    }

    @Test func nothingIsEverPlannedForAHostThatDoesNotAnswer() {
        let desired = Make.desired()
        let plan = Planner().plan(
            desired,
            Make.observed(desired) { name, host in
                host = name == "host3" ? ObservedHost(unknown: Self.down) : Make.bareHost(name, desired)
            }, history: History(), now: Make.now)
        #expect(plan.ready.allSatisfy { $0.action.host != "host3" })
        #expect(plan.ready.map(\.action.name).contains("host.makeFilesystem"))
        #expect(
            plan.held.contains {
                $0.step?.action.name == "gluster.createVolume"
                    && $0.waitingOn.contains(.host(.hostUnreachable("host3")))
            })
    }
}

@Suite struct WholePlanTests {
    @Test func bareHostsShowTheWholeWay() {
        let plan = Planner().plan(Make.desired(), Make.bare(), history: History(), now: Make.now)
        #expect(
            plan.words == [
                "ready host.makeFilesystem", "ready host.makeFilesystem", "ready host.makeFilesystem",
                "ready host.enableAndStart", "ready host.enableAndStart", "ready host.enableAndStart",
                // The line of fstab and the mount of each host.
                "held DependsOnStep", "held DependsOnStep", "held DependsOnStep",
                "held DependsOnStep", "held DependsOnStep", "held DependsOnStep",
                "held DependsOnStep DependsOnStep", "held DependsOnStep DependsOnStep",
                // The directories of the volume's bricks.
                "held DependsOnStep", "held DependsOnStep", "held DependsOnStep",
                "held DependsOnStep DependsOnStep DependsOnStep DependsOnStep DependsOnStep DependsOnStep",
                "held DependsOnStep", "held DependsOnStep",
            ])
        let foreseen = plan.held.compactMap(\.foreseen)
        #expect(
            foreseen.map(\.id.text).filter { $0.contains("host1") } == [
                "Host/host1 host.replaceFile host1:/etc/fstab", "Host/host1 host.mount host1:/gluster",
                "GlusterVolume/engine host.makeDirectory host1:/gluster/engine/brick",
            ])
        #expect(
            foreseen.first?.differences.map(\.desired) == [
                "UUID=(not known before mkfs) /gluster xfs defaults,nofail,x-systemd.device-timeout=30s 0 0"
            ])
    }

    @Test func aMissingPackageIsSaid() {
        let plan = Planner().plan(
            Make.desired([]),
            Make.observed { name, host in
                if name == "host2" {
                    host.os.services["glusterd"] = .known(
                        ServiceState(load: "not-found", active: "inactive", enablement: ""))
                    host.gluster.view = .unknown(.notAsked)
                }
            }, history: History(), now: Make.now)
        #expect(plan.words == ["held NotInstalled"])
    }

    @Test func whatWasTriedInVainThreeTimesIsNotTriedAgain() {
        let desired = Make.desired([Make.volume { $0.state = .started }])
        let observed = Make.observed(desired) { name, host in
            host.os.services["glusterd"] = .known(ServiceState(load: "loaded", active: "failed", enablement: "enabled"))
        }
        let first = Planner().plan(desired, observed, history: History(), now: Make.now)
        var history = History()
        for step in first.ready {
            history.attempts[step.id] = History.Attempts(
                count: 3, last: .indeterminate(.host("host1"), words: "it failed"), notBefore: Make.now)
        }
        let second = Planner().plan(desired, observed, history: history, now: Make.now)
        #expect(second.ready.isEmpty)
        #expect(Set(second.words) == ["held NoEffect"])
    }

    @Test func aPauseHoldsAndEnds() {
        let observed = Make.observed { name, host in
            if name == "host1" { host.storage.mounts = .known([Make.root]) }
        }
        let step = Planner().plan(Make.desired([]), observed, history: History(), now: Make.now).ready[0]
        var history = History()
        history.attempts[step.id] = History.Attempts(count: 1, last: .done, notBefore: Make.now + .seconds(1))
        let planner = Planner()
        #expect(planner.plan(Make.desired([]), observed, history: history, now: Make.now).words == ["held BackOff"])
        #expect(
            planner.plan(Make.desired([]), observed, history: history, now: Make.now + .seconds(1)).words == [
                "ready host.mount"
            ])
    }
}

extension GlusterVolumeView {
    /// Without the mark of its owner.
    fileprivate var unmarked: Self {
        Self(
            name: name, id: id, type: type, status: status, replica: replica, arbiter: arbiter, bricks: bricks,
            options: options.filter { $0.name != OwnershipTag.owner })
    }
}
