import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// Situations of clusters that others made: what a path lies on, who a host is, in which order bricks are.
@Suite struct ForeignClusterTests {
    private static let desired = Make.desired()

    private func plan(
        _ desired: DesiredState = desired, history: History = History(), now: Moment = Make.now,
        _ change: (HostName, inout ObservedHost) -> Void
    ) -> Plan {
        Planner().plan(desired, Make.observed(desired, change), history: history, now: now)
    }

    private static func places(_ numbers: [String: String]) -> [String: Reading<ObservedPath>] {
        numbers.mapValues { .known(ObservedPath(number: $0, kind: .directory)) }
    }

    // MARK: - Paths

    /// A running brick whose path leads to a tmpfs: nothing is sent, and the volume is no longer as declared.
    @Test func aTmpfsOverARunningBrick() {
        let plan = plan { name, host in
            guard name == "host1" else { return }
            host.storage.paths = Self.places([
                "/gluster": "7:1", "/gluster/engine": "0:99", "/gluster/engine/brick": "0:99",
            ])
        }
        #expect(plan.ready.isEmpty && plan.held.map(\.resource) == [.volume("engine")])
        #expect(plan.held.flatMap(\.waitingOn).map(\.reason) == ["PathCovered"])
    }

    @Test func aTmpfsOverTheMountPoint() {
        let plan = plan(Make.desired([])) { name, host in
            if name == "host1" { host.storage.paths = Self.places(["/gluster": "0:99"]) }
        }
        #expect(plan.held.flatMap(\.waitingOn).map(\.reason) == ["PathCovered"])
    }

    /// Read again just before acting: a directory that does not exist yet lies on what is above it.
    @Test(arguments: [("7:1", true), ("0:99", false)])
    func theDeviceIsReadAgain(_ number: String, _ holds: Bool) {
        var host = ObservedHost()
        host.storage.devices = ["/dev/vdb": .known(Make.formatted)]
        host.storage.paths = Self.places(["/gluster": number])
        host.storage.paths["/gluster/b"] = .absent
        let condition = Precondition.storage(.liesOn("host1", path: "/gluster/b", device: "/dev/vdb"))
        #expect((condition.violation(in: host) == nil) == holds)
        host.storage.paths["/gluster/b"] = .unknown(.notAsked)
        #expect(condition.violation(in: host) != nil)
    }

    /// Held before anything is made, with the path to declare.
    @Test func aMountPointThatIsALink() {
        let plan = plan(Make.desired([])) { name, host in
            guard name == "host1" else { return }
            host = Make.bareHost(name, Make.desired([]))
            host.storage.paths["/gluster"] = .known(ObservedPath(number: "0:40", kind: .link(target: "../srv/g")))
        }
        let holds = plan.held.flatMap(\.waitingOn)
        #expect(holds.contains(.storage(.linkedPath("host1", path: "/gluster", link: "/gluster", real: "/srv/g"))))
        #expect(!plan.ready.contains { $0.action.host == "host1" && $0.action.name == "host.makeFilesystem" })
    }

    @Test(arguments: [
        ("/srv/g", "/gluster", "/srv/g"), ("g", "/data/gluster", "/data/g"), ("../../x/./y", "/a/b/c", "/x/y"),
    ])
    func linksAreResolved(_ target: String, _ link: String, _ real: String) {
        #expect(ObservedPath.resolved(target, from: link) == real)
    }

    // MARK: - Mounts and lines

    @Test(arguments: [
        (["rw", "relatime"], ["noatime"], ["noatime"]), (["rw", "noatime", "inode64"], ["noatime", "inode64"], []),
        (["rw", "noatime", "nodev"], ["noatime"], ["dev"]), (["rw", "relatime"], ["defaults"], []),
        (["rw", "relatime", "logbsize=32k"], ["logbsize=256k"], ["logbsize=256k"]),
        (["rw", "relatime", "logbsize=32k"], ["logbsize=32768"], []),
    ])
    func liveOptions(_ live: [String], _ declared: [String], _ missing: [String]) {
        #expect(MountOptions.differing(live, declared: declared) == missing)
    }

    /// What hcctl adds to its own lines is no difference, and never reaches mount(8), where `nofail` hides a failure.
    @Test func bootOptionsAreOnlyOfTheTable() {
        #expect(MountOptions.written(["noatime"]) == ["noatime", "nofail", "x-systemd.device-timeout=30s"])
        #expect(MountOptions.written(["noatime", "x-systemd.device-timeout=5"]).count == 3)
        #expect(MountOptions.areEqual(["noatime"], ["noatime", "nofail", "x-systemd.device-timeout=90s"]))
        #expect(MountOptions.areEqual(["noatime"], ["noatime"]) && !MountOptions.areEqual(["noatime"], ["defaults"]))
        #expect(!MountOptions.areEqual(["noatime", "nofail"], ["noatime"]))
        #expect(MountOptions.kernel(["noatime", "nofail", "_netdev", "x-a=b"]) == ["noatime"])
    }

    @Test func aReadOnlyFileSystemIsNeverRemounted() {
        let plan = plan(Make.desired([])) { name, host in
            let mount = Mount(target: "/gluster", source: "/dev/vdb", filesystem: "xfs", number: "7:1", options: ["ro"])
            if name == "host1" { host.storage.mounts = .known([Make.root, mount]) }
        }
        #expect(plan.ready.isEmpty && plan.held.flatMap(\.waitingOn).map(\.reason) == ["FilesystemReadOnly"])
    }

    @Test(arguments: ["LABEL=data", "LABEL=\"data\"", "PARTUUID=AB-1", "/dev/disk/by-label/data", "/dev/mapper/vg-lv"])
    func aLineIsAdoptedWhateverItCallsTheDevice(_ source: String) {
        let plan = plan(Make.desired([])) { name, host in
            guard name == "host1" else { return }
            let found = BlockDevice(
                size: 8 << 30, type: "disk", number: "7:1", signature: .filesystem(kind: "xfs", uuid: "uuid-xfs"),
                holders: [], tags: ["LABEL=data", "PARTUUID=ab-1"])
            host.storage.devices["/dev/vdb"] = .known(found)
            host.storage.sourceNumbers = ["/dev/mapper/vg-lv": .known("7:1")]
            host.os.files[.fstab] = .known(Make.table(lines: ["\(source) /gluster xfs defaults 0 0"]))
        }
        #expect(plan.isConverged, "\(plan.held)")
    }

    // MARK: - Layout

    @Test(arguments: [
        (3, 0, "a b c d e f", "e d f b a c", true), (3, 1, "a b c d e f", "e d f b a c", true),
        (3, 1, "a b c", "c a b", false), (2, 0, "a b", "b a", false), (2, 0, "a b c d", "c d a b", true),
        (3, 0, "a b c d e f", "a b d c e f", false), (1, 0, "a b", "b a", true),
    ])
    func orderCountsWhereGlusterGivesItAMeaning(
        _ replica: Int, _ arbiter: Int, _ desired: String, _ found: String, _ isSame: Bool
    ) {
        func layout(_ text: String) -> VolumeLayout {
            VolumeLayout(replica: replica, arbiter: arbiter, bricks: text.split(separator: " ").map(String.init))
        }
        #expect((layout(found).difference(from: layout(desired)) == nil) == isSame)
    }

    @Test func thePlaceThatCountsIsNamed() {
        func layout(_ bricks: [String]) -> VolumeLayout { VolumeLayout(replica: 3, arbiter: 1, bricks: bricks) }
        let words = layout(["c", "b", "a"]).difference(from: layout(["a", "b", "c"]))
        #expect(words?.observed.hasSuffix("(arbiter: a)") == true && words?.desired.hasSuffix("(arbiter: c)") == true)
    }

    // MARK: - Who a host is

    /// The pool knows host3's name under another UUID: no probe.
    @Test func aHostInstalledAgain() {
        let plan = plan(Make.desired([])) { name, host in
            guard name == "host3" else { return }
            host.gluster.view = .known(GlusterView(uuid: "uuid-new", opVersion: 1, peers: [], volumes: []))
        }
        #expect(!plan.ready.contains { $0.action.name == "gluster.probe" })
        let hold = WaitingOn.gluster(.reinstalled("host3", known: "uuid-host3", own: "uuid-new"))
        #expect(plan.held.flatMap(\.waitingOn).contains(hold))
    }

    @Test func hostsCopiedFromOneImage() {
        let plan = plan(Make.desired([])) { name, host in
            let uuid = name == "host1" ? "uuid-host1" : "uuid-image"
            host.gluster.view = .known(GlusterView(uuid: uuid, opVersion: 1, peers: [], volumes: []))
        }
        #expect(!plan.ready.contains { $0.action.name == "gluster.probe" })
        let hold = WaitingOn.gluster(.sharedUUID(["host2", "host3"], uuid: "uuid-image"))
        #expect(plan.held.flatMap(\.waitingOn).filter { $0 == hold }.count == 2)
    }

    @Test(arguments: [
        ("Establishing Connection", 0, "PeerStateSettling"), ("Probe Received from peer", 59, "PeerStateSettling"),
        ("Connected to Peer", 0, "PeerStateSettling"), ("Peer is connected and Accepted", 60, "HandshakeStuck"),
        ("Accepted peer request", 61, "HandshakeStuck"), ("Peer detach in progress", 0, "PeerStateSettling"),
        ("Peer Rejected", 0, "PeerRejected"), ("Invalid State", 0, "PeerRejected"),
    ])
    func statesOfAPeer(_ state: String, _ seconds: Int, _ reason: String) {
        var history = History()
        history.joiningSince["host3"] = Make.now
        let plan = plan(Make.desired([]), history: history, now: Make.now + .seconds(seconds)) { name, host in
            // Each calls the other side rejected.
            let peers = (["host1", "host2", "host3"] as [HostName]).filter { $0 != name }.map {
                $0 == "host3" || name == "host3" ? Make.peer($0, state: state) : Make.peer($0)
            }
            host.gluster.view = .known(GlusterView(uuid: "uuid-\(name)", opVersion: 1, peers: peers, volumes: []))
        }
        #expect(plan.held.flatMap(\.waitingOn).map(\.reason).contains(reason), "\(plan.held)")
    }

    @Test func aRejectedPeerNamesTheVolumeThatDiffers() {
        let plan = plan(Make.desired([])) { name, host in
            host.gluster.storeSums = .known(["engine": name == "host3" ? "2" : "1", "data": "7"])
            guard name != "host3" else { return }
            let peers = (["host1", "host2", "host3"] as [HostName]).filter { $0 != name }.map {
                $0 == "host3" ? Make.peer($0, state: "Peer Rejected") : Make.peer($0)
            }
            host.gluster.view = .known(GlusterView(uuid: "uuid-\(name)", opVersion: 1, peers: peers, volumes: []))
        }
        let hold = WaitingOn.gluster(.storeDiffers("host3", volumes: ["engine"]))
        #expect(plan.held.flatMap(\.waitingOn).contains(hold))
    }

    // MARK: - Daemons, stores, files of options

    @Test func aDeadSelfHealDaemonIsStartedAgain() {
        func plan(_ options: [GlusterOption]) -> Plan {
            let desired = Make.desired([Make.volume(options: options)])
            return self.plan(desired) { name, host in
                let found = Make.found(desired.volumes[0], seenFrom: name, desired)
                let dead = GlusterVolumeView(
                    name: found.name, id: found.id, type: found.type, status: .started, replica: 3, arbiter: 0,
                    bricks: found.bricks, options: found.options, daemons: [.selfHeal: name != "host2"])
                let peers = Make.view(name, desired).peers
                host.gluster.view = .known(
                    GlusterView(uuid: "uuid-\(name)", opVersion: 100_000, peers: peers, volumes: [dead]))
            }
        }
        let started = plan([])
        #expect(started.ready.map(\.action) == [.gluster(.startBricks("engine"), from: "host1")])
        let daemon = LocatedDaemon(.selfHeal, on: "host2")
        #expect(started.ready.first?.postcondition == .gluster(.bricksRun("engine", [], daemons: [daemon])))
        #expect(plan([GlusterOption("cluster.self-heal-daemon", "off")]).isConverged)
    }

    @Test func emptyFilesOfAFailedDaemonAreNamedAndNothingIsStarted() {
        let plan = plan(Make.desired([])) { name, host in
            guard name == "host1" else { return }
            host.os.services["glusterd"] = .known(ServiceState(load: "loaded", active: "failed", enablement: "enabled"))
            host.gluster.view = .unknown(.inactive(command: "gluster get-state", unit: "glusterd"))
            host.gluster.damage = .known(StoreDamage(emptyFiles: ["/var/lib/glusterd/glusterd.info"], words: ["no"]))
        }
        #expect(!plan.ready.contains { $0.action.name == "host.enableAndStart" })
        #expect(plan.held.flatMap(\.waitingOn).map(\.reason).contains("StoreDamaged"))
    }

    @Test func tlsNeedsItsFiles() {
        let desired = Make.desired([Make.volume(options: [GlusterOption("server.ssl", "on")])])
        func plan(_ problems: [String]) -> Plan {
            self.plan(desired) { _, host in host.gluster.tls = .known(TLSFiles(problems: problems)) }
        }
        #expect(desired.usesTLS && !Make.desired().usesTLS && plan([]).isConverged)
        let held = plan(["/etc/ssl/glusterfs.pem is missing"])
        #expect(held.ready.isEmpty && Set(held.held.flatMap(\.waitingOn).map(\.reason)) == ["OptionNeeds"])
    }

    @Test(arguments: [("a.lab.test", "A.LAB.test."), ("10.88.0.11", "10.88.0.11")])
    func namesOfOneHost(_ left: String, _ right: String) { #expect(HostNames.normal(left) == HostNames.normal(right)) }

    /// A file that is a mount, or a link out of its folder, is not replaced; a link within the folder is followed.
    @Test(arguments: [("/srv/fstab", ["FileIsLink"]), ("real/fstab", [])])
    func aTableThatIsALink(_ target: String, _ reasons: [String]) {
        let plan = plan(Make.desired([])) { name, host in
            guard name == "host1" else { return }
            host.os.files[.fstab] = .known(Make.table(lines: []))
            host.storage.paths["/etc/fstab"] = .known(ObservedPath(number: "0:40", kind: .link(target: target)))
        }
        #expect(plan.held.flatMap(\.waitingOn).map(\.reason) == reasons)
        #expect(plan.ready.count == (reasons.isEmpty ? 1 : 0))
    }
}
