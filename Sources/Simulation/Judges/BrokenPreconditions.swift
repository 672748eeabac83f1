internal import ClusterModel
internal import SimulatedWorld

extension Precondition {
    /// What of it the model does not bear out, in words; nil if it holds. Written a second time on purpose: it shares
    /// no code with what the executor asks and judges.
    func breach(in state: ClusterState) -> String? {
        guard let seen = state[host] else { return "there is no host \(host)" }
        let isBroken =
            switch self {
            case .deviceBlank(_, let device): seen.device(device)?.disk.contents.isSeen ?? true
            case .mounted(_, let device, let target):
                !seen.mounts.contains { $0.target == target && $0.source == device }
            case .notMounted(_, let target): seen.mounts.contains { $0.target == target }
            case .filesystem(_, let device, let uuid): seen.device(device)?.disk.filesystem?.uuid != uuid
            case .brickMarked(_, let path, let volume): seen.mark(at: path) != volume
            case .brickUnused(_, let path): seen.mark(at: path) != nil
            case .peerAway(_, let names):
                seen.glusterd.peers.contains { $0.isConnected && $0.names.contains(where: names.contains) }
            default: false
            }
        return isBroken ? "\(self)" : nil
    }
}

extension SimulatedHost {
    /// The mark of a brick's directory, on what is mounted above it, or on the root file system.
    fileprivate func mark(at path: String) -> String? {
        let above = mounts.filter { path.hasPrefix($0.target + "/") }.max {
            $0.target.utf8.count < $1.target.utf8.count
        }
        guard let above else { return root.directory(path)?.volumeMark }
        return device(above.source)?.disk.filesystem?.tree.directory(String(path.dropFirst(above.target.utf8.count)))?
            .volumeMark
    }
}
