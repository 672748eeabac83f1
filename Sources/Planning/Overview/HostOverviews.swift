internal import ClusterModel

struct HostOverviews {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [HostOverview] { desired.orderedHosts.map(overview) }

    private func overview(_ host: HostName, _ spec: HostSpec) -> HostOverview {
        let seen = observed.host(host)
        return HostOverview(
            name: host, address: spec.address, isInMaintenance: spec.maintenance, silence: seen.silence,
            glusterd: seen.service(HostService.glusterd.unit),
            version: (seen.os.packages["glusterfs-server"] ?? .unknown(.notAsked)).map(\.version),
            peers: seen.gluster.view.map { view in
                HostOverview.Peers(
                    connected: view.peers.count { $0.isMember && $0.isConnected }, known: view.peers.count)
            }, disks: spec.storage.map { DiskOverview($0, seen) })
    }
}

extension ObservedHost {
    /// Why the host gives no answer at all, if it gives none.
    var silence: UnknownReason? {
        if case .unknown(let why) = storage.mounts, why.unreachableHost != nil { why } else { nil }
    }
}

extension DiskOverview {
    fileprivate init(_ entry: HostSpec.Storage, _ seen: ObservedHost) {
        let size: UInt64? = if case .known(let device) = seen.device(entry.device) { device.size } else { nil }
        self.init(
            name: entry.name, device: entry.device, mountPoint: entry.mountPoint,
            size: size, state: State(entry, seen), space: Self.space(below: entry.mountPoint, seen))
    }

    /// Of the first brick below the mount point that reports it.
    private static func space(below mountPoint: String, _ seen: ObservedHost) -> FilesystemSpace? {
        guard case .known(let view) = seen.gluster.view else { return nil }
        return view.volumes.lazy.flatMap(\.localBricks).first { $0.space != nil && $0.path.isBelow(mountPoint) }?.space
    }
}

extension DiskOverview.State {
    init(_ entry: HostSpec.Storage, _ seen: ObservedHost) {
        self = Self.mounted(entry, seen) ?? Self.unmounted(entry, seen)
    }

    /// What is mounted at the mount point; nil where nothing is, or where its device is gone.
    private static func mounted(_ entry: HostSpec.Storage, _ seen: ObservedHost) -> Self? {
        guard case .known(let mounts) = seen.storage.mounts else {
            let why: UnknownReason = if case .unknown(let why) = seen.storage.mounts { why } else { .notReported }
            return .unknown(why)
        }
        guard let mount = mounts.last(where: { $0.target == entry.mountPoint }) else { return nil }
        switch seen.device(entry.device) {
        case .unknown(let why): return .unknown(why)
        case .absent: return mount.source == entry.device ? nil : .otherMounted(mount.source)
        case .known(let device): return mount.number == device.number ? .mounted : .otherMounted(mount.source)
        }
    }

    private static func unmounted(_ entry: HostSpec.Storage, _ seen: ObservedHost) -> Self {
        switch seen.device(entry.device) {
        case .unknown(let why): .unknown(why)
        case .absent: .noDevice
        case .known(let device) where !device.holders.isEmpty:
            .signature("\(device.holders.joined(separator: ", ")) made on it")
        case .known(let device): found(device.signature, entry.filesystem.rawValue)
        }
    }

    private static func found(_ signature: BlockDevice.Signature, _ wanted: String) -> Self {
        switch signature {
        case .blank: .blank
        case .filesystem(wanted, _): .notMounted
        case .filesystem(let kind, _): .signature("a file system of type \(kind)")
        case .partitionTable(let kind): .signature("a partition table of type \(kind)")
        case .other(let kind): .signature(kind)
        }
    }
}
