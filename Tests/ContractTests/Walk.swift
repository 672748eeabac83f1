import ClusterModel
import Gluster
import HostOS
import NFS
import SimulatedWorld
import World

/// One way through the states in which scripts/capture-fixtures recorded what real tools answer: the product's own
/// queries and changes, on hosts of whatever sort. What was answered is kept by `tool/name`.
struct Walk {
    /// A question or a change, as its whole command, and what became of it.
    struct Entry {
        let command: String
        let query: Query?
        let outcome: Outcome
    }

    private let hosts: any CommandTransport
    let action: (ExternalAction) -> Void
    let pause: (Duration) async -> Void
    private(set) var entries: [String: Entry] = [:]

    private static let device = "/dev/vdb"
    private static let mountPoint = "/gluster"
    private static let bricks = ["/gluster/engine/brick", "/gluster/data/brick"]
    private static let names = ["host1.lab.test", "host2.lab.test", "host3.lab.test"]
    private static let all: [HostName] = ["host1", "host2", "host3"]

    init(
        _ hosts: any CommandTransport, action: @escaping (ExternalAction) -> Void,
        pause: @escaping (Duration) async -> Void
    ) {
        self.hosts = hosts
        self.action = action
        self.pause = pause
    }

    mutating func go() async {
        await bareHost()
        await packages()
        await disks()
        await mountedDisk()
        await pool()
        await volumes()
        await options()
        await nfs()
        await halfCreated()
        await wounds()
    }

    // MARK: - Asking and changing

    mutating func ask(_ key: String, _ query: Query, at host: HostName = "host1") async {
        let outcome = await hosts.observe([query], at: .host(host)).first
        entries[key] = Entry(
            command: query.words, query: query, outcome: outcome ?? .notRun(.stagingFailed("no outcome")))
    }

    private mutating func change(_ key: String, _ action: HostAction, at host: HostName = "host1") async {
        for change in HostOSCommands.changes(for: action) { await send(key, change, at: host) }
    }

    private mutating func change(_ key: String, _ action: GlusterAction) async {
        for change in GlusterCommands.changes(for: action) { await send(key, change, at: "host1") }
    }

    /// Of several changes the last one whose program is the key's is kept.
    mutating func send(_ key: String, _ change: Change, at host: HostName = "host1") async {
        let outcome = await hosts.perform(change, at: .host(host), term: Term(1))
        guard change.commandLine.arguments.first.map({ key.hasPrefix("\($0)/") }) ?? false else { return }
        entries[key] = Entry(command: change.commandLine.description, query: nil, outcome: outcome)
    }

    private mutating func device(_ name: String, _ path: String = Walk.device) async {
        await ask("lsblk/\(name)", HostOSCommands.device(path))
        await ask("blkid/\(name)", HostOSCommands.signature(path))
        await ask("dd/\(name)", HostOSCommands.readStart(path))
    }

    private mutating func bricks(_ name: String, _ paths: [String]) async {
        await ask("find/directories-\(name)", HostOSCommands.brickDirectories(paths))
        await ask("getfattr/\(name)", HostOSCommands.brickMarks(paths))
        await ask("find/indices-\(name)", HostOSCommands.healIndices(paths))
        guard ["missing", "no-directory", "started"].contains(name) else { return }
        await ask("find/paths-\(name)", HostOSCommands.paths(["/", Self.mountPoint] + paths))
        await ask("getfattr/gfid-\(name)", HostOSCommands.gfids(paths))
    }

    private mutating func state(_ name: String, at host: HostName = "host1") async {
        guard case .runForFile(let guarded, let answer) = GlusterCommands.state(file: "fixture") else { return }
        // Also while the daemon does not run, when hcctl itself would not ask: for the tool's own words.
        await ask(
            "gluster/state-\(name)", .runForFile(Invocation(guarded.arguments), answer: answer), at: host)
    }

    mutating func change(_ key: String, _ action: NFSAction) async {
        for change in NFSCommands.changes(for: action) { await send(key, change) }
    }

    // MARK: - The states in their order

    private mutating func bareHost() async {
        await ask("dpkg-query/installed", HostOSCommands.packages(["glusterfs-server", "xfsprogs"]))
        await ask(
            "dpkg-query/one-missing", HostOSCommands.packages(["glusterfs-server", "nosuch-package", "xfsprogs"]))
        await ask("dpkg-query/missing", HostOSCommands.packages(["nosuch-package"]))
        await ask("systemctl/bare", HostOSCommands.services(["glusterd", "ctdb"]))
        await ask("systemctl/one-missing", HostOSCommands.services(["glusterd", "nosuch-unit", "ctdb"]))
        await ask("systemctl/alias", HostOSCommands.services(["sshd"]))
        await device("blank")
        await device("missing", "/dev/nosuch")
        await device("no-device", "/etc/fstab")
        await ask("findmnt/bare", HostOSCommands.mounts)
        await ask("sha256sum/bare", HostOSCommands.digests([.fstab]))
        await ask("read/fstab-bare", HostOSCommands.text(.fstab))
        await ask("sha256sum/hosts", HostOSCommands.digests([.hosts]))
        await ask("read/hosts-bare", HostOSCommands.text(.hosts))
        await ask("getent/found", HostOSCommands.addresses(of: Self.names[1]))
        await ask("getent/missing", HostOSCommands.addresses(of: "nosuch.lab.test"))
        await bricks("missing", Self.bricks)
        await bricks("no-directory", ["/etc/fstab", "/etc/fstab/brick"])
        await age("no-daemon")
        await state("no-glusterd")
        await ask("find/mount-points-none", HostOSCommands.protectedMountPoints)
        await ask("find/stored-volumes-missing", GlusterCommands.storedVolumes)
        await change("gluster/probe-no-glusterd", .probe(peer: Self.names[1]))
        await groupFiles()
    }

    private mutating func groups(_ name: String, _ groups: OptionGroupName...) async {
        await ask("sha256sum/groups-\(name)", HostOSCommands.digests(groups.map { .optionGroup($0) }))
    }

    private mutating func age(_ name: String) async {
        guard let query = HostOSCommands.age(.glusterdVolfile) else { return }
        await ask("find/daemon-file-\(name)", query)
    }

    private mutating func groupFiles() async {
        await groups("shipped", "virt")
        await ask("read/group-shipped", HostOSCommands.text(.optionGroup("virt")))
        await groups("one-missing", "virt", "nosuch")
        await groups("missing", "nosuch")
        for (name, text) in [("empty", ""), ("cut", "a=b\nno end")] {
            action(.host(.writeFile("host1", path: "/var/lib/glusterd/groups/\(name)", Array(text.utf8))))
        }
        await groups("written", "empty", "cut")
        await ask("read/group-empty", HostOSCommands.text(.optionGroup("empty")))
        await ask("read/group-cut", HostOSCommands.text(.optionGroup("cut")))
        await groups("empty", "empty")
    }

    /// Nothing is installed here: a name that nobody has fails, and an installation that has nothing to do ends well.
    private mutating func packages() async {
        await ask("apt-cache/installed", HostOSCommands.candidates(["glusterfs-server", "nosuch-package", "xfsprogs"]))
        await ask("systemctl/no-work", HostOSCommands.packageWork)
        let install = HostAction.installPackages(["nosuch-package"], masking: [])
        action(.host(.lockPackages("host1", .seconds(30))))
        await change("systemd-run/waiting", install)
        await pause(.seconds(5))
        await ask("systemctl/work-running", HostOSCommands.packageWork)
        await ask("journalctl/locked", HostOSCommands.packageWords)
        await pause(.seconds(90))
        await change("systemd-run/started", install)
        await change("systemd-run/again", install)
        await pause(.seconds(60))
        await ask("systemctl/work-failed", HostOSCommands.packageWork)
        await ask("journalctl/failed", HostOSCommands.packageWords)
        await ask("read/uptime", HostOSCommands.uptime)
        await change("systemctl/forget", .updatePackageLists)
        await pause(.seconds(60))
        action(.host(.killDpkg("host1", "attr", .unpacked)))
        await ask("dpkg-query/half-done", HostOSCommands.packages(["attr", "xfsprogs"]))
        await change("systemd-run/configured", .configurePackages)
        await pause(.seconds(60))
        await ask("dpkg-query/configured", HostOSCommands.packages(["attr", "xfsprogs"]))
        action(.host(.installPackage("host1", "torn-package")))
        action(.host(.killDpkg("host1", "torn-package", .halfInstalled)))
        await ask("dpkg-query/torn", HostOSCommands.packages(["torn-package", "xfsprogs"]))
    }

    private mutating func put(_ name: String, _ contents: SimulatedDisk.Contents) async {
        action(.storage(.putOnDisk("host1", device: Self.device, contents)))
        await device(name)
    }

    private mutating func disks() async {
        let uuid = "84532d2b-bcb3-4850-96ff-6bf436497418"
        await put("ext4", .filesystem(Filesystem(kind: "ext4", uuid: uuid)))
        await put("swap", .swap(uuid: uuid))
        await put("lvm", .lvm(uuid: "1bJTF7-LAMc-5Npv-MEG4-SzLu-6uYJ-Y2psrD"))
        await put("dos", .partitionTable(kind: "dos", []))
        await put("two", .several)
        await put("xfs", .filesystem(Filesystem(uuid: uuid)))
        await format("over-xfs")
        action(.storage(.putOnDisk("host1", device: Self.device, .blank)))
        await format("blank")
        await device("partition", "/dev/loop3")
        action(.storage(.putOnDisk("host1", device: "/dev/loop3", .blank)))
        action(.storage(.breakDisk("host1", device: "/dev/loop3", isReadable: false)))
        await device("unreadable", "/dev/loop3")
        await change(
            "mkfs.xfs/unreadable",
            .makeFilesystem(device: "/dev/loop3", mountPoint: Self.mountPoint, inodeSize: nil))
    }

    private mutating func format(_ name: String, at host: HostName = "host1") async {
        await change(
            "mkfs.xfs/\(name)",
            .makeFilesystem(device: Self.device, mountPoint: Self.mountPoint, inodeSize: 512), at: host)
    }

    private mutating func mountedDisk() async {
        await change("mkdir/made", .makeDirectory(path: Self.mountPoint))
        let mount = HostAction.mount(device: Self.device, at: Self.mountPoint, options: ["inode64", "noatime"])
        await change("mount/mounted", mount)
        await ask("find/mount-points-one", HostOSCommands.protectedMountPoints)
        await change("mount/again", mount)
        await device("mounted")
        await ask("findmnt/mounted", HostOSCommands.mounts)
        let line = "UUID=ecc5b8e4-6049-4cf9-9167-b10094547903 /gluster xfs inode64,noatime 0 0\n"
        action(.storage(.editFstab("host1", text: "# UNCONFIGURED FSTAB FOR BASE SYSTEM\n" + line)))
        await ask("sha256sum/line", HostOSCommands.digests([.fstab]))
        await ask("read/fstab-line", HostOSCommands.text(.fstab))
    }

    private mutating func pool() async {
        await change("systemctl/enabled", .enableAndStart(unit: "glusterd"))
        await change("systemctl/enable-missing", .enableAndStart(unit: "nosuch-unit"))
        await ask("systemctl/running", HostOSCommands.services(["glusterd", "ctdb"]))
        await ask("sha256sum/daemon-file", HostOSCommands.digests([.glusterdVolfile]))
        await ask("read/daemon-file", HostOSCommands.text(.glusterdVolfile))
        await age("older")
        await state("alone")
        await ask("find/stored-volumes-empty", GlusterCommands.storedVolumes)
        for host in Self.all.dropFirst() {
            await format("blank-\(host)", at: host)
            let mount = HostAction.mount(device: Self.device, at: Self.mountPoint, options: [])
            await change("others/mount", mount, at: host)
            await change("others/enable", .enableAndStart(unit: "glusterd"), at: host)
        }
        entries = entries.filter { !$0.key.hasPrefix("mkfs.xfs/blank-") }
        await change("gluster/probe", .probe(peer: Self.names[1]))
        await change("gluster/probe-again", .probe(peer: Self.names[1]))
        await change("gluster/probe-unresolvable", .probe(peer: "nosuch.lab.test"))
        await change("gluster/probe-third", .probe(peer: Self.names[2]))
        await pause(.seconds(5))
        await state("pool")
        await state("pool-other", at: "host2")
    }

    private static func bricks(_ path: String) -> [String] { names.map { "\($0):\(path)" } }

    private mutating func volumes() async {
        let engine = GlusterAction.createVolume(
            "engine", replica: 3, arbiter: 0, bricks: Self.bricks(Self.bricks[0]))
        await change("gluster/create-no-parent", engine)
        await change("mkdir/parent", .makeDirectory(path: "/gluster/engine"))
        for host in Self.all {
            for path in ["/gluster/engine", "/gluster/data", "/gluster/empty"] {
                await change("others/mkdir", .makeDirectory(path: path), at: host)
            }
        }
        await change("gluster/create", engine)
        await change(
            "gluster/create-arbiter",
            .createVolume("data", replica: 3, arbiter: 1, bricks: Self.bricks(Self.bricks[1])))
        await change("gluster/create-again", engine)
        await change(
            "gluster/create-one",
            .createVolume("single", replica: 1, arbiter: 0, bricks: ["\(Self.names[0]):/gluster/single"]))
        await state("created")
        await bricks("created", Self.bricks + ["/gluster/empty"])
        await startVolumes()
    }

    private mutating func startVolumes() async {
        await change("gluster/start", .startVolume("engine"))
        await change("gluster/start-again", .startVolume("engine"))
        await change(
            "gluster/set",
            .setOptions(
                "engine",
                [
                    GlusterOption("network.ping-timeout", "10"), GlusterOption("auth.allow", "10.88.0.*"),
                    GlusterOption("user.note", "a: b = c"),
                ]))
        await change(
            "gluster/set-bad",
            .setOptions(
                "engine", [GlusterOption("nosuch.option", "1"), GlusterOption("network.ping-timeout", "5")]))
        await change("gluster/start-arbiter", .startVolume("data"))
        await state("started")
        await state("started-arbiter", at: "host3")
        await bricks("started", Self.bricks + ["/gluster/empty"])
        action(.gluster(.stopVolume("data")))
        await ask("find/stored-volumes-volumes", GlusterCommands.storedVolumes)
        await state("stopped")
        await change("gluster/start-stopped", .startVolume("data"))
    }

    private mutating func options() async {
        let timeout = "network.ping-timeout"
        await change("gluster/reset", .resetOption("engine", timeout))
        await change("gluster/reset-again", .resetOption("engine", timeout))
        await change("gluster/reset-mark", .resetOption("engine", "user.note"))
        await change("gluster/reset-unknown", .resetOption("engine", "nosuch.option"))
        await change("gluster/set-nothing", .setOptions("engine", [GlusterOption("user.hcctl.options", ",")]))
        let two = ["cluster.server-quorum-ratio", "51", "cluster.brick-multiplex", "off"]
        await send("gluster/set-all", .run(Invocation(["gluster", "--mode=script", "volume", "set", "all"] + two)))
        for (name, option, value) in [
            ("dependent", "cluster.max-bricks-per-process", "20"), ("volume", timeout, "10"),
            ("mark", "user.note", "x"),
        ] {
            await change("gluster/set-all-\(name)", .setClusterOption(GlusterOption(option, value)))
        }
        await state("cluster-options")
    }

    /// The third host's disk is not mounted: the other two have prepared their bricks when it refuses.
    private mutating func halfCreated() async {
        let brick = "/gluster/half/brick"
        let half = GlusterAction.createVolume("half", replica: 3, arbiter: 0, bricks: Self.bricks(brick))
        for host in Self.all { await change("others/mkdir", .makeDirectory(path: "/gluster/half"), at: host) }
        await ask("find/leftover-empty", HostOSCommands.leftover("/gluster/empty"))
        for volume in ["engine", "data"] { action(.gluster(.stopVolume(volume))) }
        action(.storage(.unmount("host3", target: Self.mountPoint)))
        action(.host(.makeDirectory("host3", path: "/gluster/half")))
        await change("gluster/create-half", half)
        await bricks("half", [brick])
        await ask("find/leftover-half", HostOSCommands.leftover(brick))
        action(.storage(.mount("host3", device: Self.device, target: Self.mountPoint)))
        await change("gluster/create-half-again", half)
        let unmark = HostAction.removeBrickMark(path: brick, volume: "")
        await change("setfattr/removed", unmark)
        await change("setfattr/removed-again", unmark)
        await change("setfattr/missing", .removeBrickMark(path: "/gluster/nosuch", volume: ""))
        await ask("find/leftover-unmarked", HostOSCommands.leftover(brick))
        await change("others/setfattr", unmark, at: "host2")
        await change("gluster/create-resumed", half)
        await change("gluster/start-engine-again", .startVolume("engine"))
        await change("gluster/start-data-again", .startVolume("data"))
        await ask("find/leftover-brick", HostOSCommands.leftover(Self.bricks[0]))
    }

    private mutating func wounds() async {
        action(.gluster(.killBrick("host1", path: Self.bricks[0])))
        await state("brick-killed")
        await change("gluster/start-force", .startBricks("engine"))
        await state("brick-restarted")
        action(.gluster(.killBrick("host2", path: Self.bricks[0])))
        for file in 1...5 { action(.gluster(.write(volume: "engine", file: "file\(file)"))) }
        await bricks("healing", Self.bricks + ["/gluster/empty"])
        await change("gluster/start-force-other", .startBricks("engine"))
        await pause(.seconds(30))
        await bricks("healed", Self.bricks + ["/gluster/empty"])
        action(.host(.stopService("host3", unit: "glusterd.service")))
        await state("peer-down")
        let late = [Self.names[0], Self.names[2]].map { "\($0):/gluster/late" }
        action(.host(.writeFile("host1", path: "/etc/glusterfs/glusterd.vol", Array("end-volume\n".utf8))))
        await age("newer")
        await change("gluster/create-peer-down", .createVolume("late", replica: 1, arbiter: 0, bricks: late))
        await change("others/probe", .probe(peer: "10.88.0.12"))
        await state("second-name")
    }
}

extension Query {
    /// The whole command, as an origin has it.
    var words: String {
        switch self {
        case .run(let invocation), .runForFile(let invocation, _): CommandLine(invocation.arguments).description
        case .read(let path, _): "read \(path)"
        }
    }
}
