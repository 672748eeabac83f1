internal import ClusterModel

/// The file systems below a host's bricks. One that cannot be declared leaves out all of the host: a brick outside a
/// declared mount is an error of the manifest.
struct ImportedStorage {
    let storage: [HostSpec.Storage]
    let notes: [ImportNote]

    init(_ name: HostName, _ host: DiscoveredHost, bricks: [String]) {
        var entries: [HostSpec.Storage] = []
        for brick in bricks {
            switch Self.mount(of: brick, host.facts) {
            case .failure(let obstacle):
                storage = []
                notes = [.storageNotDeclared(name, brick: brick, obstacle.why)]
                return
            case .success(let mount):
                guard !entries.contains(where: { $0.mountPoint == mount.target }) else { continue }
                entries.append(Self.entry(mount, host.facts, number: entries.count + 1))
            }
        }
        storage = entries
        notes = []
    }

    private struct Obstacle: Error {
        let why: ImportNote.StorageObstacle
    }

    /// The mount that the path is on: of those above it the innermost, of two at one place the last.
    private static func mount(of brick: String, _ facts: ObservedHost) -> Result<Mount, Obstacle> {
        guard case .known(let mounts) = facts.storage.mounts else {
            let why: UnknownReason = if case .unknown(let why) = facts.storage.mounts { why } else { .notReported }
            return .failure(Obstacle(why: .notRead(why)))
        }
        let above = mounts.filter { brick == $0.target || $0.target == "/" || brick.isBelow($0.target) }
        guard let depth = above.map(\.target.utf8.count).max(),
            let mount = above.last(where: { $0.target.utf8.count == depth }), mount.target != "/"
        else { return .failure(Obstacle(why: .onRoot)) }
        return judge(mount, brick)
    }

    private static func judge(_ mount: Mount, _ brick: String) -> Result<Mount, Obstacle> {
        guard mount.filesystem == HostSpec.FileSystem.xfs.rawValue else {
            return .failure(Obstacle(why: .otherType(mount.filesystem)))
        }
        guard mount.target != brick else { return .failure(Obstacle(why: .isMountPoint)) }
        guard mount.isWhole, mount.source.hasPrefix("/dev/") else {
            return .failure(Obstacle(why: .noDevice(source: mount.source)))
        }
        return .success(mount)
    }

    /// Named as fstab names the device where that is a path, because a path such as by-id stays the same when disks
    /// change places.
    private static func entry(_ mount: Mount, _ facts: ObservedHost, number: Int) -> HostSpec.Storage {
        var entry = HostSpec.Storage()
        entry.mountPoint = mount.target
        entry.device = mount.source
        if case .known(let table) = facts.fstab,
            let line = table.entries.first(where: { $0.target == mount.target }), line.source.hasPrefix("/dev/"),
            !line.source.hasPrefix("/dev/disk/by-uuid/")
        {
            entry.device = line.source
        }
        let last = mount.target.split(separator: "/").last.map(String.init) ?? ""
        entry.name =
            number == 1 && !last.isEmpty && last.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            ? last : "disk\(number)"
        return entry
    }
}
