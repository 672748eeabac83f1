internal import ClusterModel
internal import SimulatedWorld

/// The state before the first run of hcctl: things of others, and obstacles.
struct InitialConditions {
    private let choice: SeededChoice
    private let desired: DesiredState

    init(_ desired: DesiredState, _ choice: SeededChoice) {
        self.desired = desired
        self.choice = choice
    }

    /// Harmless things on every third host, and obstacles on some.
    func place(on state: inout ClusterState) {
        for index in state.hosts.indices where choice.oneIn(3) { placeHarmless(on: &state.hosts[index]) }
        if choice.oneIn(4) {
            for index in state.hosts.indices where choice.oneIn(2) { state.hosts[index].findsNames = false }
        }
        if choice.oneIn(3) {
            for index in state.hosts.indices where choice.oneIn(2) { takePackages(from: &state.hosts[index]) }
        }
        guard choice.oneIn(3) else { return }
        for _ in 1...choice.number(1...2) {
            placeOne(on: &state.hosts[choice.number(0...state.hosts.count - 1)])
        }
    }

    /// A host without some of gluster's packages, and with a repository that may fail.
    private func takePackages(from host: inout SimulatedHost) {
        for name in choice.some(["attr", "glusterfs-client", "glusterfs-server", "xfsprogs"], atMost: 4) {
            host.packages[name] = nil
            if name == "glusterfs-server" {
                host.units["glusterd.service"] = nil
                host.root["/etc/glusterfs/glusterd.vol"] = nil
            }
        }
        host.repository.isKnown = !choice.oneIn(3)
        host.repository.failures = choice.oneIn(4) ? 1 : 0
        host.repository.startsDaemons = choice.oneIn(2)
    }

    /// Hands that make a pool of another cluster; they need running daemons, so they come after the world is made.
    func pools(_ state: ClusterState) -> [ExternalAction] {
        guard choice.oneIn(8), let host = choice.one(of: desired.spec.hosts) else { return [] }
        let strangers = state.hosts.map(\.name).filter { desired.hosts[$0] == nil }
        if let stranger = strangers.first {
            return [.gluster(.foreignPool([host, stranger], volume: choice.either(nil, "theirs")))]
        }
        return [.gluster(.foreignPool(desired.spec.hosts, volume: "theirs"))]
    }

    /// A host beside the cluster that no manifest names.
    static let stranger = SimulatedHost(
        "stranger", names: ["stranger.lab.test", "10.88.0.99"],
        devices: [SimulatedDevice("/dev/vdb", disk: SimulatedDisk(serial: "stranger-vdb-1"))])

    private func placeHarmless(on host: inout SimulatedHost) {
        switch choice.number(1...3) {
        case 1:
            let tree = FileTree()
            let disk = SimulatedDisk(
                serial: "\(host.name)-vdz-1",
                contents: .filesystem(Filesystem(kind: choice.either("ext4", "xfs"), uuid: uuid("d"), tree: tree)))
            host.devices.append(SimulatedDevice("/dev/vdz", number: "254:240", disk: disk))
        case 2: edit(&host) { $0 + "/dev/sr0 /media/cdrom0 udf,iso9660 user,noauto 0 0\n# somebody's own line\n" }
        default:
            // A table that does not end with a line feed.
            edit(&host) { $0 + "UUID=\(uuid("f")) none swap sw 0 0" }
        }
    }

    private func placeOne(on host: inout SimulatedHost) {
        guard let entry = choice.one(of: desired.hosts[host.name]?.storage ?? []) else { return }
        switch choice.number(1...12) {
        case 1...7:
            let index = host.devices.firstIndex { $0.path == entry.device }
            if let index { host.devices[index].disk.contents = contents() }
        case 8...11: edit(&host) { $0 + "/dev/vdy \(entry.mountPoint) ext4 defaults 0 2\n" }
        default: host.devices.removeAll { $0.path == entry.device }
        }
    }

    private func contents() -> SimulatedDisk.Contents {
        var tree = FileTree()
        var directory = DirectoryContents()
        directory.hasForeignFiles = true
        tree["/old"] = .directory(directory)
        return switch choice.number(1...6) {
        case 1: .filesystem(Filesystem(kind: "ext4", uuid: uuid("a"), tree: tree))
        case 2: .filesystem(Filesystem(uuid: uuid("b"), tree: tree))
        case 3:
            .partitionTable(
                kind: choice.either("gpt", "dos"),
                choice.either([], [SimulatedDisk.Partition(name: "vdb1", size: 1 << 30, number: "254:17")]))
        case 4: .swap(uuid: uuid("c"))
        case 5: .lvm(uuid: "lvm-" + uuid("e"))
        default: .several
        }
    }

    private func edit(_ host: inout SimulatedHost, _ change: (String) -> String) {
        let text = String(decoding: host.root.file("/etc/fstab") ?? [], as: UTF8.self)
        host.root["/etc/fstab"] = .file(Array(change(text).utf8))
    }

    private func uuid(_ digit: String) -> String {
        "f0e19900-0000-4000-8000-\(digit)\(100_000 + choice.number(0...99_999))00000"
    }
}
