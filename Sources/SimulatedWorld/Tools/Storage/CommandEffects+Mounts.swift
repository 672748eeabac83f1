internal import ClusterModel
internal import World

/// Effects of mount.
extension ClusterState {
    mutating func mount(_ path: String, at target: String, options: [String], on name: HostName) -> Finished {
        guard let host = self[name] else { return Finished(exitStatus: 1) }
        if let words = refusalToMount(path, at: target, host) {
            let more = "       dmesg(1) may have more information after failed mount system call.\n"
            return .refused(32, "mount: \(target): \(words)\n\(more)")
        }
        let real = host.resolved(target)
        change(name) { $0.mounts.append(SimulatedMount(path, at: real, options: options)) }
        return .said("")
    }

    mutating func remount(_ target: String, options: [String], on name: HostName) -> Finished {
        guard let index = self[name]?.mounts.lastIndex(where: { $0.target == target }) else {
            return .refused(32, "mount: \(target): mount point not mounted or bad option.\n")
        }
        change(name) { $0.mounts[index].options = options }
        return .said("")
    }

    /// Makes an empty directory immutable; of any other one nothing is changed.
    mutating func protect(_ path: String, on name: HostName) -> Finished {
        switch self[name]?.lookUp(path) {
        case .found(.directory, isEmpty: true)? where self[name]?.mounts.contains { $0.target == path } == false:
            change(name) { host in
                host.changeTree(at: path) { tree, inner in tree.change(inner) { $0.isImmutable = true } }
                host.changeTree(at: StorageCommand.record(path)) { $0.makeDirectory($1) }
            }
            return .said("")
        case .found?: return .said("")
        case .complaint(let words)?: return .refused(1, "find: '\(path)': \(words)\n")
        case nil: return Finished(exitStatus: 1)
        }
    }

    /// Of a directory on which something is mounted the root of that is meant, which was never made immutable.
    mutating func release(_ path: String, on name: HostName) -> Finished {
        let record = StorageCommand.record(path)
        guard let host = self[name], host.directory(record) != nil else {
            return .refused(1, "find: '\(record)': No such file or directory\n")
        }
        change(name) { host in
            host.changeTree(at: path) { tree, inner in tree.change(inner) { $0.isImmutable = false } }
            host.changeTree(at: record) { $0[$1] = nil }
        }
        return .said("")
    }

    private func refusalToMount(_ path: String, at target: String, _ host: SimulatedHost) -> String? {
        guard host.directory(target) != nil else { return "mount point does not exist." }
        guard let device = host.device(path) else { return "special device \(path) does not exist." }
        if host.mounts.contains(where: { $0.source == path && $0.target == target }) {
            return "\(path) already mounted on \(target)."
        }
        if running.contains(where: { $0.host == host.name && $0.formats(path) }) {
            return "\(path) already mounted or mount point busy."
        }
        guard device.disk.isReadable else { return "can't read superblock on \(path)." }
        guard let found = device.disk.filesystem, found.kind == "xfs" else {
            return "wrong fs type, bad option, bad superblock on \(path), missing codepage or helper program, "
                + "or other error."
        }
        return found.isWhole ? nil : "mount(2) system call failed: Structure needs cleaning."
    }
}
