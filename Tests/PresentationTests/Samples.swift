import ClusterModel
import TestSupport

/// One value at least of each case of each closed set that people see.
enum Samples {
    static let brick = Brick(host: "host1", path: "/gluster/engine/brick")
    static let step = Step(
        resource: .host("host1"), action: .host(.restart(unit: "glusterd"), on: "host1"),
        postcondition: .gluster(.daemonServes("host1")),
        risk: .disruptive, scope: .host("host1"), differences: [])
    static let consent = Consent(action: "gluster.resetOption", object: "cluster.quorum-type", date: "2026-11-21")
    static let lowered = ConsentRequest.lowerOption(
        "engine", option: "cluster.quorum-type", observed: "auto", desired: "none")
    static let reset = ConsentRequest.resetOption(
        "engine", option: "cluster.quorum-type", observed: "auto", standard: "none")

    static func fight(canFailOnItsOwn: Bool) -> RecurringDrift {
        var record = RepairRecord(
            postcondition: .gluster(.daemonServes("host1")), evidenceHint: "“journalctl -u glusterd” on host1",
            last: Make.now)
        record.canFailOnItsOwn = canFailOnItsOwn
        let difference = Difference(
            "services[glusterd].active", desired: "active", observed: "inactive", rule: .cluster, on: "host1")
        return RecurringDrift(
            Repair(.host("host1"), difference), record, .init(since: Make.now, times: 7, longest: .milliseconds(2_340)),
            until: Make.now + .seconds(60))
    }

    static let subjects: [ObservedSubject] = [
        .glusterd("host1"), .ctdbd("host1"), .hostedEngine("host1"), .mounts("host1"),
        .device("host1", path: "/dev/vdb"), .directory(brick),
        .fstab("host1"),
        .expectedData("host1", mountPoint: "/gluster"), .brickProcess("engine", brick: "\(brick)"),
        .healBacklog("engine"),
    ]

    static let remedies: [NameRemedy] = [
        .fileNotRead, .addLine(address: "10.88.0.12"),
        .ambiguous(["10.88.0.12", "10.9.9.9"], field: "spec.address", host: "host2"),
        .unknownEverywhere(field: "spec.address", host: "host2"),
    ]

    static let hostWaits: [WaitingOn] =
        [
            .host(.hostUnreachable("host1")), .host(.notInstalled("host1", what: "glusterfs-server")),
            .host(
                .operation(
                    "host1", what: "installing packages", elapsed: .seconds(94),
                    .init(done: 34, total: 51, left: .seconds(47)),
                    words: "Setting up attr ...")), .host(.packagesLocked("host1", words: "Waiting for cache lock")),
            .host(.operationFailed("host1", what: "installing packages", words: "no space left on device")),
            .host(.packageUnavailable("host1", ["attr", "xfsprogs"])),
            .host(.nameConflict("host1", name: "host2.lab.test", found: "10.9.9.9", expected: "10.88.0.12")),
            .host(.mountedFile("host1", path: "/etc/fstab")),
            .host(.linkedFile("host1", path: "/etc/hosts", target: "/srv/shared/hosts")),
        ] + remedies.map { .host(.nameNotFound("host1", name: "host2.lab.test", $0)) }

    static let storageWaits: [WaitingOn] = [
        .storage(.signature("host1", device: "/dev/vdb", found: "a file system of type ext4")),
        .storage(.blankReplacement("host1", device: "/dev/vdb", expects: "volume engine has a brick at \(brick)")),
        .storage(.noDevice("host1", device: "/dev/vdb")),
        .storage(.mountConflict("host1", mountPoint: "/gluster", found: "/dev/vdc is mounted on /gluster")),
        .storage(.notMounted(brick, mountPoint: "/gluster")),
        .storage(
            .covered("host1", path: brick.path, device: "/dev/vdb", found: "tmpfs (tmpfs) on /gluster/engine")),
        .storage(.linkedPath("host1", path: "/gluster", link: "/gluster", real: "/srv/gluster")),
        .storage(.linkedPath("host1", path: "/data/gluster", link: "/data", real: "/srv/gluster")),
        .storage(.readOnly("host1", mountPoint: "/gluster")),
        .storage(.freshMount("host1", mountPoint: "/gluster", options: ["logbsize=256k"])),
    ]

    static let glusterWaits: [WaitingOn] = [
        .gluster(.brickInUse(brick, found: "it is not empty")), .gluster(.createSettling(brick)),
        .gluster(.foreignPool("host1", peers: ["other1"])),
        .gluster(.peerStateSettling("host3", state: "disconnected")), .gluster(.peerDisconnected("host3")),
        .gluster(.peerRejected("host3", state: "Peer Rejected")),
        .gluster(.layout("engine", desired: "replica 3", observed: "replica 2")),
        .gluster(.quorum("engine", up: 1, needed: 2)),
        .gluster(.clientQuorum("engine", up: 1, needed: 2)), .gluster(.brickDown("engine", brick)),
        .gluster(.onlyCopy("engine", brick)),
        .gluster(.healing("engine", entries: 3, allowed: 0)), .gluster(.healSettling("engine", samples: 1, needed: 3)),
        .gluster(.unobservedBricks("engine", "host3", since: Make.now)),
        .gluster(.losesData("engine", option: "features.shard")),
        .gluster(.otherTransaction("host1", since: Make.now, until: Make.now + .seconds(600))),
        .gluster(.sharedUUID(["host2", "host3"], uuid: "u-id")),
        .gluster(.reinstalled("host3", known: "u-old", own: "u-new")),
        .gluster(.peerOfItself("host3", uuid: "u-id")),
        .gluster(.handshakeStuck("host3", state: "Accepted peer request", since: Make.now)),
        .gluster(.storeDiffers("host3", volumes: ["engine"])), .gluster(.storeDiffers("host3", volumes: ["a", "b"])),
        .gluster(
            .optionNeeds("engine", option: "server.ssl", host: "host1", found: "/etc/ssl/glusterfs.pem is missing")),
        .gluster(
            .damagedStore(
                "host1", files: ["/var/lib/glusterd/glusterd.info"], words: "Initialization of volume failed")),
        .gluster(.damagedStore("host1", files: [], words: "Initialization of volume failed")),
    ]

    static let planWaits: [WaitingOn] =
        subjects.map { .fact($0, .notAsked) } + [
            .step(step.id), .disruptionBudget(away: ["host1", "host2"], allowed: 1), .maintenance("host1"),
            .paused(.volume("engine")), .onlyWarned(.volume("engine")), .dependsOnObserved(.host("host1")),
            .consent(lowered), .consent(reset), .consent(.takeOver(from: "old", to: "lab", ["engine"])),
            .consent(.takeOver(from: "old", to: "lab", ["data", "engine", "meta"])),
            .consent(.unmask("host1", unit: "glusterd")), .consentUsed(reset, consent, at: Make.now.wall),
            .unsupported(.stopVolume("engine")),
            .unsupported(.sharedDevice("host1", paths: "/dev/vdb and /dev/disk/by-id/x")),
            .unsupported(.noHostsFile("host1")), .unsupported(.glusterdFileWithoutSection("host1")),
            .unsupported(.serviceInPart("host1", unit: "glusterd")),
            .notYetManaged(.nfsExport, field: "spec"), .notYetManaged(.host, field: "spec.heartbeatAddress"),
            .fenceBusy("host1"),
            .rejectedByAudit(words: "GlusterVolume/engine gluster.startBricks: host3 did not answer"),
            .noEffect(attempts: 3, last: .done),
            .noEffect(attempts: 3, last: .indeterminate(.host("host1"), words: "the connection was lost")),
            .fighting(fight(canFailOnItsOwn: true)), .fighting(fight(canFailOnItsOwn: false)),
            .backOff(until: Make.now),
            .window(.denied(SyncWindow(.deny, .midnight, .seconds(3600)), until: Make.now.wall)),
        ]

    static let ctdbWaits: [WaitingOn] = [
        .ctdb(.banned("host1")), .ctdb(.stoppedByHand("host1")), .ctdb(.disabledByHand("host1")),
        .ctdb(.settling("host1", state: "recovery")),
        .ctdb(.unhealthy("host1", script: "05.system", output: "ERROR: Filesystem / is full")),
        .ctdb(.unhealthy("host1", script: nil, output: "")), .ctdb(.lastHealthy("host1")),
        .ctdb(.otherAway("host1", other: "host2")),
        .ctdb(.nodeLists(["host1: 10.88.0.11, 10.88.0.12", "host2: 10.88.0.12, 10.88.0.11"])),
        .ctdb(.foreignNode(address: "10.88.0.19")), .ctdb(.nodeAddress("host1", name: "host1.lab.test")),
        .ctdb(.otherLock("host1", found: "none", expected: "/mnt/lock/reclock")),
        .ctdb(.beneathMount("host1", path: "/mnt/lock", entries: ["data"])),
        .ctdb(.holders(address: "10.88.0.100", [])), .ctdb(.holders(address: "10.88.0.100", ["host1", "host2"])),
        .ctdb(.silentHolder(address: "10.88.0.100", "host3")), .ctdb(.noScript("host1", name: "60.ganesha")),
    ]

    static let waits = hostWaits + storageWaits + glusterWaits + ctdbWaits + nfsWaits + planWaits + engineWaits

    static let lock: CTDBClusterSpec.LockVolume = {
        var lock = CTDBClusterSpec.LockVolume()
        lock.volume = "meta"
        return lock
    }()

    static let ctdbActions: [CTDBAction] = [
        .makeLockDirectory(path: "/mnt/lock"), .mountLock(lock), .readUnits, .start, .stop,
        .setTunable(.init("KeepaliveLimit", 3)), .reloadNodes, .reloadAddresses,
        .setScript("50.samba", isEnabled: false), .setScript("10.interface", isEnabled: true),
    ]
    static let nfsWaits: [WaitingOn] = [
        .nfs(.volumeNotServing("engine")), .nfs(.inGrace("host1")), .nfs(.starting("host1")),
        .nfs(.hangs("host1", samples: 1, needed: 3)), .nfs(.foreignConfiguration("host1")),
        .nfs(.foreignExport("host1", id: 7, path: "/old")), .nfs(.numberTaken("host1", id: 7, path: "/old")),
        .nfs(.onlyServer("host1", notReady: "host2")), .nfs(.glusterServer("engine")),
        .consent(.removeExport("iso")),
    ]
    static let findings: [HostedEngineFinding] = [
        .notInstalled(program: "hosted-engine"), .nameNotFound("engine.lab.test"),
        .otherAddress(name: "engine.lab.test", found: ["10.88.0.51"], expected: "10.88.0.50"),
        .reverseName(address: "10.88.0.50", found: [], expected: "engine.lab.test"),
        .reverseName(address: "10.88.0.50", found: ["old.lab.test"], expected: "engine.lab.test"), .noHardwareAddress,
        .memory(free: 2000, needed: 16_896), .temporarySpace(path: "/var/tmp", free: 900, needed: 10_240),
        .noInterface("eth0"), .gatewaySilent("10.88.0.1"), .noAppliance("ovirt-engine-appliance"), .noVirtualization,
        .clocks(other: "host2", seconds: 90), .volumeMissing("engine"), .volumeStopped("engine"),
        .volumeCopies("engine"), .volumeBricks("engine"), .volumeOwner("engine", found: "0:0"),
    ]
    static let engineWaits: [WaitingOn] =
        findings.map { .hostedEngine(.preflight("host1", $0)) } + [
            .hostedEngine(
                .deployFailed(
                    "host1", stage: "Wait for the host to be up", words: "it is non_operational",
                    leftovers: ["/etc/ovirt-hosted-engine/hosted-engine.conf"])),
            .hostedEngine(.deployFailed("host1", stage: nil, words: "no answer file", leftovers: [])),
            .hostedEngine(.storageInUse("host1", path: "/gluster/engine/brick", domains: ["6c1e"])),
            .hostedEngine(.notGood(state: "host1 EngineStarting")), .hostedEngine(.severalEngines(["host1", "host2"])),
            .hostedEngine(.maintenanceSpreads), .hostedEngine(.noAgent),
            .hostedEngine(
                .deployedOtherwise("host1", field: "storage", found: "h:/old", expected: "h:/engine")),
            .hostedEngine(.addedByEngine("host2")), .hostedEngine(.otherHostFirst("host3", other: "host2")),
            .hostedEngine(.holdsEngine("engine")), .hostedEngine(.onlyEngineHost("host1")),
            .hostedEngine(.addressesFirst("host1")), .consent(.cleanUpEngine("host1")),
        ]
    static let engineActions: [HostedEngineAction] = [
        .deploy(HostedEngineDeployment(answers: [.init("OVEHOSTED_NETWORK/fqdn", .text("engine.lab.test"))])), .cleanUp,
        .setMaintenance(.global), .setMaintenance(.none),
        .set(key: "email.smtp-server", value: "mail.lab.test", of: .broker),
        .set(key: "gateway", value: "10.88.0.1", of: .ownCopy),
    ]

    static let unknown: [UnknownReason] = [
        .hostUnreachable("host1", detail: "No route to host"),
        .refused(command: "gluster get-state", exitStatus: 1, words: "Connection failed."),
        .inactive(command: "gluster get-state", unit: "glusterd"), .timeLimitPassed(command: "findmnt", .seconds(20)),
        .outputTooLong(command: "findmnt", limit: 1_000_000),
        .unreadable(command: "findmnt", why: "no table", excerpt: "hello"), .notAsked, .notReported,
    ]

    static let preconditions: [Precondition] = [
        .storage(.deviceBlank("host1", device: "/dev/vdb")),
        .storage(.mounted("host1", device: "/dev/vdb", at: "/gluster")),
        .storage(.notMounted("host1", at: "/gluster")), .storage(.filesystem("host1", device: "/dev/vdb", uuid: "abc")),
        .storage(.liesOn("host1", path: "/gluster/b", device: "/dev/vdb")),
        .gluster(.brickUnused("host1", path: "/gluster/b")),
        .gluster(.brickLeftover("host1", path: "/gluster/b", volume: "v-id")),
        .gluster(.brickMarked("host1", path: "/gluster/b", volume: "v-id")),
        .gluster(.peerAway("host1", names: ["host3.lab.test"])),
        .ctdb(.lockMounted("host1", lock)), .ctdb(.nodeHealthy("host2")),
    ]

    static let option = GlusterOption("network.ping-timeout", "10")

    static let postconditions: [Postcondition] = [
        .storage(.filesystemOn("host1", device: "/dev/vdb")), .host(.fileHolds("host1", .hosts, [hostsLine])),
        .storage(.mounted("host1", device: "/dev/vdb", at: "/gluster")),
        .storage(.mountedWith("host1", at: "/gluster", options: ["noatime"])),
        .storage(.mountPointReleased("host1", path: "/gluster")),
        .host(.directory("host1", path: "/gluster/b")), .gluster(.brickUnmarked("host1", path: "/gluster/b")),
        .host(.serviceRuns("host1", unit: "glusterd")),
        .gluster(.daemonServes("host1")), .host(.packagesInstalled("host1", ["attr"])),
        .host(.packagesAvailable("host1", ["attr"])),
        .gluster(.peerConnected("host2.lab.test", seenFrom: "host1")), .gluster(.volumeExists("engine")),
        .gluster(.options("engine", [option])),
        .gluster(.optionReset("engine", option.name)), .gluster(.clusterOption(option)),
        .gluster(.volumeStarted("engine")), .gluster(.bricksRun("engine", [brick])),
        .ctdb(.lockDirectory("host1", lock)), .ctdb(.lockMounted("host1", lock)), .ctdb(.unitsRead("host1")),
        .ctdb(.runs("host1")), .ctdb(.stopped("host1")), .ctdb(.tunable("host1", .init("KeepaliveLimit", 3))),
        .ctdb(.nodes("host1", [CTDBNode(number: 0, address: "10.88.0.11")])),
        .ctdb(.addresses("host1", ["10.88.0.100"])), .ctdb(.script("host1", "50.samba", isEnabled: false)),
        .nfs(.serves("host1", WantedExport(export))), .nfs(.removed("host1", id: 77)), .nfs(.answers("host1")),
        .nfs(.statdPort("host1", 39_543)),
        .hostedEngine(.runs(from: "host1", storage: "host1.lab.test:/engine")), .hostedEngine(.takesPart("host2")),
        .hostedEngine(.cleaned("host1")), .hostedEngine(.globalMaintenance(true)),
        .hostedEngine(.globalMaintenance(false)),
        .hostedEngine(.configured("host1", .broker, key: "email.smtp-port", value: "25")),
        .gluster(.bricksRun("engine", [], daemons: [LocatedDaemon(.selfHeal, on: "host1")])),
    ]

    private static let export: Desired<NFSExportSpec> = {
        var spec = NFSExportSpec()
        (spec.volume, spec.pseudoPath, spec.exportId) = ("engine", "/engine", 77)
        return Desired("engine", spec)
    }()

    static let results: [StepResult] = [
        .done, .refused(preconditions[0], found: "host1: /dev/vdb is not blank"),
        .failed(
            command: CommandLine(["gluster", "volume", "start"]), on: .host("host1"), exitStatus: 1, words: "no quorum"),
        .notRun(.host("host1"), words: "No route to host"), .fenceHeld("host1"), .staleTerm("host1", current: Term(9)),
        .indeterminate(.host("host1"), words: "the connection was lost"), .skipped(after: step.id),
    ]

    static let verdicts: [Verdict] = [
        .converged, .different, .stalled, .timedOut, .interrupted, .declined, .refused(["a rule"]),
        .notLeader(["host1": "it has accepted a newer term (9)"]),
    ]

    private static func line(_ old: String?, _ new: String?) -> Difference {
        Difference("spec.storage[gluster].fstab", desired: new, observed: old, rule: .explicit)
    }

    private static func set(_ name: String, _ old: String?, _ new: String) -> Difference {
        Difference("spec.options[\(name)]", desired: new, observed: old, rule: .explicit)
    }

    static let hostActions: [(HostAction, [Difference])] = [
        (
            .makeFilesystem(device: "/dev/vdb", mountPoint: "/gluster", inodeSize: 512),
            [Difference("spec.storage[gluster].filesystem", desired: "xfs", observed: "blank, 2 GiB", rule: .explicit)]
        ), (.replaceFile(table), [line(nil, "a b xfs"), line("old", "new")]),
        (.replaceFile(hosts), [line(nil, "10.88.0.12 host2.lab.test")]),
        (.mount(device: "/dev/vdb", at: "/gluster", options: []), []), (.makeDirectory(path: "/gluster/b"), []),
        (.remount(device: "/dev/vdb", at: "/gluster", options: ["noatime"]), []),
        (.releaseMountPoint(path: "/gluster"), []),
        (.enableAndStart(unit: "glusterd"), []),
        (
            .enableAndStart(unit: "glusterd", unmasking: true),
            [Difference("services[glusterd].active", desired: "active", observed: "failed", rule: .cluster)]
        ), (.replaceFile(settings), [line("60999", "50651")]), (.restart(unit: "glusterd"), []),
        (.installPackages(["attr", "xfsprogs"], masking: []), []), (.updatePackageLists, []), (.configurePackages, []),
        (.removeBrickMark(path: "/gluster/b", volume: "v-id"), []), (.replaceFile(group), [set("a", nil, "b")]),
    ]

    private static let hostsLine = OwnedLine(
        key: "host2.lab.test", text: "10.88.0.12 host2.lab.test", fields: ["10.88.0.12", "host2.lab.test"])
    private static let table = replacement(.fstab, "old\n", "new\na b xfs\n")
    private static let hosts = replacement(
        .hosts, "127.0.0.1 localhost\n", "127.0.0.1 localhost\n10.88.0.12 host2.lab.test\n")
    private static let settings = replacement(.glusterdVolfile, "option max-port 60999\n", "option max-port 50651\n")
    private static let group = FileReplacement(.optionGroup("virt"), of: nil, by: FileText("a=b\n"))

    private static func replacement(_ file: ManagedFile.ID, _ old: String, _ new: String) -> FileReplacement {
        FileReplacement(file, of: ObservedFile(file, FileText(old), digest: "x"), by: FileText(new))
    }

    static let glusterActions: [(GlusterAction, [Difference])] = [
        (.probe(peer: "host2.lab.test"), []),
        (
            .createVolume("engine", replica: 3, arbiter: 1, bricks: ["a:/b", "b:/b", "c:/b"]),
            [Difference("spec.bricks", desired: "a:/b b:/b c:/b", observed: nil, rule: .explicit)]
        ), (.setOptions("engine", [option]), [set("network.ping-timeout", "30", "10")]),
        (.setOptions("engine", [option]), (1...4).map { set("option-\($0)", "old", "new") }),
        (.setOptions("engine", [option]), (1...9).map { set("option-\($0)", nil, "new") }),
        (.setOptions("engine", []), []), (.resetOption("engine", option.name), []), (.setClusterOption(option), []),
        (.startVolume("engine"), []),
        (.startBricks("engine"), [Difference("bricks[\(brick)]", desired: "running", observed: nil, rule: .cluster)]),
    ]

    static let nfsActions: [(NFSAction, [Difference])] = [
        (.addExport("engine", id: 77), []), (.updateExport("engine", id: 77), []),
        (.replaceExport("engine", id: 77, old: 77), []), (.removeExport("iso", id: 7), []),
        (.restartServer(killing: false), []), (.restartServer(killing: true), []), (.restartStatd, []),
    ]

    /// The actions as steps.
    static let steps: [Step] =
        hostActions.map { step(.host($0, on: "host1"), .host("host1"), $1) }
        + glusterActions.map { step(.gluster($0, from: "host1"), .volume("engine"), $1) }
        + ctdbActions.map { step(.ctdb($0, on: "host1"), ResourceID(.ctdbCluster, "ctdb"), []) }
        + nfsActions.map { step(.nfs($0, on: "host1"), ResourceID(.nfsExport, "engine"), $1) }
        + engineActions.map { step(.hostedEngine($0, on: "host1"), ResourceID(.hostedEngine, "engine"), []) }

    private static func step(_ action: Action, _ resource: ResourceID, _ differences: [Difference]) -> Step {
        Step(
            resource: resource, action: action, postcondition: .gluster(.daemonServes("host1")), risk: .benign,
            scope: .host("host1"),
            differences: differences)
    }
}
