internal import ClusterModel
internal import SimulatedWorld

/// Everything that no manifest names, as it is now. It must be the same after any command of hcctl.
struct ForeignThings: Sendable, Equatable {
    /// Contents of the devices, their media and files of others in their file systems, in words.
    private(set) var media: [String] = []
    /// Lines of /etc/fstab that are not about a declared mount with its declared device, host by host.
    private var lines: [HostName: [[UInt8]]] = [:]
    /// /etc/hosts, host by host.
    private var names: [HostName: [UInt8]] = [:]
    /// Files and directories of the root file systems.
    private var files: [HostName: [String: FileTree.Node]] = [:]
    /// Volumes that no manifest names, or that carry the mark of another owner.
    private var volumes: [SimulatedVolume] = []
    /// Pools that hold a host which no manifest names.
    private var pools: [HostName: Set<HostName>] = [:]
    /// Mounts of each host, and since when they are so, if not from the beginning: a directory that a command makes below
    /// a mount is made on the root file system if an external action unmounts in between.
    private var mounts: [HostName: [String]] = [:]
    private var mountedSince: [HostName: Duration] = [:]
    /// Since when each of these volumes is foreign, by its UUID, if not from the beginning: a command that began before, or
    /// was decided on an earlier observation, was meant for a volume of the manifests.
    private var since: [String: Duration] = [:]
    private let desired: DesiredState

    init(_ state: ClusterState, _ desired: DesiredState, at now: Duration, after earlier: Self? = nil) {
        self.desired = desired
        let known = Set(state.volumes.map(\.id))
        let locks = desired.ctdbClusters.map(\.spec.lockVolume.mountPoint)
        for host in state.hosts {
            media += Self.media(host, known)
            lines[host.name] = Self.lines(host, desired.hosts[host.name]?.storage ?? [], locks)
            names[host.name] = Self.hostsText(host)
            files[host.name] = Self.files(host)
            mounts[host.name] = host.mounts.map(\.target).sorted()
            if let earlier {
                let isAsBefore = earlier.mounts[host.name] == mounts[host.name]
                mountedSince[host.name] = isAsBefore ? earlier.mountedSince[host.name] : now
            }
            let members = Set(host.glusterd.peers.map(\.host)).union([host.name])
            if members.contains(where: { desired.hosts[$0] == nil }) { pools[host.name] = members }
        }
        volumes = state.volumes.filter { Self.isForeign($0, desired, state) }
        if let earlier {
            let known = Set(earlier.volumes.map(\.id))
            for volume in volumes { since[volume.id] = known.contains(volume.id) ? earlier.since[volume.id] : now }
        }
    }

    /// What is missing or changed since, in words. `begun`: the begin of the oldest command that may have done it.
    func touched(by later: Self, begun: Duration) -> [String] {
        touchedMedia(later) + touchedLines(later) + touchedFiles(later, begun) + touchedVolumes(later, begun)
            + touchedPools(later)
    }

    private func touchedMedia(_ later: Self) -> [String] {
        let left = Set(later.media)
        return media.filter { !left.contains($0) }.map { "\($0): no longer so" }
    }

    private func touchedLines(_ later: Self) -> [String] {
        lines.keys.sorted().filter { lines[$0] != later.lines[$0] }.map {
            "/etc/fstab on \($0): \(Self.text(lines[$0])) became \(Self.text(later.lines[$0]))"
        }
            + names.keys.sorted().filter { !(later.names[$0] ?? []).starts(with: names[$0] ?? []) }.map {
                "/etc/hosts on \($0) lost a line"
            }
    }

    /// An empty directory below a mount point may become immutable.
    private static func plain(_ node: FileTree.Node?) -> FileTree.Node? {
        guard case .directory(var contents)? = node else { return node }
        contents.isImmutable = false
        return .directory(contents)
    }

    private func touchedFiles(_ later: Self, _ begun: Duration) -> [String] {
        files.keys.sorted().flatMap { host -> [String] in
            let (old, new) = (files[host] ?? [:], later.files[host] ?? [:])
            let allowed = ancestors(
                of: (desired.hosts[host]?.storage ?? []).map(\.mountPoint)
                    + desired.ctdbClusters.map(\.spec.lockVolume.mountPoint))
            let wasMounted = mountedSince[host].map { $0 <= begun - SafetyInvariants.transit } ?? true
            let gone = old.keys.sorted().filter { path in
                Self.plain(new[path]) != Self.plain(old[path])
                    && (wasMounted || !isMarkedBrick(path, on: host, old[path], new[path]))
            }.map { "\(host):\($0) on the root file system" }
            let made = wasMounted ? new.keys.sorted().filter { old[$0] == nil && !allowed.contains($0) } : []
            return gone + made.map { "\(host):\($0) was made on the root file system" }
        }
    }

    /// Whether a bare directory at the place of a declared brick has got a mark and is otherwise as it was: `start
    /// force`, begun while the brick's file system was mounted, marks the directory below it.
    private func isMarkedBrick(
        _ path: String, on host: HostName, _ old: FileTree.Node?, _ new: FileTree.Node?
    ) -> Bool {
        guard desired.bricks(on: host).contains(path), case .directory(let old)? = old, old.volumeMark == nil,
            case .directory(var marked)? = new, marked.volumeMark != nil
        else { return false }
        (marked.volumeMark, marked.markChanged) = (nil, old.markChanged)
        return marked == old
    }

    private func touchedVolumes(_ later: Self, _ begun: Duration) -> [String] {
        volumes.filter { since[$0.id].map { $0 <= begun - SafetyInvariants.lookTime } ?? true }.compactMap { volume in
            guard var now = later.volumes.first(where: { $0.id == volume.id }) else {
                return "volume \(volume.name) is no longer there as it was"
            }
            now.version = volume.version
            return now == volume ? nil : "volume \(volume.name) was changed"
        }
    }

    private func touchedPools(_ later: Self) -> [String] {
        pools.keys.sorted().filter { pools[$0] != later.pools[$0] }.map {
            "the pool of \($0): \((pools[$0] ?? []).sorted()) became \((later.pools[$0] ?? []).sorted())"
        }
    }

    private func ancestors(of paths: [String]) -> Set<String> {
        Set(
            paths.flatMap { path in
                let parts = path.split(separator: "/")
                return parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
            })
    }
}

extension ForeignThings {
    /// A medium, its contents, and files of others in its file system. A blank medium may be formatted.
    private static func media(_ host: SimulatedHost, _ known: Set<String>) -> [String] {
        host.devices.flatMap { device -> [String] in
            let name = "\(host.name):\(device.path) (\(device.disk.serial))"
            switch device.disk.contents {
            case .blank: return []
            case .filesystem(let filesystem):
                return ["\(name) has \(filesystem.kind) \(filesystem.uuid)"]
                    + contents(filesystem.tree, known).map { "\(name) has \($0)" }
            case .partitionTable(let kind, let partitions):
                return ["\(name) has a table \(kind) of \(partitions.map(\.name))"]
            case .swap(let uuid): return ["\(name) has swap \(uuid)"]
            case .lvm(let uuid): return ["\(name) has LVM \(uuid)"]
            case .several: return ["\(name) has several signatures"]
            }
        }
    }

    /// A mark stays if any daemon, running or not, has its volume in its store, or if the directory holds anything: what
    /// is left is the leftover of a create that came to nothing.
    private static func contents(_ tree: FileTree, _ known: Set<String>) -> [String] {
        tree.nodes.keys.sorted().flatMap { path -> [String] in
            guard let directory = tree.directory(path) else { return ["the file \(path)"] }
            let mark = directory.volumeMark.filter { known.contains($0) || !directory.isLeftover }
            let isTouched = directory.hasForeignFiles && directory.volumeMark != nil
            return (mark.map { ["the mark \($0) at \(path)"] } ?? [])
                + (directory.hasForeignFiles ? ["foreign files in \(path), marked: \(isTouched)"] : [])
        }
    }

    /// Of /etc/hosts only its end may be new.
    private static func hostsText(_ host: SimulatedHost) -> [UInt8] { host.root.file("/etc/hosts") ?? [] }

    /// Byte for byte, line ends but LF included.
    private static func lines(_ host: SimulatedHost, _ storage: [HostSpec.Storage], _ locks: [String]) -> [[UInt8]] {
        (host.root.file("/etc/fstab") ?? []).split(separator: 0x0A).map(Array.init).filter { line in
            let words = textLines(line).first?.split { $0 == " " || $0 == "\t" }.map(String.init)
            let isLock = words.map { $0.count > 1 && locks.contains($0[1]) } ?? false
            return !isLock && !isOurs(words ?? [], host, storage)
        }
    }

    private static func text(_ lines: [[UInt8]]?) -> [String] {
        (lines ?? []).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A line for a declared mount point with the file system of the declared device.
    private static func isOurs(_ fields: [String], _ host: SimulatedHost, _ storage: [HostSpec.Storage]) -> Bool {
        guard fields.count > 2, let entry = storage.first(where: { $0.mountPoint == fields[1] }) else { return false }
        guard let filesystem = host.device(entry.device)?.disk.filesystem else { return false }
        return fields[0].lowercased() == "uuid=\(filesystem.uuid)"
    }

    /// Everything on the root file system but what hcctl and the daemons keep there.
    private static func files(_ host: SimulatedHost) -> [String: FileTree.Node] {
        host.root.nodes.compactMapValues { node in
            guard case .directory(var contents) = node else { return node }
            contents.brick = nil
            return .directory(contents)
        }.filter { path, _ in !ours.contains { path == $0 || path.hasPrefix($0 + "/") } }
    }

    /// What hcctl may write: the table of file systems (judged line by line), its term, and what is gone after a boot.
    private static let ours = [
        "/etc/fstab", "/etc/hosts", "/etc/glusterfs", "/var/lib/hcctl", "/run", "/var/lib/glusterd",
        "/etc/ctdb", "/etc/systemd/system",
        "/etc/ganesha", "/etc/nfs.conf.d", "/etc/ovirt-hosted-engine", "/var/lib/ovirt-hosted-engine-ha",
    ]

    /// A tag of another owner counts only while a running glusterd has it: a tag that was set on one side of a partition,
    /// whose glusterd was stopped since, is in no answer (seed 20112).
    private static func isForeign(_ volume: SimulatedVolume, _ desired: DesiredState, _ state: ClusterState) -> Bool {
        guard desired.volumes.contains(where: { $0.name.text == volume.name }) else { return true }
        return state.hosts.contains { host in
            host.runsGlusterd
                && host.glusterd.volumes.contains { own in
                    own.id == volume.id && own.option(OwnershipTag.owner).map { $0 != desired.cluster.text } ?? false
                }
        }
    }
}

extension DirectoryContents {
    /// Nothing but `.glusterfs`, which holds nothing.
    fileprivate var isLeftover: Bool {
        !hasForeignFiles && brick?.copies.isEmpty ?? true && brick?.index.isEmpty ?? true
    }
}

extension Optional {
    fileprivate func filter(_ test: (Wrapped) -> Bool) -> Wrapped? { flatMap { test($0) ? $0 : nil } }
}
