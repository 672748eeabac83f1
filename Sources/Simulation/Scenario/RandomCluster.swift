internal import ClusterModel

/// A small random cluster that obeys every rule of the manifests.
struct RandomCluster {
    /// More hosts or volumes find nothing that these do not, and take longer.
    static let mostHosts = 5
    static let mostVolumes = 4

    private let choice: SeededChoice
    private let hosts: [HostName]
    private let mountPoints: [String]

    init(_ choice: SeededChoice) {
        self.choice = choice
        // Three hosts are what people have: as likely as all other sizes together.
        let count = choice.oneIn(2) ? 3 : choice.number(1...Self.mostHosts)
        let style = choice.either("host", "node-", "hc")
        hosts = (1...count).map { HostName("\(style)\($0)") }
        let places = choice.shuffled(["/gluster", "/bricks/fast", "/srv/disk1"])
        mountPoints = Array(places.prefix(choice.oneIn(3) ? 2 : 1))
    }

    func desired() -> DesiredState {
        var spec = ClusterSpec()
        spec.hosts = hosts
        let storage = self.storage()
        let specs = hosts.enumerated().map { ($1, host($1, number: $0, storage)) }
        var volumes = (1...choice.number(1...Self.mostVolumes)).map(volume)
        let groups = choice.oneIn(3) ? [group()] : []
        if let group = groups.first {
            volumes = volumes.map { volume in
                var spec = volume.spec
                if choice.oneIn(2) { spec.optionGroup = group.name }
                return Desired(volume.name, spec)
            }
        }
        if choice.oneIn(4) {
            spec.gluster.options = [GlusterOption("cluster.server-quorum-ratio", choice.either("51", "60%"))]
        }
        // Most runs end before a competing writer has written six times; and once it is gone there is no recurring drift,
        // however low the threshold.
        if choice.oneIn(2) {
            spec.disruption.fighting.repeats = choice.either(0, 1, 2)
            spec.disruption.fighting.window = .seconds(choice.number(20...600))
        }
        if choice.oneIn(4) { (spec.gluster.basePort, spec.gluster.maxPort) = (50_152, choice.either(50_651, 51_000)) }
        var desired = DesiredState(
            cluster: "lab", spec: spec, hosts: Dictionary(uniqueKeysWithValues: specs), optionGroups: groups,
            volumes: volumes)
        desired.ctdbClusters = ctdb(on: volumes)
        let lock = desired.ctdbClusters.first?.spec.lockVolume.volume
        desired.nfsExports = exports(of: volumes.filter { $0.name != lock })
        return desired
    }

    /// In one of three clusters that have a volume with three copies for the lock.
    private func ctdb(on volumes: [Desired<GlusterVolumeSpec>]) -> [Desired<CTDBClusterSpec>] {
        let lock = volumes.first { $0.spec.replica == 3 && $0.spec.state == .started && $0.spec.optionGroup == nil }
        guard choice.oneIn(3), let lock else { return [] }
        var spec = CTDBClusterSpec()
        spec.lockVolume.volume = lock.name
        var address = CTDBClusterSpec.PublicAddress()
        (address.address, address.interface) = ("10.88.0.200/24", "host0")
        spec.publicAddresses = [address]
        spec.tunables = [.init("KeepaliveInterval", 1), .init("KeepaliveLimit", choice.either(3, 5))]
        if choice.oneIn(2) { spec.eventScripts.enabled = ["10.interface"] }
        return [Desired("ctdb", spec)]
    }

    /// Of a started volume, in one of some clusters. Which ones follows from what was drawn, and draws nothing: the seeds of
    /// all other clusters keep their course.
    private func exports(of volumes: [Desired<GlusterVolumeSpec>]) -> [Desired<NFSExportSpec>] {
        let words = hosts.map(\.text) + volumes.flatMap { [$0.name.text] + $0.spec.options.map(\.value) }
        let number = words.joined(separator: " ").utf8.reduce(7 as UInt64) { $0 &* 31 &+ UInt64($1) }
        guard number.isMultiple(of: 5) else { return [] }
        return volumes.filter { $0.spec.state == .started }.prefix(2).map { volume in
            var spec = NFSExportSpec()
            spec.volume = volume.name
            spec.pseudoPath = "/\(volume.name)"
            spec.squash = number.isMultiple(of: 2) ? .none : .root
            spec.accessType = number.isMultiple(of: 3) ? .readOnly : .readWrite
            spec.protocols = number.isMultiple(of: 4) ? [3, 4] : [3]
            spec.clients = number.isMultiple(of: 7) ? ["10.88.0.0/24", "10.88.0.7"] : ["*"]
            if number.isMultiple(of: 10) { spec.exportId = volume.name.text.utf8.count }
            return Desired(NFSExportName(volume.name.text), spec)
        }.sorted { $0.name < $1.name }
    }

    /// One that the package brings a file of, with other contents, or one of its own.
    private func group() -> Desired<VolumeOptionGroupSpec> {
        var spec = VolumeOptionGroupSpec()
        let all = [
            GlusterOption("performance.quick-read", "on"), GlusterOption("performance.read-ahead", "off"),
            GlusterOption("network.ping-timeout", "25"), GlusterOption("cluster.eager-lock", "enable"),
            GlusterOption("features.shard", "on"),
        ]
        spec.options = choice.some(all, atMost: all.count).sorted { $0.name < $1.name }
        return Desired(choice.either("virt", "images"), spec)
    }

    private func host(_ name: HostName, number: Int, _ storage: [HostSpec.Storage]) -> HostSpec {
        var spec = HostSpec()
        spec.address = "\(name).lab.test"
        if choice.oneIn(4) { spec.storageAddress = choice.either("\(name)-storage.lab.test", "10.77.0.\(11 + number)") }
        spec.storage = storage
        return spec
    }

    private func storage() -> [HostSpec.Storage] {
        let options: [String]? = choice.either(nil, ["inode64", "noatime"], ["noatime"])
        return mountPoints.enumerated().map { index, mountPoint in
            var entry = HostSpec.Storage()
            entry.name = index == 0 ? "gluster" : "second"
            entry.device = index == 0 ? "/dev/vdb" : "/dev/vdc"
            entry.mountPoint = mountPoint
            entry.mountOptions = options
            if choice.oneIn(2) { entry.mkfs = HostSpec.MakeOptions() }
            return entry
        }
    }

    private func volume(_ number: Int) -> Desired<GlusterVolumeSpec> {
        let name = ["data", "engine", "iso", "vmstore"][number - 1]
        var spec = GlusterVolumeSpec()
        spec.replica = choice.one(of: [1, 2, 3, 3, 3].filter { $0 <= hosts.count }) ?? 1
        spec.arbiter = spec.replica == 3 && choice.oneIn(3) ? 1 : 0
        spec.bricks = bricks(of: name, replica: spec.replica)
        spec.options = options(replica: spec.replica)
        if choice.oneIn(2) { spec.owner = GlusterVolumeSpec.Owner() }
        if choice.oneIn(8) { spec.state = .stopped }
        return Desired(VolumeName(name), spec)
    }

    /// One set or two; the bricks of a set are on different hosts.
    private func bricks(of volume: String, replica: Int) -> [Brick] {
        let sets = choice.oneIn(3) ? 2 : 1
        return (1...sets).flatMap { set in
            let mountPoint = choice.one(of: mountPoints) ?? mountPoints[0]
            let path = "\(mountPoint)/\(volume)/\(choice.either("brick", "b", "store"))\(set)"
            return choice.shuffled(hosts).prefix(replica).map { Brick(host: $0, path: path) }
        }
    }

    private func options(replica: Int) -> [GlusterOption] {
        var all = [
            GlusterOption("network.ping-timeout", choice.either("10", "20", "30")),
            GlusterOption("auth.allow", "*"), GlusterOption("server.allow-insecure", choice.either("on", "enable")),
            GlusterOption("performance.quick-read", "off"), GlusterOption("performance.io-cache", "off"),
            GlusterOption("features.shard", "on"),
        ]
        if replica > 1 {
            all.append(GlusterOption("cluster.quorum-type", "auto"))
            all.append(GlusterOption("cluster.server-quorum-type", choice.either("server", "none")))
        }
        return choice.some(all, atMost: all.count).sorted { $0.name < $1.name }
    }
}
