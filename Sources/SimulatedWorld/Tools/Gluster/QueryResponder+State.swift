internal import ClusterModel
internal import World

/// `gluster get-state`, and whether glusterd has read its file of settings.
extension QueryResponder {
    static let noDaemon = "Connection failed. Please check if gluster daemon is operational.\n"
    private static let noUUID = "00000000-0000-0000-0000-000000000000"

    static let glusterdQueries = [
        QueryHandler(["gluster", "get-state", "glusterd", "odir"], writing: { $0.state($1, file: $2) }),
        QueryHandler(exactly: ageQuery(of: SimulatedGlusterd.filePath)) { $0.daemonFileAge() },
    ]

    /// Why a daemon failed: a damaged store has an empty file.
    static let troubleQueries = [
        QueryHandler(["find", SimulatedGlusterd.filePath, "/var/lib/glusterd/glusterd.info"]) { responder, _ in
            .said(responder.host.glusterd.isStoreSound ? "" : "/var/lib/glusterd/glusterd.info\n")
        },
        QueryHandler(exactly: ["tail", "-n", "60", "--", "/var/log/glusterfs/glusterd.log"]) { responder in
            let line = "[2026-11-21 00:00:00.000000 +0000] E [MSGID: 101019] [xlator.c:643:xlator_init] 0-management: "
            return .said(responder.host.glusterd.isStoreSound ? "" : line + "Initialization of volume failed.\n")
        },
    ]

    /// The program reports on standard error where it wrote; the answer is the file.
    private func state(_ rest: [String], file: String) -> Finished? {
        guard rest.count == 3, rest[1] == "file", file == "\(rest[0])/\(rest[2])" else { return nil }
        guard host.runsGlusterd else { return .refused(1, Self.noDaemon) }
        return .said(stateText, errors: "glusterd state dumped to \(file)\n")
    }

    private var stateText: String {
        let daemon = host.glusterd
        let global = ["MYUUID: \(daemon.uuid ?? Self.noUUID)", "op-version: 100000"]
        let peers = daemon.peers.enumerated().flatMap { lines(of: $1, number: $0 + 1) }
        let volumes = daemon.volumes.sorted { $0.name < $1.name }.enumerated().flatMap {
            lines(of: $1, number: $0 + 1) + [""]
        }
        let isServing = daemon.hasServed || !daemon.volumes.isEmpty
        let services = isServing ? ["bitd", "scrub", "quotad"].enumerated().flatMap(Self.service) : []
        let sections = [
            ["[Global]"] + global, ["[Global options]"] + daemon.clusterOptions.map { "\($0.name): \($0.value)" },
            ["[Peers]"] + peers, ["[Volumes]"] + volumes,
            ["[Services]"] + services,
            ["[Misc]"] + (isServing ? ["Base port: \(daemon.setting("base-port") ?? 49152)"] : []),
        ]
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func service(_ number: Int, _ name: String) -> [String] {
        ["svc\(number + 1).name: \(name)", "svc\(number + 1).online_status: Offline", ""]
    }

    private func lines(of peer: SimulatedPeer, number: Int) -> [String] {
        let key = "Peer\(number)"
        return [
            "\(key).primary_hostname: \(peer.names.first ?? "")",
            "\(key).uuid: \(state[peer.host]?.glusterd.uuid ?? Self.noUUID)", "\(key).state: \(peer.state)",
            "\(key).connected: \(peer.isConnected ? "Connected" : "Disconnected")",
            "\(key).othernames: \(peer.names.dropFirst().joined(separator: ","))",
        ]
    }

    private func lines(of volume: SimulatedVolume, number: Int) -> [String] {
        let key = "Volume\(number)"
        let bricks = volume.bricks.enumerated().flatMap { lines(of: $1, in: volume, key: "\(key).Brick\($0 + 1)") }
        return [
            "\(key).name: \(volume.name)", "\(key).id: \(volume.id)", "\(key).type: \(Self.type(of: volume))",
            "\(key).transport_type: tcp", "\(key).status: \(volume.status.rawValue)", "\(key).profile_enabled: 0",
            "\(key).brickcount: \(volume.bricks.count)",
        ] + bricks + tail(of: volume, key) + volume.options.map { "\(key).options.\($0.name): \($0.value)" }
    }

    private static func type(of volume: SimulatedVolume) -> String {
        let isMany = volume.bricks.count > max(1, volume.replica)
        guard volume.replica > 1 else { return "Distribute" }
        return isMany ? "Distributed-Replicate" : "Replicate"
    }

    /// Only bricks of the daemon's own host have state, port and space.
    private func lines(of brick: SimulatedBrick, in volume: SimulatedVolume, key: String) -> [String] {
        let head = ["\(key).path: \(brick.address):\(brick.path)", "\(key).hostname: \(brick.address)"]
        let arbiter = brick.isArbiter ? ["\(key).is_arbiter: 1"] : []
        guard brick.host == host.name else { return head + arbiter }
        let process = host.glusterd.bricks[ClusterState.processKey(volume, brick)] ?? BrickProcess()
        let space = space(at: brick.path)
        return head + arbiter + [
            "\(key).port: \(process.port)", "\(key).rdma_port: 0",
            "\(key).port_registered: \(process.isRegistered ? 1 : 0)",
            "\(key).status: \(process.isRunning ? "Started" : "Stopped")", "\(key).spacefree: \(space.free)Bytes",
            "\(key).spacetotal: \(space.total)Bytes",
        ]
    }

    /// The journal takes 64 MiB of the disk, an empty XFS about 90 more.
    private func space(at path: String) -> (total: UInt64, free: UInt64) {
        let (device, _) = host.place(of: path)
        let size = device.map { host.devices[$0].disk.size } ?? 20 << 30
        guard host.directory(path) != nil, size > 512 << 20 else { return (0, 0) }
        return (size - (64 << 20), size - (154 << 20))
    }

    private func tail(of volume: SimulatedVolume, _ key: String) -> [String] {
        let wasStarted = volume.status != .created
        let heals =
            volume.status == .started && volume.replica > 1 && volume.option("cluster.self-heal-daemon") != "off"
            && !host.glusterd.deadHealers.contains(volume.name)
        let quorum =
            volume.hasServerQuorum ? (state.meetsServerQuorum(host.name) ? "meets" : "does_not_meet") : "not_applicable"
        return [
            "snap_count: 0", "stripe_count: 1", "replica_count: \(volume.replica)",
            "subvol_count: \(volume.replicaSets.count)", "arbiter_count: \(volume.arbiter)", "disperse_count: 0",
            "redundancy_count: 0", "quorum_status: \(quorum)", "snapd_svc.online_status: Offline",
            "snapd_svc.inited: \(wasStarted ? "True" : "False")", "rebalance.id: \(Self.noUUID)",
            "rebalance.status: not_started", "rebalance.failures: 0", "rebalance.skipped: 0",
            "rebalance.lookedup: 0", "rebalance.files: 0", "rebalance.data: 0Bytes", "time_left: 0",
            "shd_svc.online_status: \(heals ? "Online" : "Offline")", "shd_svc.inited: \(heals ? "True" : "False")",
            "gsync_count: 0",
        ].map { "\(key).\($0)" }
    }

    /// The file's time of change, the clock and the time since boot: the file is newer than the daemon until the daemon has
    /// read it.
    func daemonFileAge() -> Finished {
        let daemon = host.glusterd
        return fileAge(
            SimulatedGlusterd.filePath, startedAt: daemon.startedAt, readFile: daemon.readFile,
            touchedAt: daemon.fileTouchedAt)
    }

    /// The query for the age of a file that a daemon reads when it starts.
    static func ageQuery(of path: String) -> [String] {
        [
            "find", path, "-maxdepth", "0", "-printf", #"changed %C@\n"#, "-exec", "date", "+now %s.%N", ";", "-exec",
            "cat", "/proc/uptime", ";",
        ]
    }

    /// A file that differs from what the daemon has read was changed after its start, whatever else was done to it.
    func fileAge(
        _ path: String, startedAt: Duration?, readFile: [UInt8]?, touchedAt: Duration?
    ) -> Finished {
        guard let file = host.file(path) else {
            return .refused(1, "find: '\(path)': No such file or directory\n")
        }
        let changed = touchedAt ?? .zero
        let time = readFile == file ? min(changed, state.now) : max(changed, (startedAt ?? .zero) + .seconds(1))
        let (boot, now) = (Self.bootTime, Self.seconds(state.now))
        let uptime = Self.hundredths(now)
        return .said("changed \(boot + Self.seconds(time))\nnow \(boot + now)\n\(uptime) \(uptime)\n")
    }

    /// Seconds since 1970 at which the simulated hosts were switched on.
    private static let bootTime = 1_700_000_000.0

    /// As /proc/uptime has it.
    private static func hundredths(_ seconds: Double) -> String {
        let count = Int(seconds * 100)
        return "\(count / 100).\(count % 100 < 10 ? "0" : "")\(count % 100)"
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
