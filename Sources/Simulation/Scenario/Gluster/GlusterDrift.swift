internal import ClusterModel
internal import SimulatedWorld

/// A kind of drift of volumes and their bricks. The order of the cases is a part of every seed.
enum GlusterDrift: CaseIterable, Hashable {
    case otherOption, optionReset, protectionLowered
    case markOfAnotherOwner
    case volumeStopped, volumeStarted, volumeDeleted, strangersVolume
    case brickKilled, markRemoved, markOfAnotherVolume, directoryRenamed, leftover
    case unmountedUnseen
    case healerKilled, gfidLeft

    var share: Int {
        switch self {
        case .otherOption, .brickKilled: 5
        case .volumeStopped, .protectionLowered: 3
        case .optionReset, .markRemoved, .directoryRenamed, .unmountedUnseen: 2
        case .markOfAnotherOwner, .volumeStarted, .volumeDeleted, .strangersVolume, .markOfAnotherVolume, .leftover,
            .healerKilled, .gfidLeft:
            1
        }
    }
}

extension Drift {
    func actions(_ kind: GlusterDrift, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        let named = state.volumes.filter { found in desired.volumes.contains { $0.name.text == found.name } }
        let started = named.filter { $0.status == .started }
        switch kind {
        case .otherOption: return choice.one(of: named).map { [otherOption($0)] } ?? []
        case .optionReset: return choice.one(of: named).map(optionReset) ?? []
        case .protectionLowered: return choice.one(of: named).map { [protectionLowered($0)] } ?? []
        case .markOfAnotherOwner:
            return choice.one(of: named).map {
                [.gluster(.setOption(volume: $0.name, OwnershipTag.owner, "another"))]
            } ?? []
        case .volumeStopped: return choice.one(of: started).map { [.gluster(.stopVolume($0.name))] } ?? []
        case .volumeStarted:
            return choice.one(of: meantToStay(.stopped, named)).map { [.gluster(.startVolume($0.name))] } ?? []
        case .volumeDeleted: return choice.one(of: named).map(volumeDeleted) ?? []
        case .strangersVolume: return strangersVolume()
        case .brickKilled: return brick(of: started) { [kill($0)] }
        case .markRemoved:
            return brick(of: started) { [kill($0), .gluster(.removeMark($0.host, path: $0.path))] }
        case .markOfAnotherVolume:
            return brick(of: started) { [kill($0), .gluster(.leftover($0.host, path: $0.path))] }
        case .directoryRenamed:
            return brick(of: started) { [.gluster(.rename($0.host, path: $0.path, to: $0.path + ".old"))] }
        case .leftover: return leftover(host, state)
        case .unmountedUnseen: return unmountedUnseen(host, started)
        case .healerKilled:
            return brick(of: started) { brick in
                let volume = started.first { $0.bricks.contains(brick) }?.name ?? ""
                return [.gluster(.killHealer(brick.host, volume: volume))]
            }
        case .gfidLeft: return newBrick(host, state).map { [.gluster(.leaveGFID(host, path: $0))] } ?? []
        }
    }

    private func kill(_ brick: SimulatedBrick) -> ExternalAction {
        .gluster(.killBrick(brick.host, path: brick.path))
    }

    private func brick(
        of volumes: [SimulatedVolume], _ actions: (SimulatedBrick) -> [ExternalAction]
    ) -> [ExternalAction] {
        choice.one(of: volumes.flatMap(\.bricks)).map(actions) ?? []
    }

    /// Deletes a volume by mistake: its data remains, and hcctl must not create a new volume over it.
    private func volumeDeleted(_ volume: SimulatedVolume) -> [ExternalAction] {
        guard choice.oneIn(3) else { return [] }
        let stop: [ExternalAction] = volume.status == .started ? [.gluster(.stopVolume(volume.name))] : []
        return stop + [.gluster(.deleteVolume(volume.name))]
    }

    private func meantToStay(_ state: GlusterVolumeSpec.State, _ named: [SimulatedVolume]) -> [SimulatedVolume] {
        named.filter { found in
            desired.volumes.contains { $0.name.text == found.name && $0.spec.state == state }
        }
    }

    private func otherOption(_ volume: SimulatedVolume) -> ExternalAction {
        let (name, value) = choice.either(
            ("network.ping-timeout", "42"), ("performance.quick-read", "on"), ("auth.allow", "10.0.0.1"),
            ("server.allow-insecure", "off"), ("cluster.eager-lock", "off"))
        return .gluster(.setOption(volume: volume.name, name, value))
    }

    private func optionReset(_ volume: SimulatedVolume) -> [ExternalAction] {
        let names = volume.options.map(\.name).filter { !$0.hasPrefix(GlusterOptionTable.freePrefix) }
        return choice.one(of: names).map { [.gluster(.resetOption(volume: volume.name, $0))] } ?? []
    }

    private func protectionLowered(_ volume: SimulatedVolume) -> ExternalAction {
        let (name, value) = choice.either(
            ("cluster.quorum-type", "none"), ("cluster.server-quorum-type", "none"), ("features.shard", "off"))
        return .gluster(.setOption(volume: volume.name, name, value))
    }

    /// A volume beside the declared bricks, or on the root file system.
    private func strangersVolume() -> [ExternalAction] {
        guard let host = choice.one(of: desired.spec.hosts),
            let mountPoint = choice.one(of: (desired.hosts[host]?.storage ?? []).map(\.mountPoint) + ["/srv"])
        else { return [] }
        return [.gluster(.makeVolume("others", host, path: "\(mountPoint)/others/brick"))]
    }

    /// Leaves what a refused create leaves, at the place of a brick of a volume that is not created yet.
    private func leftover(_ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        // Not used: drawn so that seeds keep their course.
        _ = entry(of: host)
        return newBrick(host, state).map { [.gluster(.leftover(host, path: $0))] } ?? []
    }

    /// A declared brick of no volume that is there, on a file system that is mounted.
    private func newBrick(_ host: HostName, _ state: ClusterState) -> String? {
        let known = state.volumes.flatMap(\.bricks)
        let bricks = desired.bricks(on: host).filter { path in
            let isMounted = state[host]?.mounts.contains { path.hasPrefix($0.target + "/") } ?? false
            return isMounted && !known.contains { $0.host == host && $0.path == path }
        }
        return choice.one(of: bricks)
    }

    /// Makes a host unreachable whose daemon goes on, unmounts the file system of a brick there, and leaves a bare
    /// directory of the brick's name. Another brick of the volume ends and must be started.
    private func unmountedUnseen(_ host: HostName, _ started: [SimulatedVolume]) -> [ExternalAction] {
        let pairs = started.flatMap { volume in
            volume.bricks.filter { $0.host == host }.compactMap { brick in
                choice.one(of: volume.bricks.filter { $0.host != host }).map { (brick, $0) }
            }
        }
        guard let (brick, other) = choice.one(of: pairs),
            let entry = desired.hosts[host]?.storage.first(where: { brick.path.hasPrefix($0.mountPoint + "/") })
        else { return [] }
        return [
            .host(.unreachable(host)), .storage(.unmount(host, target: entry.mountPoint)),
            .host(.makeDirectory(host, path: brick.path)), .gluster(.killBrick(other.host, path: other.path)),
        ]
    }
}
