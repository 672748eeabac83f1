import ClusterModel
import Planning
import TestSupport
import Testing

@Suite struct VolumeTests {
    private func plan(
        _ desired: DesiredState = Make.desired(), _ change: (HostName, inout ObservedHost) -> Void
    ) -> Plan {
        Planner().plan(desired, Make.observed(desired, change), history: History(), now: Make.now)
    }

    /// host2's glusterd says something else of the volume; the coordinator is host1.
    private func found(
        _ desired: DesiredState = Make.desired(), status: GlusterVolumeView.Status = .started,
        options: [GlusterOption]? = nil, on host: HostName
    ) -> GlusterView {
        let view = Make.view(host, desired)
        let volumes = desired.volumes.map {
            Make.found($0, seenFrom: host, desired, status: status, options: options)
        }
        return GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: volumes)
    }

    @Test func convergedIsEmpty() {
        #expect(plan { _, _ in }.isConverged)
    }

    @Test func aNewVolumeIsMadeSetAndStartedInThisOrder() {
        let plan = plan { name, host in
            host.gluster.view = .known(Make.view(name, Make.desired(), volumes: false))
            host.gluster.bricks = ["/gluster/engine/brick": .absent]
        }
        #expect(
            plan.words == [
                "ready host.makeDirectory", "ready host.makeDirectory", "ready host.makeDirectory",
                "ready gluster.createVolume", "ready gluster.setOptions", "ready gluster.startVolume",
            ])
        let create = plan.ready[3]
        #expect(create.after == plan.ready[..<3].map(\.id))
        #expect(
            create.action
                == .gluster(
                    .createVolume(
                        "engine", replica: 3, arbiter: 0,
                        bricks: Make.hosts.map { "\($0).lab.test:/gluster/engine/brick" }), from: "host1"))
        #expect(create.preconditions.count == 9)
        #expect(
            plan.ready[4].action
                == .gluster(
                    .setOptions(
                        "engine",
                        [
                            GlusterOption("network.ping-timeout", "10"), GlusterOption("user.hcctl.owner", "lab"),
                            GlusterOption("user.hcctl.options", "network.ping-timeout"),
                        ]), from: "host1"))
    }

    @Test func aVolumeToStayStoppedIsNotStarted() {
        let desired = Make.desired([Make.volume { $0.state = .stopped }])
        let plan = plan(desired) { name, host in
            host.gluster.view = .known(Make.view(name, desired, volumes: false))
            host.gluster.bricks = ["/gluster/engine/brick": .known(BrickDirectory(isEmpty: true, volumeID: nil))]
        }
        #expect(plan.words == ["ready gluster.createVolume", "ready gluster.setOptions"])
    }

    @Test(arguments: [
        (Reading<BrickDirectory>.known(BrickDirectory(isEmpty: false, volumeID: nil)), "BrickInUse"),
        (.known(BrickDirectory(isEmpty: true, volumeID: "x")), "BrickInUse"),
        (.unknown(.notAsked), "FactUnknown"),
    ])
    func aBrickThatIsNotFreeHoldsTheWholeVolume(_ brick: Reading<BrickDirectory>, _ reason: String) {
        let plan = plan { name, host in
            host.gluster.view = .known(Make.view(name, Make.desired(), volumes: false))
            host.gluster.bricks = [
                "/gluster/engine/brick": name == "host2" ? brick : .known(BrickDirectory(isEmpty: true, volumeID: nil))
            ]
        }
        #expect(plan.words == ["held \(reason)", "held DependsOnStep", "held DependsOnStep"])
    }

    @Test func anUnmountedFileSystemHoldsTheVolumeUntilItIsMounted() {
        let plan = plan { name, host in
            host.gluster.view = .known(Make.view(name, Make.desired(), volumes: false))
            host.gluster.bricks = ["/gluster/engine/brick": .absent]
            if name == "host3" { host.storage.mounts = .known([Make.root]) }
        }
        #expect(plan.ready.map(\.action.name) == ["host.mount", "host.makeDirectory", "host.makeDirectory"])
        #expect(
            plan.held.map { $0.waitingOn.map(\.reason) } == [
                ["DependsOnStep"], ["DependsOnStep"], ["DependsOnStep"], ["DependsOnStep"],
            ])
        #expect(plan.held[0].foreseen?.host == "host3")
        #expect(plan.held[0].foreseen?.actionName == "host.makeDirectory")
    }

    @Test func driftedOptionsGoInOneTransactionWithTheMarks() {
        let options = [GlusterOption("network.ping-timeout", "42"), GlusterOption("user.hcctl.options", "auth.allow")]
        let plan = plan { name, host in host.gluster.view = .known(found(options: options, on: name)) }
        #expect(
            plan.ready.map(\.action) == [
                .gluster(
                    .setOptions(
                        "engine",
                        [
                            GlusterOption("network.ping-timeout", "10"), GlusterOption("user.hcctl.owner", "lab"),
                            GlusterOption("user.hcctl.options", "auth.allow,network.ping-timeout"),
                        ]), from: "host1")
            ])
        #expect(
            plan.ready.first?.differences == [
                Difference("spec.options[network.ping-timeout]", desired: "10", observed: "42", rule: .explicit)
            ])
    }

    @Test(arguments: [
        ("performance.quick-read", "on", "enable"), ("performance.quick-read", "off", "FALSE"),
        ("performance.quick-read", "1", "on"), ("performance.io-cache-size", "32MB", "33554432"),
        ("network.ping-timeout", "60", "1min"), ("cluster.quorum-type", "auto", "auto"),
        ("cluster.min-free-disk", "10%", "10"), ("user.note", "on", "on"), ("new.one", "x", "x"),
    ])
    func valuesThatGlusterTakesForTheSameDoNotDiffer(_ name: String, _ wanted: String, _ seen: String) {
        let desired = Make.desired([Make.volume(options: [GlusterOption(name, wanted)])])
        let plan = plan(desired) { host, facts in
            facts.gluster.view = .known(found(desired, options: [GlusterOption(name, seen)], on: host))
        }
        #expect(plan.isConverged)
    }

    @Test(arguments: [
        ("performance.quick-read", "on", "off"), ("network.ping-timeout", "10", "11"),
        ("network.ping-timeout", "1", "on"), ("performance.io-cache-size", "32MB", "32KB"),
        ("cluster.quorum-type", "auto", "fixed"), ("auth.allow", "a", "A"), ("user.note", "1", "on"),
        ("new.one", "32MB", "33554432"),
    ])
    func otherValuesDiffer(_ name: String, _ wanted: String, _ seen: String) {
        #expect(!OptionValues.match(name, wanted, seen))
    }

    @Test func optionsThatNobodyDeclaredAreForeign() {
        let options = [GlusterOption("network.ping-timeout", "10"), GlusterOption("features.shard", "on")]
        #expect(plan { name, host in host.gluster.view = .known(found(options: options, on: name)) }.isConverged)
    }

    @Test func aStoppedVolumeIsStarted() {
        let plan = plan { name, host in host.gluster.view = .known(found(status: .stopped, on: name)) }
        #expect(plan.words == ["ready gluster.startVolume"])
    }

    /// Gluster refuses to start it for as long as that is so; only what a host says of itself keeps it from trying.
    @Test(arguments: [
        (Reading<BrickDirectory>.known(BrickDirectory(isEmpty: true, volumeID: nil)), ["held BrickInUse"]),
        (.known(BrickDirectory(isEmpty: false, volumeID: "another")), ["held BrickInUse"]),
        (.absent, ["held NotMounted"]), (.unknown(.notAsked), ["held FactUnknown"]),
        (.known(BrickDirectory(isEmpty: false, volumeID: Make.id("engine"))), ["ready gluster.startVolume"]),
    ])
    func aStoppedVolumeIsStartedOnlyOverItsOwnMarks(_ brick: Reading<BrickDirectory>, _ words: [String]) {
        let plan = plan { name, host in
            host.gluster.view = .known(found(status: .created, on: name))
            if name == "host2" { host.gluster.bricks = ["/gluster/engine/brick": brick] }
        }
        #expect(plan.words == words)
    }

    @Test func aStoppedVolumeWaitsForItsFileSystemToBeMounted() {
        let plan = plan { name, host in
            host.gluster.view = .known(found(status: .stopped, on: name))
            guard name == "host2" else { return }
            host.storage.mounts = .known([Make.root])
            host.gluster.bricks = ["/gluster/engine/brick": .absent]
        }
        #expect(plan.words == ["ready host.mount", "held DependsOnStep"])
    }

    @Test func aRunningVolumeIsNeverStopped() {
        let plan = plan(Make.desired([Make.volume { $0.state = .stopped }])) { _, _ in }
        #expect(plan.words == ["held Unsupported"])
    }

    @Test func anotherClustersVolumeIsLeftAlone() {
        let plan = plan { name, host in
            let view = found(options: [GlusterOption("user.hcctl.owner", "other")], on: name)
            host.gluster.view = .known(view)
        }
        #expect(plan.words == ["held ForeignOwner"])
    }

    @Test func anotherLayoutIsHeldAndShown() {
        let plan = plan(Make.desired([Make.volume { $0.arbiter = 1 }])) { name, host in
            host.gluster.view = .known(Make.view(name, Make.desired()))
        }
        #expect(plan.words == ["held LayoutDiffers"])
    }

    @Test func aVolumeOfAnotherLayoutWithoutOurMarkIsSomebodysOwn() {
        let plan = plan(Make.desired([Make.volume { $0.arbiter = 1 }])) { name, host in
            let desired = Make.desired()
            let found = Make.found(
                desired.volumes[0], seenFrom: name, desired, status: .stopped,
                options: [GlusterOption("network.ping-timeout", "42")])
            let unmarked = GlusterVolumeView(
                name: found.name, id: found.id, type: found.type, status: found.status, replica: 3, arbiter: 0,
                bricks: found.bricks, options: found.options.filter { $0.name != OwnershipTag.owner })
            let view = Make.view(name, desired)
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: 1, peers: view.peers, volumes: [unmarked]))
        }
        #expect(plan.words == ["held LayoutDiffers"])
    }

    @Test func bricksNamedByAnotherAddressAreTheSameBricks() {
        let desired = Make.desired()
        let plan = Planner().plan(
            desired,
            Make.observed(desired) { name, host in
                let view = Make.view(name, desired)
                let peers = view.peers.map { peer in
                    let address = "10.0.0.\(peer.names[0].dropFirst(4).prefix(1))"
                    return GlusterPeer(
                        uuid: peer.uuid, names: peer.names + [address], state: peer.state,
                        isConnected: peer.names[0] != "host3.lab.test")
                }
                let volume = view.volumes[0]
                let bricks = volume.bricks.map { brick in
                    GlusterBrickView(
                        host: "10.0.0.\(brick.host.dropFirst(4).prefix(1))", path: brick.path,
                        isRunning: brick.isRunning)
                }
                let found = GlusterVolumeView(
                    name: volume.name, id: volume.id, type: volume.type, status: .started, replica: 3, arbiter: 0,
                    bricks: bricks, options: volume.options)
                host.gluster.view = .known(GlusterView(uuid: view.uuid, opVersion: 1, peers: peers, volumes: [found]))
                if name == "host3" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "down")) }
            }, history: History(), now: Make.now)
        #expect(plan.words == ["unknown HostUnreachable", "unknown HostUnreachable"])
    }

    @Test func aVolumeThatOnlyAStoreKnowsIsUnknownAndNotAbsent() {
        let plan = plan { _, host in
            host.gluster.view = .unknown(.notAsked)
            host.os.services["glusterd"] = .known(
                ServiceState(load: "loaded", active: "inactive", enablement: "enabled"))
        }
        #expect(plan.ready.map(\.action.name) == Array(repeating: "host.enableAndStart", count: 3))
        #expect(plan.unknown.map(\.resource) == Array(repeating: .volume("engine"), count: 3))
        #expect(!plan.held.contains { $0.resource == .volume("engine") })
    }

    @Test func theLayoutThatIsThereIsShown() {
        let plan = plan(Make.desired([Make.volume { $0.arbiter = 1 }])) { name, host in
            host.gluster.view = .known(Make.view(name, Make.desired()))
        }
        #expect(plan.held.first?.differences.first?.observed?.hasPrefix("replica 3: host1.lab.test:/gluster") == true)
    }

    @Test func marksAreSplitBelowWhatGlusterdBears() {
        let options = (100..<200).map { GlusterOption("performance.an-option-with-a-long-name-\($0)", "on") }
        let plan = plan(Make.desired([Make.volume(options: options)])) { name, host in
            host.gluster.view = .known(Make.view(name, Make.desired(), volumes: false))
            host.gluster.bricks = ["/gluster/engine/brick": .known(BrickDirectory(isEmpty: true, volumeID: nil))]
        }
        guard case .gluster(.setOptions(_, let set), _)? = plan.ready.dropFirst().first?.action else {
            Issue.record("no options are set")
            return
        }
        let marks = set.filter { $0.name.hasPrefix(OwnershipTag.options) }
        #expect(marks.count == 5)
        #expect(marks.allSatisfy { $0.value.utf8.count <= OwnershipTag.valueLimit })
        #expect(marks.flatMap { $0.value.split(separator: ",") }.count == 100)
    }
}

/// A brick whose process died: started again only where that is safe.
@Suite struct StoppedBrickTests {
    private func plan(
        _ desired: DesiredState = Make.desired(), others: (HostName, inout ObservedHost) -> Void = { _, _ in },
        _ change: (inout ObservedHost) -> Void
    ) -> Plan {
        let observed = Make.observed(desired) { name, host in
            others(name, &host)
            guard name == "host2" else { return }
            var view = Make.view(name, desired)
            let volume = view.volumes[0]
            let bricks = volume.bricks.map { brick in
                brick.host == "host2.lab.test"
                    ? GlusterBrickView(host: brick.host, path: brick.path, isRunning: .known(false)) : brick
            }
            view = GlusterView(
                uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                volumes: [
                    GlusterVolumeView(
                        name: volume.name, id: volume.id, type: volume.type, status: .started, replica: 3, arbiter: 0,
                        bricks: bricks, options: volume.options)
                ])
            host.gluster.view = .known(view)
            change(&host)
        }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    @Test func isStartedOverItsOwnFileSystem() {
        let plan = plan { _ in }
        #expect(plan.words == ["ready gluster.startBricks"])
        #expect(
            plan.ready[0].preconditions == [
                .storage(.mounted("host2", device: "/dev/vdb", at: "/gluster")),
                .storage(.liesOn("host2", path: "/gluster/engine/brick", device: "/dev/vdb")),
                .gluster(.brickMarked("host2", path: "/gluster/engine/brick", volume: Make.id("engine"))),
            ])
    }

    /// Two of three bricks are what the quorum needs, so it is set; with one it waits for the brick.
    @Test func quorumIsRaisedOverEnoughBricksThatRun() {
        let desired = Make.desired([Make.volume(options: [GlusterOption("cluster.quorum-type", "auto")])])
        func words(down: Set<String>) -> [String] {
            let observed = Make.observed(desired) { name, host in
                let view = Make.view(name, desired)
                let volume = view.volumes[0]
                let bricks = volume.bricks.map { brick in
                    down.contains(brick.host) && brick.host == "\(name).lab.test"
                        ? GlusterBrickView(host: brick.host, path: brick.path, isRunning: .known(false)) : brick
                }
                host.gluster.view = .known(
                    GlusterView(
                        uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                        volumes: [
                            GlusterVolumeView(
                                name: volume.name, id: volume.id, type: volume.type, status: .started, replica: 3,
                                arbiter: 0, bricks: bricks, options: [GlusterOption("cluster.quorum-type", "none")])
                        ]))
            }
            return Planner().plan(desired, observed, history: History(), now: Make.now).words.sorted()
        }
        #expect(words(down: []) == ["ready gluster.setOptions"])
        #expect(words(down: ["host3.lab.test"]) == ["ready gluster.setOptions", "ready gluster.startBricks"])
        #expect(
            words(down: ["host2.lab.test", "host3.lab.test"]) == ["held BricksMissing", "ready gluster.startBricks"])
    }

    @Test func isNotStartedOverAnotherVolumesMark() {
        let other = BrickDirectory(isEmpty: false, volumeID: "another")
        #expect(plan { $0.gluster.bricks["/gluster/engine/brick"] = .known(other) }.words == ["held BrickInUse"])
    }

    /// Seed 1222: the daemon of another host is down and its brick's directory without a mark. It may be back before
    /// gluster starts by force what does not run anywhere.
    @Test func isNotStartedWhileAnotherBrickMayBeMarkedByForce() {
        func reasons(_ mark: String?) -> [String] {
            let plan = plan(
                others: { name, host in
                    guard name == "host3" else { return }
                    host.gluster.view = .unknown(.notAsked)
                    host.gluster.bricks["/gluster/engine/brick"] = .known(
                        BrickDirectory(isEmpty: mark == nil, volumeID: mark))
                }, { _ in })
            let starting = plan.held.filter { $0.step?.action.name == "gluster.startBricks" }
            return starting.flatMap(\.waitingOn).map(\.reason)
        }
        #expect(reasons(nil).contains("BrickInUse"))
        #expect(!reasons(Make.id("engine")).contains("BrickInUse"))
    }

    @Test func isNotStartedOverAnEmptyDirectory() {
        let empty = BrickDirectory(isEmpty: true, volumeID: nil)
        #expect(plan { $0.gluster.bricks["/gluster/engine/brick"] = .known(empty) }.words == ["held BrickInUse"])
    }

    @Test func isNotStartedWhereTheDirectoryIsGone() {
        #expect(plan { $0.gluster.bricks["/gluster/engine/brick"] = .absent }.words == ["held NotMounted"])
    }

    /// The directory below carries the mark, by an earlier start by force: it is not the brick all the same.
    @Test func isNotStartedOverADirectoryBelowItsMountPoint() {
        let plan = plan { host in
            host.storage.mounts = .known([Make.root])
            host.os.files[.fstab] = .known(Make.table(lines: ["UUID=other /gluster xfs defaults 0 0"]))
        }
        #expect(plan.words == ["held MountConflict", "held MountConflict", "held NotMounted"])
    }

    /// Below no file system that the manifest names, the mark is all there is to go by.
    @Test func isStartedWhereNoFileSystemIsDeclared() {
        var desired = Make.desired()
        desired.hosts["host2"]?.storage = []
        let plan = plan(desired) { $0.storage.mounts = .known([Make.root]) }
        #expect(plan.words == ["ready gluster.startBricks"])
    }

    /// A disk that cannot be read may well be mounted, and device names may have moved: nobody is told to mount it.
    @Test func isNotCalledUnmountedWhereItIsMounted() {
        func reasons(_ change: @escaping (inout ObservedHost) -> Void) -> [String] {
            plan { change(&$0) }.held.filter { $0.step?.action.name == "gluster.startBricks" }.flatMap(\.waitingOn).map(
                \.reason)
        }
        #expect(reasons { $0.storage.devices["/dev/vdb"] = .unknown(.notAsked) } == ["FactUnknown"])
        #expect(reasons { $0.storage.mounts = .unknown(.notAsked) } == ["FactUnknown"])
        let other = Mount(target: "/gluster", source: "/dev/vdc", filesystem: "xfs", number: "254:32", options: [])
        #expect(reasons { $0.storage.mounts = .known([Make.root, other]) } == ["MountConflict"])
    }

    @Test func isNotStartedOnAnUnknown() {
        #expect(plan { $0.gluster.bricks["/gluster/engine/brick"] = .unknown(.notAsked) }.words == ["held FactUnknown"])
    }
}
