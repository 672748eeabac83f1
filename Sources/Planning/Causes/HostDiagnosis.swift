internal import ClusterModel

/// Why a host is not as it should be: it gives no answer, its disks, its packages, its daemon, its place in the pool.
struct HostDiagnosis {
    private let host: HostName
    private let whole: Diagnosis
    private let seen: ObservedHost

    init(_ host: HostName, _ whole: Diagnosis) {
        self.host = host
        self.whole = whole
        seen = whole.observed.host(host)
    }

    /// Empty where nothing observed is wrong. The order is that of dependence: a daemon cannot run on a host that does
    /// not answer, nor a peer be connected whose daemon is down.
    var links: [Cause] {
        if let silence = seen.silence {
            return maintenance
                + [.hostOS(.unreachable(host, detail: silence.words, inPool: isConnectedInPool))]
        }
        if !missingPackages.isEmpty { return daemon + [.hostOS(.packagesMissing(host, missingPackages))] }
        let storage = storage
        return storage.isEmpty ? maintenance + daemonLinks + planned : storage
    }

    private var spec: HostSpec? { whole.desired.hosts[host] }

    private var maintenance: [Cause] { spec?.maintenance == true ? [.hostOS(.inMaintenance(host))] : [] }

    /// Whether other members report a connection; nil where none of them knows the host.
    private var isConnectedInPool: Bool? {
        let names = spec.map { [$0.glusterAddress, $0.address] } ?? []
        let reports = whole.desired.spec.hosts.filter { $0 != host }.compactMap { viewer -> Bool? in
            guard case .known(let view) = whole.observed.gluster(viewer) else { return nil }
            return view.peers.first { peer in peer.names.contains(where: names.contains) }?.isConnected
        }
        return reports.isEmpty ? nil : reports.contains(true)
    }

    private var missingPackages: [String] {
        whole.desired.packages(of: host).filter { name in
            switch seen.os.packages[name] {
            case .absent?: true
            case .known(let package)?: !package.isConfigured
            case .unknown?, nil: false
            }
        }
    }

    /// The unit that does not run.
    private var daemon: [Cause] {
        guard case .known(let state) = seen.service(HostService.glusterd.unit), state.active != "active" else {
            return []
        }
        return [.hostOS(.serviceDown(host, unit: HostService.glusterd.unit, state))]
    }

    /// glusterd refuses to start while it cannot resolve the host of a brick; else its place in the pool.
    private var daemonLinks: [Cause] {
        let names = seen.os.addresses.filter { $0.value == .absent }.keys.sorted()
        let unresolved: [Cause] = names.isEmpty ? [] : [.hostOS(.namesNotFound(host, names))]
        return daemon.isEmpty ? pool + unresolved : daemon + unresolved
    }

    /// A member that the others lost, or that has not joined them.
    private var pool: [Cause] {
        guard case .known(let own) = seen.gluster.view else { return [] }
        for viewer in whole.desired.spec.hosts where viewer != host {
            guard case .known(let view) = whole.observed.gluster(viewer) else { continue }
            guard let peer = view.peers.first(where: { $0.uuid == own.uuid }) else {
                return view.peers.isEmpty && own.peers.isEmpty ? [] : [.gluster(.notInPool(host))]
            }
            if peer.isMember, !peer.isConnected { return [.gluster(.peerDisconnected(host, seenFrom: viewer))] }
        }
        return []
    }

    /// What the plan says beyond a daemon that is down.
    private var planned: [Cause] { daemonLinks.isEmpty ? whole.planned(.host(host)) : [] }
}

// MARK: - Disks

extension HostDiagnosis {
    /// The first declared file system that is not mounted, and why.
    private var storage: [Cause] { (spec?.storage ?? []).lazy.map(links).first { !$0.isEmpty } ?? [] }

    /// Why a path of the host may be out of reach: its file system.
    func storage(above path: String) -> [Cause] {
        let above = (spec?.storage ?? []).filter { path.isBelow($0.mountPoint) }
        return above.max { $0.mountPoint.utf8.count < $1.mountPoint.utf8.count }.map(links) ?? []
    }

    private func isMounted(_ target: String) -> Bool {
        if case .known(let mounts) = seen.storage.mounts { mounts.contains { $0.target == target } } else { false }
    }

    /// Empty where it is mounted from the device that the manifest names.
    private func links(_ entry: HostSpec.Storage) -> [Cause] {
        let missing: [Cause] =
            isMounted(entry.mountPoint) ? [] : [.storage(.notMounted(host, mountPoint: entry.mountPoint))]
        switch DiskOverview.State(entry, seen) {
        case .mounted: return []
        case .notMounted: return missing
        case .otherMounted(let found):
            return [.storage(.otherMounted(host, mountPoint: entry.mountPoint, found: found))] + device(entry)
        case .noDevice, .blank, .signature: return missing + device(entry)
        case .unknown(let why):
            return [.storage(.unreadable(host, device: entry.device, why))]
        }
    }

    /// What is wrong with the device itself.
    private func device(_ entry: HostSpec.Storage) -> [Cause] {
        switch seen.device(entry.device) {
        case .absent: return [.storage(.noDevice(host, device: entry.device))]
        case .unknown(let why): return [.storage(.unreadable(host, device: entry.device, why))]
        case .known(let device):
            switch device.signature {
            case .blank:
                return [.storage(.blankDevice(host, device: entry.device, expected: isExpected(entry)))]
            case .filesystem(entry.filesystem.rawValue, _): return []
            case .filesystem(let kind, _):
                return [.storage(.signature(host, device: entry.device, found: "a file system of type \(kind)"))]
            case .partitionTable(let kind):
                return [.storage(.signature(host, device: entry.device, found: "a partition table of type \(kind)"))]
            case .other(let kind): return [.storage(.signature(host, device: entry.device, found: kind))]
            }
        }
    }

    /// Whether fstab names the mount point or a volume has a brick below it.
    private func isExpected(_ entry: HostSpec.Storage) -> Bool {
        if case .known(let table) = seen.fstab, table.entries.contains(where: { $0.target == entry.mountPoint }) {
            return true
        }
        let names = spec.map { [$0.glusterAddress, $0.address] } ?? []
        return whole.observed.volumes.all.flatMap(\.bricks).contains {
            names.contains($0.host) && $0.path.isBelow(entry.mountPoint)
        }
    }
}
