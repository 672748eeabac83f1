import ClusterModel
import Planning
import TestSupport
import Testing

/// What import makes of a pool, and that a plan of the result is empty.
@Suite struct PoolImporterTests {
    private func discovered(
        _ desired: DesiredState = Make.desired(), _ change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> DiscoveredPool {
        let observed = Make.observed(desired, change)
        let hosts = desired.spec.hosts.map { name in
            DiscoveredHost(address: "\(name).lab.test", hostname: name.text, facts: observed.host(name))
        }
        return DiscoveredPool(hosts: hosts, unreached: [])
    }

    private func result(_ pool: DiscoveredPool) -> PoolImporter.Result {
        PoolImporter(pool, PoolImporter.Settings()).result
    }

    @Test func aClusterIsWrittenAsItIs() {
        let result = result(discovered())
        #expect(result.notes.isEmpty)
        #expect(result.desired.cluster == "lab")
        #expect(result.desired.spec.hosts == Make.hosts)
        #expect(result.desired.hosts["host1"]?.storage.map(\.mountPoint) == ["/gluster"])
        #expect(result.desired.volumes.map(\.spec) == Make.desired().volumes.map(\.spec))
        let plan = Planner().plan(result.desired, Make.converged(result.desired), history: History(), now: Make.now)
        #expect(plan.isConverged)
    }

    /// Names of hosts are their own, else what they are reached by; two of one name are told apart.
    @Test func hostsGetNames() {
        let hosts = [("10.0.0.1", nil), ("a.example", nil), ("b.example", "a"), ("10.0.0.2", "c")].map {
            DiscoveredHost(address: $0.0, hostname: $0.1, facts: ObservedHost(unknown: .notAsked))
        }
        let desired = result(DiscoveredPool(hosts: hosts, unreached: [])).desired
        #expect(desired.spec.hosts == ["host-10-0-0-1", "a", "a-2", "c"])
    }

    /// A brick's own glusterd says whose name its volume was created with.
    @Test func bricksUnderANameThatNoPeerHas() {
        let pool = discovered { name, host in
            host.gluster.view = host.gluster.view.map { view in
                GlusterView(
                    uuid: view.uuid, opVersion: 1, peers: view.peers,
                    volumes: view.volumes.map { Self.renamed($0) { String($0.prefix { $0 != "." }) } })
            }
        }
        let result = result(pool)
        #expect(result.notes.isEmpty)
        #expect(result.desired.volumes.first?.spec.hosts == Make.hosts)
    }

    private static func renamed(
        _ volume: GlusterVolumeView, type: String? = nil, _ name: (String) -> String = { $0 }
    ) -> GlusterVolumeView {
        GlusterVolumeView(
            name: volume.name, id: volume.id, type: type ?? volume.type, status: volume.status,
            replica: volume.replica, arbiter: volume.arbiter,
            bricks: volume.bricks.map {
                GlusterBrickView(host: name($0.host), path: $0.path, isRunning: $0.isRunning)
            }, options: volume.options)
    }

    @Test func whatIsLeftOutIsSaid() {
        func notes(_ change: @escaping (GlusterVolumeView) -> GlusterVolumeView) -> [ImportNote] {
            result(
                discovered { _, host in
                    host.gluster.view = host.gluster.view.map { view in
                        GlusterView(
                            uuid: view.uuid, opVersion: 1, peers: view.peers, volumes: view.volumes.map(change))
                    }
                }
            ).notes
        }
        #expect(notes { Self.renamed($0, type: "Disperse") } == [.volumeType("engine", type: "Disperse")])
        let elsewhere = notes { Self.renamed($0) { $0 == "host3.lab.test" ? "gone" : $0 } }
        #expect(elsewhere.isEmpty, "host3 itself says that the brick is its own")
        let foreign = result(
            DiscoveredPool(
                hosts: Array(discovered().hosts.prefix(2)), unreached: [.init(names: ["host3.lab.test"], words: "off")])
        )
        #expect(
            foreign.notes == [
                .peerUnreached(names: ["host3.lab.test"], words: "off"),
                .volumeOnOtherHost("engine", brick: "host3.lab.test:/gluster/engine/brick"),
            ])
    }

    /// A brick that no declared file system can hold leaves out the storage of its host.
    @Test func fileSystemsThatCannotBeDeclared() {
        let cases: [(Mount?, ImportNote.StorageObstacle)] = [
            (nil, .onRoot),
            (
                Mount(target: "/gluster", source: "/dev/vdb", filesystem: "ext4", number: "7:1", options: []),
                .otherType("ext4")
            ),
            (
                Mount(
                    target: "/gluster/engine/brick", source: "/dev/vdb", filesystem: "xfs", number: "7:1", options: []),
                .isMountPoint
            ),
            (
                Mount(target: "/gluster", source: "/dev/vdb[/a]", filesystem: "xfs", number: "7:1", options: []),
                .noDevice(source: "/dev/vdb[/a]")
            ),
        ]
        for (mount, obstacle) in cases {
            let result = result(
                discovered { name, host in
                    if name == "host2" { host.storage.mounts = .known([Make.root] + (mount.map { [$0] } ?? [])) }
                })
            #expect(
                result.notes == [.storageNotDeclared("host2", brick: "/gluster/engine/brick", obstacle)])
            #expect(result.desired.hosts["host2"]?.storage == [])
        }
    }

    /// What a plan would change is left alone, field by field; a second plan is empty.
    @Test func whatDiffersIsLeftAlone() {
        func observed(_ desired: DesiredState) -> ObservedState {
            Make.observed(desired) { name, host in
                guard name == "host3" else { return }
                host.os.services["glusterd"] = .known(
                    ServiceState(load: "loaded", active: "active", enablement: "disabled"))
                host.os.packages["xfsprogs"] = .absent
                host.os.addresses["host1.lab.test"] = .absent
            }
        }
        var result = result(discovered())
        for _ in 0..<3 {
            let plan = Planner().plan(result.desired, observed(result.desired), history: History(), now: Make.now)
            result = ImportAdoption.adopted(result, plan)
        }
        #expect(result.desired.spec.hostsFile == .ignore)
        #expect(
            result.desired.policies[.host("host3")]?.ignored.sorted() == [
                "packages[xfsprogs]", "services[glusterd].enabled",
            ])
        let plan = Planner().plan(result.desired, observed(result.desired), history: History(), now: Make.now)
        #expect(plan.isConverged)
        #expect(ImportAdoption.rest(result, plan) { _ in "" }.isEmpty)
    }
}
