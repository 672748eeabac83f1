import Audit
import ClusterModel
import TestSupport
import Testing

/// Plans that no planner should make, each with the rule that refuses it; and that a good one passes.
@Suite struct AuditorTests {
    private func judge(
        _ action: Action, of resource: ResourceID? = nil, preconditions: [Precondition] = [], risk: Risk = .benign,
        after: [StepKey] = [], in observed: ObservedState = Make.bare(), now: Moment = Make.now,
        postcondition: Postcondition = .gluster(.volumeExists("x"))
    ) -> [String] {
        let step = Step(
            resource: resource ?? action.host.map(ResourceID.host) ?? .cluster("lab"), action: action, after: after,
            preconditions: preconditions,
            postcondition: postcondition,
            risk: risk, scope: .cluster, differences: [])
        return Auditor(for: "lab").judge(Plan(ready: [step]), observed, now: now).map(\.description)
    }

    private func bare(_ change: @escaping (inout ObservedHost) -> Void) -> ObservedState {
        Make.observed { name, host in
            host = Make.bareHost(name, Make.desired())
            change(&host)
        }
    }

    private static let mkfs = Action.host(
        .makeFilesystem(device: "/dev/vdb", mountPoint: "/gluster", inodeSize: 512), on: "host1")
    private static let again = [Precondition.storage(.deviceBlank("host1", device: "/dev/vdb"))]

    @Test func aBlankDeviceWhereNothingIsExpectedMayBeFormatted() {
        #expect(judge(Self.mkfs, preconditions: Self.again, risk: .disruptive).isEmpty)
    }

    @Test(arguments: [
        BlockDevice.Signature.filesystem(kind: "xfs", uuid: "u"), .filesystem(kind: "ext4", uuid: "u"),
        .partitionTable(kind: "gpt"), .other("LVM2_member"),
    ])
    func nothingIsFormattedOverASignature(_ signature: BlockDevice.Signature) {
        let observed = bare { $0.storage.devices["/dev/vdb"] = .known(Make.device(signature)) }
        #expect(!judge(Self.mkfs, preconditions: Self.again, in: observed).isEmpty)
    }

    @Test func nothingIsFormattedThatWasNotRead() {
        #expect(!judge(Self.mkfs, preconditions: Self.again, in: bare { $0.storage.devices = [:] }).isEmpty)
        let unknown = bare { $0.storage.devices["/dev/vdb"] = .unknown(.notAsked) }
        #expect(!judge(Self.mkfs, preconditions: Self.again, in: unknown).isEmpty)
    }

    @Test func nothingIsFormattedThatIsInUse() {
        let held = bare { $0.storage.devices["/dev/vdb"] = .known(Make.device(.blank, holders: ["vdb1"])) }
        #expect(!judge(Self.mkfs, preconditions: Self.again, in: held).isEmpty)
        #expect(
            !judge(
                Self.mkfs, preconditions: Self.again,
                in: bare { $0.storage.mounts = .known([Make.root, Make.mounted]) }
            )
            .isEmpty)
        #expect(
            !judge(Self.mkfs, preconditions: Self.again, in: bare { $0.storage.mounts = .unknown(.notAsked) }).isEmpty)
    }

    @Test func nothingIsFormattedWhereDataIsExpected() {
        #expect(
            !judge(Self.mkfs, preconditions: Self.again, in: bare { $0.os.files[.fstab] = .known(Make.table()) })
                .isEmpty)
        #expect(
            !judge(Self.mkfs, preconditions: Self.again, in: bare { $0.os.files[.fstab] = .unknown(.notAsked) }).isEmpty
        )
        #expect(
            !judge(Self.mkfs, preconditions: Self.again, in: bare { $0.gluster.storedVolumes = .known(["engine"]) })
                .isEmpty)
        #expect(
            !judge(Self.mkfs, preconditions: Self.again, in: bare { $0.gluster.storedVolumes = .unknown(.notAsked) })
                .isEmpty)
        let brick = bare { $0.gluster.view = .known(Make.view("host1", Make.desired())) }
        #expect(!judge(Self.mkfs, preconditions: Self.again, in: brick).isEmpty)
    }

    @Test func nothingIsFormattedWithoutASecondLook() {
        #expect(!judge(Self.mkfs).isEmpty)
    }

    @Test func nothingThatDisturbsIsDoneOnOldNews() {
        #expect(judge(Self.mkfs, preconditions: Self.again, risk: .disruptive, now: Make.now + .seconds(90)).isEmpty)
        #expect(!judge(Self.mkfs, preconditions: Self.again, risk: .disruptive, now: Make.now + .seconds(91)).isEmpty)
    }

    @Test func nothingDestructiveIsDone() {
        #expect(!judge(Self.mkfs, preconditions: Self.again, risk: .destructive).isEmpty)
    }

    /// Missing, or begun and not finished; nothing else, and never two at once.
    @Test func onlyWhatIsMissingIsInstalled() {
        let install = Action.host(.installPackages(["attr"], masking: ["glusterd"]), on: "host1")
        func refused(_ change: @escaping (inout ObservedHost) -> Void) -> Bool {
            !judge(
                install,
                in: bare { host in
                    host.os.packages["attr"] = .absent
                    change(&host)
                }
            ).isEmpty
        }
        #expect(!refused { _ in })
        #expect(!refused { $0.os.packages["attr"] = .known(InstalledPackage(version: "1", isConfigured: false)) })
        #expect(refused { $0.os.packages["attr"] = .known(InstalledPackage(version: "1")) })
        #expect(refused { $0.os.packages["attr"] = .unknown(.notAsked) })
        #expect(refused { $0.os.packageWork = .known(HostOperation(.running, elapsed: nil, words: [])) })
        let running = ServiceState(load: "loaded", active: "active", enablement: "enabled")
        #expect(refused { $0.os.services["glusterd"] = .known(running) })
    }

    @Test func nothingIsDoneToASilentHost() {
        let silent = bare { $0 = ObservedHost(unknown: .hostUnreachable("host1", detail: "down")) }
        #expect(!judge(.host(.enableAndStart(unit: "glusterd"), on: "host1"), in: silent).isEmpty)
        #expect(!judge(.host(.enableAndStart(unit: "glusterd"), on: "host9")).isEmpty)
    }

    @Test func whatComesAfterMustStandBefore() {
        let other = StepKey(resource: .host("host1"), action: Self.mkfs)
        #expect(!judge(.host(.enableAndStart(unit: "glusterd"), on: "host1"), after: [other]).isEmpty)
    }

    /// | host2's own glusterd reports      | a probe of host2 from host1 |
    @Test(arguments: [
        ("alone", true), ("knows host1", true), ("another pool", false), ("a volume", false), ("silent", false),
    ])
    func onlyAHostWithoutAnotherPoolIsProbed(_ found: String, _ passes: Bool) {
        let desired = Make.desired()
        let stranger = GlusterPeer(uuid: "uuid-x", names: ["x"], state: "Peer in Cluster", isConnected: true)
        let observed = Make.observed(desired) { name, host in
            let volumes = found == "a volume" ? Make.view(name, desired).volumes : []
            let peers = found == "knows host1" ? [Make.peer("host1")] : found == "another pool" ? [stranger] : []
            if name == "host2" {
                host.gluster.view =
                    found == "silent"
                    ? .unknown(.notAsked)
                    : .known(GlusterView(uuid: "uuid-host2", opVersion: 1, peers: peers, volumes: volumes))
            }
        }
        let step = Step(
            resource: .host("host2"), action: .gluster(.probe(peer: "host2.lab.test"), from: "host1"),
            postcondition: .gluster(.peerConnected("host2.lab.test", seenFrom: "host1")), risk: .benign,
            scope: .cluster,
            differences: [])
        let objections = Auditor(for: "lab").judge(Plan(ready: [step]), observed, now: Make.now)
        #expect(objections.isEmpty == passes)
    }

    @Test func aVolumeOfAnotherClusterIsNotStarted() {
        let start = Action.gluster(.startVolume("engine"), from: "host1")
        #expect(judge(start, in: Make.converged()).isEmpty)
        let step = Step(
            resource: .volume("engine"), action: start, postcondition: .gluster(.volumeStarted("engine")),
            risk: .benign,
            scope: .cluster, differences: [])
        #expect(!Auditor(for: "other").judge(Plan(ready: [step]), Make.converged(), now: Make.now).isEmpty)
    }

    /// A replica of 0 must not trap.
    @Test func aVolumeWithoutCopiesIsRefused() {
        let create = Action.gluster(.createVolume("new", replica: 0, arbiter: 0, bricks: ["h:/b"]), from: "host1")
        #expect(!judge(create, in: Make.converged()).isEmpty)
    }

    /// The budget is of the plan, not of one host's steps.
    @Test func twoHostsAreNotDisturbedTogether() {
        let steps = Make.hosts.prefix(2).map { host in
            Step(
                resource: .host(host), action: .host(.restart(unit: "glusterd"), on: host),
                postcondition: .gluster(.daemonServes(host)), risk: .disruptive, scope: .host(host), differences: [])
        }
        let objections = Auditor(for: "lab").judge(Plan(ready: Array(steps)), Make.converged(), now: Make.now)
        #expect(objections.map(\.step) == [steps[1].id])
    }

    @Test func noDirectoryIsMadeBelowAnUnmountedMountPoint() {
        let make = Action.host(.makeDirectory(path: "/gluster/engine/brick"), on: "host1")
        let mounted = [Precondition.storage(.mounted("host1", device: "/dev/vdb", at: "/gluster"))]
        #expect(!judge(make, preconditions: mounted).isEmpty)
        #expect(!judge(make, in: Make.converged()).isEmpty)
        #expect(judge(make, preconditions: mounted, in: Make.converged()).isEmpty)
        let elsewhere = Action.host(.makeDirectory(path: "/glusterfs/brick"), on: "host1")
        #expect(!judge(elsewhere, preconditions: mounted, in: Make.converged()).isEmpty)
    }

    @Test func noOtherDiskIsMountedThanTheOneThatFstabNames() {
        let mount = Action.host(.mount(device: "/dev/vdb", at: "/gluster", options: []), on: "host1")
        let unmounted = Make.observed { _, host in host.storage.mounts = .known([Make.root]) }
        #expect(judge(mount, in: unmounted).isEmpty)
        let moved = Make.observed { _, host in
            host.storage.mounts = .known([Make.root])
            host.os.files[.fstab] = .known(Make.table(lines: ["UUID=other /gluster xfs defaults 0 0"]))
        }
        #expect(judge(mount, in: moved) == ["Host/host1 host.mount: /etc/fstab expects UUID=other on /gluster"])
    }

    @Test func aVolumeIsMadeOnlyOverMountedFileSystemsThatAreReadAgain() {
        let bricks = Make.hosts.map { "\($0).lab.test:/gluster/new/brick" }
        let create = Action.gluster(.createVolume("new", replica: 3, arbiter: 0, bricks: bricks), from: "host1")
        let preconditions = Make.hosts.flatMap { host in
            [
                Precondition.storage(.mounted(host, device: "/dev/vdb", at: "/gluster")),
                .gluster(.brickUnused(host, path: "/gluster/new/brick")),
            ]
        }
        #expect(judge(create, preconditions: preconditions, in: Make.converged()).isEmpty)
        #expect(!judge(create, in: Make.converged()).isEmpty)
        let unmounted = Make.observed { name, host in
            if name == "host3" { host.storage.mounts = .known([Make.root]) }
        }
        #expect(!judge(create, preconditions: preconditions, in: unmounted).isEmpty)
        let existing = Action.gluster(.createVolume("engine", replica: 3, arbiter: 0, bricks: bricks), from: "host1")
        #expect(!judge(existing, preconditions: preconditions, in: Make.converged()).isEmpty)
        let onlyArbiters = Action.gluster(.createVolume("new", replica: 1, arbiter: 1, bricks: bricks), from: "host1")
        #expect(!judge(onlyArbiters, preconditions: preconditions, in: Make.converged()).isEmpty)
        let odd = Action.gluster(.createVolume("new", replica: 2, arbiter: 0, bricks: bricks), from: "host1")
        #expect(!judge(odd, preconditions: preconditions, in: Make.converged()).isEmpty)
    }

    @Test func anotherClustersVolumeIsNotSet() {
        let set = Action.gluster(
            .setOptions("engine", [GlusterOption("a.b", "1"), GlusterOption(OwnershipTag.owner, "mine")]),
            from: "host1")
        #expect(!judge(set, in: Make.converged()).isEmpty)
        let own = Action.gluster(.setOptions("engine", [GlusterOption(OwnershipTag.owner, "lab")]), from: "host1")
        #expect(judge(own, in: Make.converged()).isEmpty)
    }

    @Test(arguments: [("on", "off", false), ("enable", "No", false), ("on", "enable", true), ("off", "disable", true)])
    func shardingStaysOn(_ seen: String, _ wanted: String, _ isFine: Bool) {
        let desired = Make.desired([Make.volume(options: [GlusterOption("features.shard", seen)])])
        let set = Action.gluster(.setOptions("engine", [GlusterOption("features.shard", wanted)]), from: "host1")
        #expect(judge(set, in: Make.converged(desired)).isEmpty == isFine)
    }

    @Test func aMarkIsNeverLongerThanGlusterdBears() {
        let long = String(repeating: "x", count: OwnershipTag.valueLimit + 1)
        let set = Action.gluster(.setOptions("engine", [GlusterOption("user.x", long)]), from: "host1")
        #expect(!judge(set, in: Make.converged()).isEmpty)
    }

    @Test func nothingIsAskedOfAGlusterdThatDidNotAnswer() {
        #expect(!judge(.gluster(.probe(peer: "host2.lab.test"), from: "host1")).isEmpty)
        #expect(
            judge(.gluster(.probe(peer: "host2.lab.test"), from: "host1"), of: .host("host2"), in: Make.converged())
                .isEmpty)
    }

    @Test(arguments: [
        (Reading<BrickDirectory>.known(BrickDirectory(isEmpty: false, volumeID: Make.id("engine"))), true),
        (.known(BrickDirectory(isEmpty: false, volumeID: "other")), false),
        (.known(BrickDirectory(isEmpty: true, volumeID: nil)), false), (.absent, false), (.unknown(.notAsked), false),
    ])
    func aBrickIsStartedOnlyOverItsOwnMark(_ directory: Reading<BrickDirectory>, _ passes: Bool) {
        let desired = Make.desired()
        let observed = Make.observed(desired) { name, host in
            guard name == "host2" else { return }
            let view = Make.view(name, desired)
            let stopped = Make.found(desired.volumes[0], seenFrom: name, desired, status: .stopped)
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: 1, peers: view.peers, volumes: [stopped]))
            host.gluster.bricks["/gluster/engine/brick"] = directory
        }
        let start = Action.gluster(.startBricks("engine"), from: "host1")
        let mark = Precondition.gluster(.brickMarked("host2", path: "/gluster/engine/brick", volume: Make.id("engine")))
        #expect(judge(start, preconditions: [mark], in: observed).isEmpty == passes)
        #expect(!judge(start, in: observed).isEmpty)
    }
}
