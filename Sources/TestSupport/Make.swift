package import ClusterModel

/// Builds desired and observed states for tests: a converged cluster of three hosts, of which a test changes single facts.
package enum Make {
    /// host1, host2, host3.
    package static let hosts: [HostName] = ["host1", "host2", "host3"]
    /// The mount point of every host's one storage entry.
    package static let mountPoint = "/gluster"

    /// Three hosts with one disk each and the volumes given.
    package static func desired(_ volumes: [Desired<GlusterVolumeSpec>] = [volume()], hosts: [HostName] = hosts)
        -> DesiredState
    {
        var spec = ClusterSpec()
        spec.hosts = hosts
        let specs = Dictionary(uniqueKeysWithValues: hosts.map { ($0, host($0)) })
        return DesiredState(cluster: "lab", spec: spec, hosts: specs, volumes: volumes)
    }

    /// A host with /dev/vdb at /gluster.
    package static func host(_ name: HostName) -> HostSpec {
        var storage = HostSpec.Storage()
        storage.name = "gluster"
        storage.device = "/dev/vdb"
        storage.mountPoint = mountPoint
        var spec = HostSpec()
        spec.address = "\(name).lab.test"
        spec.storage = [storage]
        return spec
    }

    /// A started replica 3 volume over the three hosts.
    package static func volume(
        _ name: VolumeName = "engine", options: [GlusterOption] = [GlusterOption("network.ping-timeout", "10")],
        hosts: [HostName] = hosts, _ change: (inout GlusterVolumeSpec) -> Void = { _ in }
    ) -> Desired<GlusterVolumeSpec> {
        var spec = GlusterVolumeSpec()
        spec.replica = 3
        spec.hosts = hosts
        spec.brickPath = "\(mountPoint)/\(name)/brick"
        spec.options = options
        change(&spec)
        return Desired(name, spec)
    }

    /// An observation without unknown facts and without differences.
    package static func converged(_ desired: DesiredState = desired()) -> ObservedState {
        observed(desired) { _, _ in }
    }

    /// A converged observation with each host changed.
    package static func observed(
        _ desired: DesiredState = desired(), asked: Moment = now, _ change: (HostName, inout ObservedHost) -> Void
    ) -> ObservedState {
        var sightings: [HostName: Observed<ObservedHost>] = [:]
        for name in desired.spec.hosts {
            var host = convergedHost(name, desired)
            change(name, &host)
            sightings[name] = Observed(host, at: asked)
        }
        return ObservedState(hosts: sightings)
    }

    /// An observation of bare hosts: a blank disk; glusterd installed, neither enabled nor running.
    package static func bare(_ desired: DesiredState = desired()) -> ObservedState {
        observed(desired) { name, host in host = bareHost(name, desired) }
    }

    /// 2026-11-21T10:41:06Z, at the monotonic origin of `ManualClock`.
    package static let now = Moment(monotonic: .zero, wall: WallTime(sinceEpoch: .seconds(1_795_257_666)))
}

extension Make {
    /// One host of a converged cluster.
    package static func convergedHost(_ name: HostName, _ desired: DesiredState) -> ObservedHost {
        let bricks = desired.bricks(on: name)
        var host = ObservedHost()
        host.term = .known(Term(4))
        host.os.services = [
            "glusterd": .known(ServiceState(load: "loaded", active: "active", enablement: "enabled"))
        ]
        host.os.files = [.fstab: .known(table())]
        host.storage.devices = ["/dev/vdb": .known(formatted)]
        host.storage.mounts = .known([root, mounted])
        host.gluster.bricks = Dictionary(
            uniqueKeysWithValues: desired.volumes.flatMap { volume in
                volume.spec.allBricks.filter { $0.host == name }.map {
                    ($0.path, .known(BrickDirectory(isEmpty: false, volumeID: id(volume.name))))
                }
            })
        host.gluster.healBacklog = Dictionary(uniqueKeysWithValues: bricks.map { ($0, .known(0)) })
        host.gluster.view = .known(view(name, desired))
        host.gluster.storedVolumes = .known(desired.volumes.map(\.name.text))
        findNames(&host, desired)
        havePackages(&host, name, desired)
        return host
    }

    private static func havePackages(_ host: inout ObservedHost, _ name: HostName, _ desired: DesiredState) {
        for package in desired.packages(of: name) { host.os.packages[package] = .known(InstalledPackage(version: "1")) }
        host.os.packageWork = .absent
    }

    /// Gives the hosts, in order, 10.88.0.11 and so on; /etc/hosts has only localhost.
    private static func findNames(_ host: inout ObservedHost, _ desired: DesiredState) {
        for name in desired.hostNames { host.os.addresses[name.name] = .known([address(of: name.host, desired)]) }
        host.os.files[.hosts] = .known(hostsFile())
    }

    /// The address that `Make` gives a host.
    package static func address(of host: HostName, _ desired: DesiredState) -> String {
        "10.88.0.\(11 + (desired.spec.hosts.firstIndex(of: host) ?? 0))"
    }

    /// /etc/hosts with the lines given, each an address and a name.
    package static func hostsFile(_ lines: [String] = ["127.0.0.1 localhost"]) -> ObservedFile {
        file(.hosts, lines.map { $0 + "\n" }.joined(), digest: "hosts-\(lines.count)")
    }

    /// A managed file with that text.
    package static func file(
        _ id: ManagedFile.ID, _ text: String, digest: String = "d", newer: Reading<Bool> = .absent
    ) -> ObservedFile {
        ObservedFile(id, FileText(text), digest: digest, isNewerThanReader: newer)
    }

    package static func bareHost(_ name: HostName, _ desired: DesiredState) -> ObservedHost {
        var host = ObservedHost()
        host.term = .absent
        host.os.services = [
            "glusterd": .known(ServiceState(load: "loaded", active: "inactive", enablement: "disabled"))
        ]
        host.os.files = [.fstab: .known(table(lines: []))]
        host.storage.devices = ["/dev/vdb": .known(device(.blank))]
        host.storage.mounts = .known([root])
        let bricks = desired.bricks(on: name)
        host.gluster.bricks = Dictionary(uniqueKeysWithValues: bricks.map { ($0, .absent) })
        host.gluster.healBacklog = Dictionary(uniqueKeysWithValues: bricks.map { ($0, .absent) })
        host.gluster.view = .unknown(
            .refused(command: "gluster get-state", exitStatus: 1, words: "Connection failed."))
        host.gluster.storedVolumes = .known([])
        findNames(&host, desired)
        havePackages(&host, name, desired)
        return host
    }

    /// The pool as one member reports it.
    package static func view(_ name: HostName, _ desired: DesiredState, volumes: Bool = true) -> GlusterView {
        GlusterView(
            uuid: "uuid-\(name)", opVersion: 100_000,
            peers: desired.spec.hosts.filter { $0 != name }.map { peer($0) },
            volumes: volumes ? desired.volumes.map { found($0, seenFrom: name, desired) } : [])
    }

    /// A member of the pool, connected unless said otherwise.
    package static func peer(
        _ name: HostName, state: String = "Peer in Cluster", isConnected: Bool = true
    ) -> GlusterPeer {
        GlusterPeer(uuid: "uuid-\(name)", names: ["\(name).lab.test"], state: state, isConnected: isConnected)
    }

    /// The view of a volume without differences.
    package static func found(
        _ volume: Desired<GlusterVolumeSpec>, seenFrom viewer: HostName, _ desired: DesiredState,
        status: GlusterVolumeView.Status = .started, options: [GlusterOption]? = nil
    ) -> GlusterVolumeView {
        let spec = volume.spec
        let owner = spec.owner.map {
            [GlusterOption("storage.owner-uid", "\($0.uid)"), GlusterOption("storage.owner-gid", "\($0.gid)")]
        }
        return GlusterVolumeView(
            name: volume.name, id: id(volume.name), type: "Replicate", status: status, replica: spec.replica,
            arbiter: spec.arbiter,
            bricks: spec.allBricks.map { brick in
                GlusterBrickView(
                    host: "\(brick.host).lab.test", path: brick.path,
                    isRunning: brick.host == viewer ? .known(status == .started) : .unknown(.notAsked))
            },
            options: (options ?? spec.options + (owner ?? [])) + [
                GlusterOption(OwnershipTag.owner, desired.cluster.text)
            ])
    }

    /// The UUID that `Make` gives a volume.
    package static func id(_ volume: VolumeName) -> String { "id-\(volume)" }

    /// A disk of 8 GiB.
    package static func device(_ signature: BlockDevice.Signature, holders: [String] = []) -> BlockDevice {
        BlockDevice(size: 8 << 30, type: "disk", number: "7:1", signature: signature, holders: holders)
    }

    /// The same disk with XFS.
    package static let formatted = device(.filesystem(kind: "xfs", uuid: "uuid-xfs"))
    package static let root = Mount(
        target: "/", source: "overlay", filesystem: "overlay", number: "0:40", options: ["rw"])
    /// The disk at its mount point.
    package static let mounted = Mount(
        target: mountPoint, source: "/dev/vdb", filesystem: "xfs", number: "7:1", options: ["rw"])

    /// A table of file systems that begins with a comment.
    package static func table(lines: [String] = ["UUID=uuid-xfs /gluster xfs defaults 0 0"]) -> ObservedFile {
        file(.fstab, (["# a comment"] + lines).map { $0 + "\n" }.joined(), digest: "digest-\(lines.count)")
    }
}
