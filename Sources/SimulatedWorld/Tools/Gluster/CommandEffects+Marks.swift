internal import ClusterModel
internal import World

/// Marks of bricks: `trusted.glusterfs.volume-id` of their directories.
extension ClusterState {
    mutating func mark(_ path: String, _ id: String, on name: HostName) {
        let now = now
        change(name) { host in
            host.changeTree(at: path) {
                $0.change($1) {
                    $0.volumeMark = id
                    $0.markChanged = now
                }
            }
            host.changeBrick(path) { _ in }
        }
    }

    /// `setfattr -x`: removes the mark of a directory, whatever it holds.
    mutating func removeMark(_ path: String, on name: HostName) -> Finished {
        guard let host = self[name] else { return Finished(exitStatus: 1) }
        switch host.lookUp(path) {
        case .found(.directory(let contents), _) where contents.volumeMark != nil:
            let now = now
            change(name) { host in
                host.changeTree(at: path) {
                    $0.change($1) {
                        $0.volumeMark = nil
                        $0.markChanged = now
                    }
                }
            }
            return .said("")
        case .found: return .refused(1, "setfattr: \(path): No such attribute\n")
        case .complaint(let words): return .refused(1, "setfattr: \(path): \(words)\n")
        }
    }
}
