internal import ClusterModel
internal import World

/// What operators do to the directories of bricks, and volumes they make.
extension ClusterState {
    mutating func directories(_ hand: Hand) -> Bool? {
        switch hand {
        case .leftover(let host, let path):
            change(host) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
            let id = chance.uuid()
            mark(path, id, on: host)
        case .removeMark(let host, let path):
            return removeMark(path, on: host).exitStatus == 0
        case .putMark(let host, let path, let id):
            guard self[host]?.directory(path) != nil else { return false }
            mark(path, id, on: host)
        case .rename(let host, let path, let new): return rename(path, to: new, on: host)
        default: return nil
        }
        return true
    }

    /// Within one file system, as rename(2) wants it.
    private mutating func rename(_ path: String, to new: String, on name: HostName) -> Bool {
        guard let host = self[name], host.directory(path) != nil,
            host.place(of: path).device == host.place(of: new).device
        else { return false }
        killBricks(on: name, cause: .hand) { $0 == path }
        let inner = host.place(of: new).inner
        var isDone = false
        change(name) { host in host.changeTree(at: path) { isDone = $0.move($1, to: inner) } }
        return isDone
    }

    mutating func makeVolume(_ name: String, on host: HostName, path: String) -> Bool {
        guard let maker = self[host], maker.runsGlusterd, !volumes.contains(where: { $0.name == name }),
            maker.directory(path) == nil, participants(host).count == maker.glusterd.peers.count + 1
        else { return false }
        let brick = SimulatedBrick(host, address: maker.names.first ?? "", path: path)
        let made = SimulatedVolume(name: name, id: chance.uuid(), replica: 1, bricks: [brick])
        change(host) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
        mark(path, made.id, on: host)
        publish(made, from: host)
        return start(name, force: false, from: host, cause: .hand) == nil
    }
}
