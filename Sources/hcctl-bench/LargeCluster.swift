internal import ClusterModel

/// Desired and observed state of a cluster of many volumes, made in memory.
struct LargeCluster {
    static let now = Moment(monotonic: .zero, wall: WallTime(sinceEpoch: .seconds(1_795_257_666)))
    private static let mountPoint = "/gluster"
    /// Volumes have three copies.
    private static let fewestHosts = 3
    private static let options = [
        GlusterOption("auth.allow", "*"), GlusterOption("cluster.eager-lock", "enable"),
        GlusterOption("cluster.quorum-type", "auto"), GlusterOption("features.shard", "on"),
        GlusterOption("network.ping-timeout", "10"), GlusterOption("network.remote-dio", "enable"),
        GlusterOption("performance.io-cache", "off"), GlusterOption("performance.quick-read", "off"),
        GlusterOption("performance.read-ahead", "off"), GlusterOption("server.allow-insecure", "on"),
    ]

    let resources: Int
    let hosts: [HostName]
    let desired: DesiredState

    init(resources: Int, mostHosts: Int) {
        self.resources = resources
        let hosts = (1...max(Self.fewestHosts, min(resources / 100, mostHosts))).map { HostName("host\($0)") }
        self.hosts = hosts
        var spec = ClusterSpec()
        spec.hosts = hosts
        let volumes = (0..<max(0, resources - hosts.count - 1)).map { Self.volume($0, hosts) }
        desired = DesiredState(
            cluster: "large", spec: spec, hosts: Dictionary(uniqueKeysWithValues: hosts.map { ($0, Self.host($0)) }),
            volumes: volumes)
    }

    private static func host(_ name: HostName) -> HostSpec {
        var storage = HostSpec.Storage()
        storage.name = "gluster"
        storage.device = "/dev/vdb"
        storage.mountPoint = mountPoint
        var spec = HostSpec()
        spec.address = address(name)
        spec.storage = [storage]
        return spec
    }

    private static func volume(_ number: Int, _ hosts: [HostName]) -> Desired<GlusterVolumeSpec> {
        var spec = GlusterVolumeSpec()
        spec.replica = 3
        spec.bricks = (0..<3).map {
            Brick(host: hosts[(number + $0) % hosts.count], path: "\(mountPoint)/v\(number)/brick")
        }
        spec.options = options
        return Desired(VolumeName("v\(number)"), spec)
    }

    private static func address(_ host: HostName) -> String { "\(host).example.com" }
}

// MARK: - What is observed

extension LargeCluster {
    /// Every host as declared.
    var converged: ObservedState {
        let bricks = bricksByHost
        let elsewhere = desired.volumes.map { Self.found($0, seenFrom: nil) }
        let peers = hosts.map(Self.peer)
        return observed { name, number in
            var volumes = elsewhere
            for (volume, _) in bricks[name] ?? [] {
                volumes[volume] = Self.found(desired.volumes[volume], seenFrom: name)
            }
            let others = Array(peers[..<number] + peers[(number + 1)...])
            return convergedHost(
                bricks[name] ?? [],
                GlusterView(uuid: "uuid-\(name)", opVersion: 100_000, peers: others, volumes: volumes))
        }
    }

    /// Blank disks, packages installed, glusterd neither enabled nor running.
    var bare: ObservedState {
        let bricks = bricksByHost
        return observed { name, _ in bareHost(bricks[name] ?? []) }
    }

    private typealias PlacedBrick = (volume: Int, path: String)

    private var bricksByHost: [HostName: [PlacedBrick]] {
        desired.volumes.enumerated().reduce(into: [:]) { places, volume in
            for brick in volume.element.spec.allBricks {
                places[brick.host, default: []].append((volume.offset, brick.path))
            }
        }
    }

    private func observed(_ facts: (HostName, Int) -> ObservedHost) -> ObservedState {
        let addresses = Dictionary(
            uniqueKeysWithValues: hosts.enumerated().map { number, host in
                (Self.address(host), Reading.known(["10.88.\(number / 250).\(1 + number % 250)"]))
            })
        return ObservedState(
            hosts: Dictionary(
                uniqueKeysWithValues: hosts.enumerated().map { number, name in
                    var host = facts(name, number)
                    for package in desired.packages(of: name) {
                        host.os.packages[package] = .known(InstalledPackage(version: "1"))
                    }
                    host.os.packageWork = .absent
                    host.os.addresses = addresses
                    host.os.files[.hosts] = .known(ObservedFile(.hosts, FileText(""), digest: "hosts"))
                    return (name, Observed(host, at: Self.now))
                }))
    }

    private func convergedHost(_ bricks: [PlacedBrick], _ view: GlusterView) -> ObservedHost {
        var host = ObservedHost()
        host.term = .known(Term(4))
        host.os.services = [
            "glusterd": .known(ServiceState(load: "loaded", active: "active", enablement: "enabled"))
        ]
        host.os.files = [.fstab: .known(Self.table)]
        host.storage.devices = ["/dev/vdb": .known(Self.device(.filesystem(kind: "xfs", uuid: "uuid-xfs")))]
        host.storage.mounts = .known([Self.root, Self.mount])
        host.gluster.bricks = Dictionary(
            uniqueKeysWithValues: bricks.map { volume, path in
                (path, .known(BrickDirectory(isEmpty: false, volumeID: "id-\(desired.volumes[volume].name)")))
            })
        host.gluster.healBacklog = Dictionary(uniqueKeysWithValues: bricks.map { ($0.path, .known(0)) })
        host.gluster.view = .known(view)
        host.gluster.storedVolumes = .known(view.volumes.map(\.name.text))
        return host
    }

    private func bareHost(_ bricks: [PlacedBrick]) -> ObservedHost {
        var host = ObservedHost()
        host.term = .absent
        host.os.services = [
            "glusterd": .known(ServiceState(load: "loaded", active: "inactive", enablement: "disabled"))
        ]
        host.os.files = [.fstab: .known(ObservedFile(.fstab, FileText(""), digest: "empty"))]
        host.storage.devices = ["/dev/vdb": .known(Self.device(.blank))]
        host.storage.mounts = .known([Self.root])
        host.gluster.bricks = Dictionary(uniqueKeysWithValues: bricks.map { ($0.path, .absent) })
        host.gluster.healBacklog = Dictionary(uniqueKeysWithValues: bricks.map { ($0.path, .absent) })
        host.gluster.view = .unknown(
            .refused(command: "gluster get-state", exitStatus: 1, words: "Connection failed."))
        host.gluster.storedVolumes = .known([])
        return host
    }

    private static func peer(_ name: HostName) -> GlusterPeer {
        GlusterPeer(uuid: "uuid-\(name)", names: [address(name)], state: "Peer in Cluster", isConnected: true)
    }

    /// A host's glusterd knows the state of its own bricks only.
    private static func found(_ volume: Desired<GlusterVolumeSpec>, seenFrom viewer: HostName?) -> GlusterVolumeView {
        GlusterVolumeView(
            name: volume.name, id: "id-\(volume.name)", type: "Replicate", status: .started, replica: 3, arbiter: 0,
            bricks: volume.spec.allBricks.map { brick in
                GlusterBrickView(
                    host: address(brick.host), path: brick.path,
                    isRunning: brick.host == viewer ? .known(true) : .unknown(.notAsked))
            }, options: marked)
    }

    private static let marked =
        options + [
            GlusterOption(OwnershipTag.options, options.map(\.name).joined(separator: ",")),
            GlusterOption(OwnershipTag.owner, "large"),
        ]

    private static func device(_ signature: BlockDevice.Signature) -> BlockDevice {
        BlockDevice(size: 8 << 40, type: "disk", number: "254:16", signature: signature, holders: [])
    }

    private static let root = Mount(
        target: "/", source: "/dev/vda1", filesystem: "ext4", number: "254:1", options: ["rw"])
    private static let mount = Mount(
        target: mountPoint, source: "/dev/vdb", filesystem: "xfs", number: "254:16", options: ["rw"])
    private static let table = ObservedFile(
        .fstab, FileText("UUID=uuid-xfs \(mountPoint) xfs defaults 0 0\n"), digest: "one")
}
