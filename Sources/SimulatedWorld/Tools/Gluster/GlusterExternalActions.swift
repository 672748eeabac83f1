internal import ClusterModel
internal import World

extension ClusterState {
    /// Performs an external action on gluster. False if the state does not allow it.
    mutating func perform(_ action: GlusterExternalAction) -> Bool {
        switch action {
        case .killGlusterd(let host, let bricksToo, let restarts):
            return killGlusterd(host, bricksToo: bricksToo, restarts: restarts)
        case .damageStore(let host): change(host) { $0.glusterd.isStoreSound = false }
        case .repairStore(let host): change(host) { $0.glusterd.isStoreSound = true }
        case .foreignPool(let members, let volume): return makePool(members, volume: volume)
        case .makeVolume(let name, let host, let path): return makeVolume(name, on: host, path: path)
        case .setOption(let volume, let name, let value):
            return member(knowing: volume).map { set(volume, [name, value], from: $0) == nil } ?? false
        case .resetOption(let volume, let name):
            return member(knowing: volume).map { reset(volume, name, from: $0) == nil } ?? false
        case .stopVolume(let volume): return stop(volume)
        case .startVolume(let volume):
            return member(knowing: volume).map { start(volume, force: false, from: $0, cause: .externalAction) == nil }
                ?? false
        case .deleteVolume(let volume): return delete(volume)
        case .killBrick(let host, let path):
            guard self[host]?.power == .on else { return false }
            killBricks(on: host, cause: .externalAction) { $0 == path }
        case .leftover(let host, let path): leaveMark(at: path, on: host)
        case .removeMark(let host, let path): return removeMark(path, on: host).exitStatus == 0
        case .putMark(let host, let path, let id):
            guard self[host]?.directory(path) != nil else { return false }
            mark(path, id, on: host)
        case .killHealer(let host, let volume):
            guard self[host]?.glusterd.volume(volume)?.status == .started else { return false }
            change(host) { $0.glusterd.deadHealers.insert(volume) }
        case .leaveGFID(let host, let path): leaveGFID(path, on: host)
        case .touchSettings(let host):
            let touched = now
            change(host) { $0.glusterd.fileTouchedAt = touched }
        case .rename(let host, let path, let new): return rename(path, to: new, on: host)
        case .write(let volume, let file): return write(file, to: volume)
        }
        return true
    }

    private mutating func killGlusterd(_ host: HostName, bricksToo: Bool, restarts: Bool) -> Bool {
        guard self[host]?.runsGlusterd ?? false else { return false }
        emit(.fault(.glusterdDead, host))
        stopGlusterd(host, bricksToo: bricksToo, leaving: restarts ? .activating : .failed, cause: .externalAction)
        return true
    }

    private func member(knowing volume: String) -> HostName? {
        hosts.first { $0.runsGlusterd && $0.glusterd.volume(volume) != nil }?.name
    }

    private mutating func stop(_ name: String) -> Bool {
        guard let host = member(knowing: name), var volume = self[host]?.glusterd.volume(name),
            volume.status == .started
        else { return false }
        volume.status = .stopped
        volume.version += 1
        for member in participants(host) {
            learn(volume, on: member)
            stopBricks(of: volume, on: member, cause: .externalAction)
        }
        return true
    }

    /// Deletes a volume; its bricks keep their contents. Gluster refuses while a member is away, which would bring the
    /// volume back.
    private mutating func delete(_ name: String) -> Bool {
        guard let host = member(knowing: name), self[host]?.glusterd.volume(name)?.status != .started,
            participants(host).count == (self[host]?.glusterd.peers.count ?? 0) + 1
        else { return false }
        for member in participants(host) {
            change(member) { host in host.glusterd.volumes.removeAll { $0.name == name } }
        }
        return true
    }

    private mutating func leaveGFID(_ path: String, on host: HostName) {
        change(host) { host in
            host.changeTree(at: path) { tree, inner in
                tree.makeDirectory(inner)
                tree.change(inner) { $0.hasGFID = true }
            }
        }
    }

    private mutating func leaveMark(at path: String, on host: HostName) {
        change(host) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
        let id = chance.uuid()
        mark(path, id, on: host)
    }

    /// Renames within one file system, as rename(2) requires.
    private mutating func rename(_ path: String, to new: String, on name: HostName) -> Bool {
        guard let host = self[name], host.directory(path) != nil,
            host.place(of: path).device == host.place(of: new).device
        else { return false }
        killBricks(on: name, cause: .externalAction) { $0 == path }
        let inner = host.place(of: new).inner
        var isDone = false
        change(name) { host in host.changeTree(at: path) { isDone = $0.move($1, to: inner) } }
        return isDone
    }

    private mutating func makeVolume(_ name: String, on host: HostName, path: String) -> Bool {
        guard let maker = self[host], maker.runsGlusterd, !volumes.contains(where: { $0.name == name }),
            maker.directory(path) == nil, participants(host).count == maker.glusterd.peers.count + 1
        else { return false }
        let brick = SimulatedBrick(host, address: maker.names.first ?? "", path: path)
        let made = SimulatedVolume(name: name, id: chance.uuid(), replica: 1, bricks: [brick])
        change(host) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
        mark(path, made.id, on: host)
        publish(made, from: host)
        return start(name, force: false, from: host, cause: .externalAction) == nil
    }

    /// Starts daemons that know each other, and creates a volume of one brick on the first one's root file system.
    private mutating func makePool(_ members: [HostName], volume: String?) -> Bool {
        guard let first = members.first else { return false }
        for member in members {
            change(member) { $0.units[Self.glusterdUnit]?.enablement = "enabled" }
            guard startUnit(Self.glusterdUnit, on: member) else { return false }
            let uuid = chance.uuid()
            change(member) { $0.glusterd.uuid = $0.glusterd.uuid ?? uuid }
        }
        for one in members {
            for other in members {
                meet(other, names: Array(self[other]?.names.prefix(1) ?? []), on: one, state: Self.member)
            }
        }
        if let volume { makeVolumeOnRoot(volume, on: first) }
        return true
    }

    private mutating func makeVolumeOnRoot(_ name: String, on host: HostName) {
        let brick = SimulatedBrick(host, address: self[host]?.names.first ?? "", path: "/srv/\(name)")
        let made = SimulatedVolume(name: name, id: chance.uuid(), replica: 1, bricks: [brick])
        change(host) { $0.root.makeDirectory(brick.path) }
        mark(brick.path, made.id, on: host)
        publish(made, from: host)
    }
}
