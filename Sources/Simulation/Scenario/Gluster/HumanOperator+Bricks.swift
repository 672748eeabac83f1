internal import ClusterModel
internal import SimulatedWorld

/// The operator's opinion of holds about mounts and the directories of bricks.
extension HumanOperator {
    /// Unmounts what is mounted in the wrong place, and keeps the one right line for the mount point.
    func conflict(_ host: HostName, _ mountPoint: String) -> Opinion {
        guard let found = state[host],
            let entry = desired.hosts[host]?.storage.first(where: { $0.mountPoint == mountPoint })
        else { return .wrong("it is not declared") }
        let others = found.mounts.filter { ($0.target == mountPoint) != ($0.source == entry.device) }
        let uuid = found.device(entry.device)?.disk.filesystem?.uuid ?? "none"
        let lines = tableLines(host)
        var kept: [String] = []
        for line in lines {
            let isNamed = line.lowercased().hasPrefix("uuid=\(uuid) ") || line.hasPrefix("\(entry.device) ")
            let isTwice = isNamed && kept.contains { Self.target($0) == mountPoint }
            if isNamed == (Self.target(line) == mountPoint), !isTwice { kept.append(line) }
        }
        let edit =
            kept == lines ? [] : [ExternalAction.storage(.editFstab(host, text: kept.map { $0 + "\n" }.joined()))]
        let actions = others.map { ExternalAction.storage(.unmount(host, target: $0.target)) } + edit
        return actions.isEmpty ? .wrong("nothing is in the way") : .remedy(actions)
    }

    /// Unmounts what lies over a path.
    func covered(_ host: HostName, _ path: String, _ device: String) -> Opinion {
        let covers = (state[host]?.mounts ?? []).filter {
            $0.source != device && (path == $0.target || path.hasPrefix($0.target + "/"))
        }
        return covers.isEmpty
            ? .wrong("nothing lies over it") : .remedy(covers.map { .storage(.unmount(host, target: $0.target)) })
    }

    func linked(_ host: HostName, _ link: String) -> Opinion {
        state[host]?.links[link] == nil ? .wrong("it is no link") : .justified
    }

    /// Mounts it writable again.
    func readOnly(_ host: HostName, _ mountPoint: String) -> Opinion {
        guard let mount = state[host]?.mounts.last(where: { $0.target == mountPoint }), mount.options.contains("ro")
        else { return .wrong("it can be written") }
        return .remedy([
            .storage(.remount(host, target: mountPoint, options: mount.options.filter { $0 != "ro" }))
        ])
    }

    /// A brick's directory as it is on its disk, if its file system is there.
    private struct Place {
        let tree: FileTree
        /// Path within the file system.
        let inner: String
        let isMounted: Bool
        let volume: SimulatedVolume?
    }

    private func place(_ brick: Brick) -> Place? {
        guard let host = state[brick.host],
            let entry = desired.hosts[brick.host]?.storage.first(where: { brick.path.hasPrefix($0.mountPoint + "/") }),
            let tree = host.device(entry.device)?.disk.filesystem?.tree
        else { return nil }
        return Place(
            tree: tree, inner: String(brick.path.dropFirst(entry.mountPoint.count)),
            isMounted: host.mounts.contains { $0.target == entry.mountPoint && $0.source == entry.device },
            volume: state.volumes.first { $0.bricks.contains { $0.host == brick.host && $0.path == brick.path } })
    }

    /// Marks the volume's own directory again; of a volume that is not created yet the contents are unknown.
    func inUse(_ brick: Brick) -> Opinion {
        guard let place = place(brick) else { return .wrong("its file system is not there") }
        let directory = place.tree.directory(place.inner)
        guard let volume = place.volume else {
            let isMarked = directory.map { $0.volumeMark != nil || $0.hasGFID } ?? false
            let isUnused = place.tree.isEmpty(place.inner) && !isMarked
            return isUnused ? .wrong("it is empty and carries no mark") : .justified
        }
        let isKnownToAll = desired.spec.hosts.allSatisfy { host in
            state[host]?.glusterd.volumes.contains { $0.id == volume.id } ?? false
        }
        guard directory?.volumeMark != volume.id else {
            return isKnownToAll ? .wrong("it carries its mark") : .justified
        }
        guard place.isMounted, directory?.brick != nil else { return .justified }
        return .remedy([.gluster(.putMark(brick.host, path: brick.path, volumeID: volume.id))])
    }

    /// Renames the directory of a brick back. One whose directory is gone needs the owner of the data; one of a volume that
    /// is not created yet follows from its storage.
    func unmounted(_ brick: Brick) -> Opinion {
        guard let place = place(brick), place.isMounted, let volume = place.volume else { return .follows }
        guard place.tree.directory(place.inner) == nil else { return .wrong("the directory is there, and mounted") }
        let others = place.tree.nodes.keys.sorted().filter {
            place.tree.directory($0)?.volumeMark == volume.id && $0.hasPrefix(place.inner)
        }
        let mountPoint = brick.path.dropLast(place.inner.utf8.count)
        return others.first.map { .remedy([.gluster(.rename(brick.host, path: mountPoint + $0, to: brick.path))]) }
            ?? .justified
    }
}
