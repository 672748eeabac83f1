internal import ClusterModel
internal import SimulatedWorld

extension Precondition {
    /// The precondition in words if it does not hold in the model; nil if it holds. Shares no code with the executor's
    /// own evaluation, on purpose.
    func breach(in state: ClusterState) -> String? {
        guard let seen = target.host.flatMap({ state[$0] }) else { return "there is no host \(target)" }
        return isBroken(on: seen) ? "\(self)" : nil
    }

    private func isBroken(on seen: SimulatedHost) -> Bool {
        switch self {
        case .storage(let condition): condition.isBroken(on: seen)
        case .gluster(let condition): condition.isBroken(on: seen)
        case .ctdb(let condition): condition.isBroken(on: seen)
        }
    }
}

extension StoragePrecondition {
    fileprivate func isBroken(on seen: SimulatedHost) -> Bool {
        switch self {
        case .deviceBlank(_, let device): seen.device(device)?.disk.contents.isSeen ?? true
        case .mounted(_, let device, let target):
            !seen.mounts.contains { $0.target == target && $0.source == device }
        case .notMounted(_, let target): seen.mounts.contains { $0.target == target }
        case .filesystem(_, let device, let uuid): seen.device(device)?.disk.filesystem?.uuid != uuid
        case .liesOn(_, let path, let device): seen.source(of: path) != device
        }
    }
}

extension GlusterPrecondition {
    fileprivate func isBroken(on seen: SimulatedHost) -> Bool {
        switch self {
        case .brickMarked(_, let path, let volume): seen.visible(path)?.contents.volumeMark != volume
        case .brickUnused(_, let path):
            seen.visible(path).map { $0.contents.volumeMark != nil || $0.contents.hasGFID } ?? false
        case .brickLeftover(_, let path, let volume):
            seen.visible(path).map { $0.contents.volumeMark != volume || !$0.isBare } ?? true
        case .peerAway(_, let names):
            seen.glusterd.peers.contains { $0.isConnected && $0.names.contains(where: names.contains) }
        }
    }
}

/// A directory as a process on the host finds it.
private struct VisibleDirectory {
    let contents: DirectoryContents
    let hasChildren: Bool

    /// Whether it holds nothing but an empty `.glusterfs`.
    var isBare: Bool {
        let brick = contents.brick
        return !hasChildren && !contents.hasForeignFiles && brick?.copies.isEmpty ?? true && brick?.hasIndex != true
    }
}

extension SimulatedHost {
    /// The device of the last mount that a path lies below.
    fileprivate func source(of path: String) -> String? {
        mounts.filter { path == $0.target || path.hasPrefix($0.target + "/") }.max {
            $0.target.utf8.count < $1.target.utf8.count
        }?.source
    }

    /// The directory at a path, on the file system that is mounted above it, or on the root file system.
    fileprivate func visible(_ path: String) -> VisibleDirectory? {
        let above = mounts.filter { path.hasPrefix($0.target + "/") }.max {
            $0.target.utf8.count < $1.target.utf8.count
        }
        let tree = above.map { device($0.source)?.disk.filesystem?.tree } ?? root
        let inner = above.map { String(path.dropFirst($0.target.utf8.count)) } ?? path
        return tree?.directory(inner).map { contents in
            VisibleDirectory(
                contents: contents, hasChildren: tree?.nodes.keys.contains { $0.hasPrefix(inner + "/") } ?? false)
        }
    }
}

extension CTDBPrecondition {
    fileprivate func isBroken(on seen: SimulatedHost) -> Bool {
        switch self {
        case .lockMounted(_, let lock):
            !seen.mounts.contains { $0.target == lock.mountPoint && $0.source == lock.source }
        case .nodeHealthy: seen.units["ctdb.service"]?.active != .active
        }
    }
}
