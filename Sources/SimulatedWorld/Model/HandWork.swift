internal import ClusterModel
internal import World

/// What operators and nature do, past hcctl.
extension ClusterState {
    /// False if it cannot be done as things are.
    @discardableResult
    package mutating func act(_ hand: Hand) -> Bool {
        let isDone =
            power(hand) ?? service(hand) ?? volume(hand) ?? files(hand) ?? directories(hand) ?? disk(hand)
            ?? others(hand)
        if isDone ?? false { tell(.hand(hand)) }
        return isDone ?? false
    }

    private mutating func power(_ hand: Hand) -> Bool? {
        switch hand {
        case .powerCut(let host):
            guard self[host]?.power != .off else { return false }
            tell(.fault(.powerCut, host))
            powerCut(host)
        case .powerOn(let host): return powerOn(host, mounts: true)
        case .powerOnWithoutMounts(let host): return powerOn(host, mounts: false)
        case .unreachable(let host):
            tell(.fault(.hostUnreachable, host))
            change(host) { $0.isReachable = false }
        case .reachable(let host): change(host) { $0.isReachable = true }
        case .segment(let host, let segment):
            change(host) { $0.segment = segment }
            reconsiderConnections()
        default: return nil
        }
        return true
    }

    private mutating func service(_ hand: Hand) -> Bool? {
        switch hand {
        case .killGlusterd(let host, let bricksToo, let restarts):
            guard self[host]?.runsGlusterd ?? false else { return false }
            tell(.fault(.glusterdDead, host))
            stopGlusterd(host, bricksToo: bricksToo, leaving: restarts ? .activating : .failed, cause: .hand)
        case .stopService(let host, let unit): stopUnit(unit, on: host)
        case .startService(let host, let unit): return startUnit(unit, on: host)
        case .enableService(let host, let unit): change(host) { $0.units[unit]?.enablement = "enabled" }
        case .disableService(let host, let unit): change(host) { $0.units[unit]?.enablement = "disabled" }
        case .maskService(let host, let unit):
            stopUnit(unit, on: host)
            change(host) { $0.units[unit]?.enablement = "masked" }
        case .removePackage(let host, let package):
            guard self[host]?.packageWork == nil else { return false }
            removePackage(package, from: host)
        case .killDpkg(let host, let package, let torn):
            guard self[host]?.packageWork == nil, self[host]?.packages[package] != nil else { return false }
            change(host) {
                $0.packages[package]?.status = torn.rawValue
                $0.repository.isInterrupted = true
            }
        case .lockPackages(let host, let duration):
            let until = now + duration
            change(host) { $0.repository.lockedUntil = until }
        case .installPackage(let host, let package): installPackage(package, on: host)
        default: return nil
        }
        return true
    }

    private mutating func removePackage(_ package: String, from host: HostName) {
        if package == "glusterfs-server" { stopUnit(Self.glusterdUnit, on: host) }
        change(host) { host in
            host.packages[package]?.status = "config-files"
            if package == "glusterfs-server" { host.units[Self.glusterdUnit] = nil }
        }
    }

    private mutating func installPackage(_ package: String, on host: HostName) {
        change(host) { host in
            host.packages[package]?.status = "installed"
            if package == "glusterfs-server" { host.units[Self.glusterdUnit] = SimulatedUnit() }
        }
    }

    private mutating func volume(_ hand: Hand) -> Bool? {
        switch hand {
        case .setOption(let volume, let name, let value):
            return member(knowing: volume).map { set(volume, [name, value], from: $0) == nil } ?? false
        case .resetOption(let volume, let name):
            return member(knowing: volume).map { reset(volume, name, from: $0) == nil } ?? false
        case .makeVolume(let name, let host, let path): return makeVolume(name, on: host, path: path)
        case .startVolume(let volume):
            return member(knowing: volume).map { start(volume, force: false, from: $0, cause: .hand) == nil } ?? false
        case .stopVolume(let volume): return stop(volume)
        case .deleteVolume(let volume): return delete(volume)
        case .killBrick(let host, let path):
            guard self[host]?.power == .on else { return false }
            killBricks(on: host, cause: .hand) { $0 == path }
            return true
        case .write(let volume, let file): return write(file, to: volume)
        default: return nil
        }
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
            stopBricks(of: volume, on: member, cause: .hand)
        }
        return true
    }

    /// Its bricks keep what they hold. Gluster refuses while a member is away: it would bring the volume back.
    private mutating func delete(_ name: String) -> Bool {
        guard let host = member(knowing: name), self[host]?.glusterd.volume(name)?.status != .started,
            participants(host).count == (self[host]?.glusterd.peers.count ?? 0) + 1
        else { return false }
        for member in participants(host) {
            change(member) { host in host.glusterd.volumes.removeAll { $0.name == name } }
        }
        return true
    }

    private mutating func files(_ hand: Hand) -> Bool? {
        switch hand {
        case .unmount(let host, let target): return unmount(target, on: host)
        case .mount(let host, let device, let target):
            change(host) { $0.root.makeDirectory(target) }
            return mount(device, at: target, options: ["defaults"], on: host).exitStatus == 0
        case .editFstab(let host, let text): return put(Array(text.utf8), at: "/etc/fstab", on: host)
        case .writeFile(let host, let path, let bytes): return put(bytes, at: path, on: host)
        case .makeDirectory(let host, let path):
            change(host) { host in host.changeTree(at: path) { $0.makeDirectory($1) } }
        case .putFiles(let host, let path):
            change(host) { host in
                host.changeTree(at: path) { tree, inner in
                    tree.makeDirectory(inner)
                    tree.change(inner) { $0.hasForeignFiles = true }
                }
            }
        default: return nil
        }
        return true
    }

    private mutating func put(_ bytes: [UInt8], at path: String, on host: HostName) -> Bool {
        change(host) { host in
            host.changeTree(at: path) { tree, inner in
                tree.makeDirectory(FileTree.parent(of: inner))
                tree[inner] = .file(bytes)
            }
        }
        return true
    }

    /// Bricks that live there are stopped first, as whoever unmounts has to.
    private mutating func unmount(_ target: String, on host: HostName) -> Bool {
        guard let index = self[host]?.mounts.lastIndex(where: { $0.target == target }) else { return false }
        killBricks(on: host, cause: .hand) { SimulatedHost.lies($0, below: target) }
        change(host) { $0.mounts.remove(at: index) }
        return true
    }

    private mutating func others(_ hand: Hand) -> Bool? {
        switch hand {
        case .foreignPool(let members, let volume): return makePool(members, volume: volume)
        case .damageStore(let host):
            change(host) { $0.glusterd.isStoreSound = false }
            return true
        case .repairStore(let host):
            change(host) { $0.glusterd.isStoreSound = true }
            return true
        default: return nil
        }
    }

    /// Running daemons that know each other, and a volume of one brick on the first one's root file system.
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
        guard let volume else { return true }
        let brick = SimulatedBrick(first, address: self[first]?.names.first ?? "", path: "/srv/\(volume)")
        let made = SimulatedVolume(name: volume, id: chance.uuid(), replica: 1, bricks: [brick])
        change(first) { $0.root.makeDirectory(brick.path) }
        mark(brick.path, made.id, on: first)
        publish(made, from: first)
        return true
    }
}
