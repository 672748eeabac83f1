import ClusterModel
import Planning
import TestSupport
import Testing

/// The root that is found for each cause, and the links on the way to it.
@Suite struct CauseTests {
    private static let brick = Brick(host: "host2", path: "/gluster/engine/brick")

    private func links(
        _ resource: ResourceID = .volume("engine"), _ desired: DesiredState = Make.desired(),
        _ change: @escaping (inout ObservedHost) -> Void
    ) -> [Cause] {
        let observed = Make.observed(desired) { name, host in if name == "host2" { change(&host) } }
        return chain(resource, desired, observed).links
    }

    private func chain(_ resource: ResourceID, _ desired: DesiredState, _ observed: ObservedState) -> CauseChain {
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let overview = OverviewBuilder(desired, observed).overview
        return Diagnosis(desired, observed, plan, overview).chain(for: resource)
    }

    /// The volume of host2 with its brick not running, and other changes.
    private static func down(_ host: inout ObservedHost, _ options: [GlusterOption] = []) {
        host.gluster.view = host.gluster.view.map { view in
            GlusterView(
                uuid: view.uuid, opVersion: view.opVersion, peers: view.peers,
                volumes: view.volumes.map { volume in
                    GlusterVolumeView(
                        name: volume.name, id: volume.id, type: volume.type, status: volume.status,
                        replica: volume.replica, arbiter: volume.arbiter,
                        bricks: volume.bricks.map { brick in
                            brick.host == "host2.lab.test"
                                ? GlusterBrickView(host: brick.host, path: brick.path, isRunning: .known(false)) : brick
                        }, options: volume.options + options)
                })
        }
    }

    @Test func nothingIsWrong() {
        #expect(links { _ in } == [.plan(.asDeclared(.volume("engine")))])
        #expect(links(.cluster("lab")) { _ in } == [.plan(.asDeclared(.cluster("lab")))])
    }

    @Test func aProcessThatEnded() {
        let found = links { Self.down(&$0) }
        #expect(
            found == [
                .gluster(.bricksDown("engine", down: [Self.brick], of: 3)), .gluster(.brickDown("engine", Self.brick)),
                .gluster(.processEnded("engine", Self.brick)),
            ])
    }

    @Test func aDiskThatIsGone() {
        let found = links { host in
            Self.down(&host)
            host.storage.devices["/dev/vdb"] = .absent
            host.storage.mounts = .known([Make.root])
        }
        #expect(
            found == [
                .gluster(.bricksDown("engine", down: [Self.brick], of: 3)), .gluster(.brickDown("engine", Self.brick)),
                .storage(.notMounted("host2", mountPoint: "/gluster")),
                .storage(.noDevice("host2", device: "/dev/vdb")),
            ])
    }

    /// The root alone, by what was done to host2.
    @Test func rootsOfABrickThatIsDown() {
        let cases: [((inout ObservedHost) -> Void, Cause)] = [
            ({ $0.storage.mounts = .known([Make.root]) }, .storage(.notMounted("host2", mountPoint: "/gluster"))),
            (
                { host in
                    host.storage.mounts = .known([Make.root])
                    host.storage.devices["/dev/vdb"] = .known(Make.device(.blank))
                }, .storage(.blankDevice("host2", device: "/dev/vdb", expected: true))
            ),
            (
                { host in
                    host.storage.mounts = .known([Make.root])
                    host.storage.devices["/dev/vdb"] = .known(Make.device(.partitionTable(kind: "gpt")))
                }, .storage(.signature("host2", device: "/dev/vdb", found: "a partition table of type gpt"))
            ),
            (
                { $0.gluster.bricks[Self.brick.path] = .known(BrickDirectory(isEmpty: true, volumeID: nil)) },
                .gluster(.wrongMark("engine", Self.brick, found: nil))
            ), ({ $0.gluster.bricks[Self.brick.path] = .absent }, .gluster(.directoryMissing("engine", Self.brick))),
            (
                { host in
                    Self.down(&host, [GlusterOption("cluster.server-quorum-type", "server")])
                    host.gluster.view = host.gluster.view.map { view in
                        GlusterView(
                            uuid: view.uuid, opVersion: 1,
                            peers: ["host1", "host3"].map { Make.peer($0, isConnected: false) }, volumes: view.volumes)
                    }
                }, .gluster(.peerDisconnected("host1", seenFrom: "host2"))
            ),
        ]
        for (change, root) in cases {
            let found = links { host in
                Self.down(&host)
                change(&host)
            }
            #expect(found.last == root, "\(found)")
        }
    }

    @Test func rootsOfAHost() {
        let failed = ServiceState(load: "loaded", active: "failed", enablement: "enabled")
        let cases: [((inout ObservedHost) -> Void, Cause)] = [
            (
                { $0 = ObservedHost(unknown: .hostUnreachable("host2", detail: "No route to host")) },
                .hostOS(.unreachable("host2", detail: "No route to host", inPool: true))
            ),
            (
                { host in
                    host.os.services["glusterd"] = .known(failed)
                    host.gluster.view = .unknown(.inactive(command: "gluster get-state", unit: "glusterd.service"))
                }, .hostOS(.serviceDown("host2", unit: "glusterd", failed))
            ), ({ $0.os.packages["attr"] = .absent }, .hostOS(.packagesMissing("host2", ["attr"]))),
            ({ $0.os.addresses["host1.lab.test"] = .absent }, .hostOS(.namesNotFound("host2", ["host1.lab.test"]))),
            (
                { $0.storage.devices["/dev/vdb"] = .unknown(.notReported) },
                .storage(.unreadable("host2", device: "/dev/vdb", .notReported))
            ),
        ]
        for (change, root) in cases {
            let found = links(.host("host2"), Make.desired(), change)
            #expect(found.last == root, "\(found)")
            #expect(links(.cluster("lab"), Make.desired(), change).first == .plan(.part(.host("host2"))))
        }
    }

    @Test func aVolumeThatHeals() {
        let found = links { $0.gluster.healBacklog[Self.brick.path] = .known(7) }
        #expect(found == [.gluster(.healing("engine", entries: 7))])
    }

    /// What apply repairs is named with the chain, and so is what holds it.
    @Test func repairsAndHolds() {
        let desired = Make.desired()
        let unmounted = Make.observed { name, host in if name == "host2" { host.storage.mounts = .known([Make.root]) } }
        #expect(chain(.host("host2"), desired, unmounted).repairs.map(\.action.name) == ["host.mount"])
        let signed = Make.observed { name, host in
            guard name == "host2" else { return }
            host.storage.mounts = .known([Make.root])
            host.storage.devices["/dev/vdb"] = .known(Make.device(.other("LVM2_member")))
        }
        let held = chain(.host("host2"), desired, signed)
        #expect(held.repairs.isEmpty)
        #expect(held.holds == [.storage(.signature("host2", device: "/dev/vdb", found: "LVM2_member"))])
    }
}

/// Figures for status and get.
@Suite struct OverviewTests {
    @Test func whatASetCanStore() {
        func brick(_ total: UInt64, _ free: UInt64, arbiter: Bool = false) -> BrickOverview {
            BrickOverview(
                Brick(host: "host1", path: "/a"), isArbiter: arbiter, isRunning: .known(true), healBacklog: .known(0),
                space: FilesystemSpace(total: total, free: free))
        }
        func space(_ sets: [[BrickOverview]]) -> FilesystemSpace? {
            VolumeOverview(
                name: "a", replica: 3, arbiter: 1, desiredState: .started, state: .known(.started), owner: .ours,
                sets: sets
            ).space
        }
        let set = [brick(100, 40), brick(80, 50), brick(10, 10, arbiter: true)]
        #expect(space([set]) == FilesystemSpace(total: 80, free: 40))
        #expect(space([set, [brick(20, 20)]]) == FilesystemSpace(total: 100, free: 60))
        #expect(space([set, []]) == nil)
        #expect(FilesystemSpace(total: 80, free: 40).percentUsed == 50)
        #expect(FilesystemSpace(total: 0, free: 0).percentUsed == 0)
        #expect(FilesystemSpace(total: 3, free: 1).percentUsed == 67)
    }

    @Test func aStoppedVolumeThatIsDeclaredSoIsHealthy() {
        let desired = Make.desired([Make.volume { $0.state = .stopped }])
        let observed = Make.observed(desired) { name, host in
            host.gluster.view = host.gluster.view.map { view in
                GlusterView(
                    uuid: view.uuid, opVersion: 1, peers: view.peers,
                    volumes: desired.volumes.map { Make.found($0, seenFrom: name, desired, status: .stopped) })
            }
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let statuses = StatusReport(desired, observed, plan, now: Make.now.wall).statuses
        #expect(statuses.allSatisfy { $0.health == .healthy })
        #expect(plan.isConverged)
    }
}
