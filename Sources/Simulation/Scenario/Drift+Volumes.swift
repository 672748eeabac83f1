internal import ClusterModel
internal import SimulatedWorld

/// What people do to volumes and their bricks.
extension Drift {
    /// nil if it is none of these.
    func volumes(_ kind: Kind, _ state: ClusterState) -> [Hand]? {
        let named = state.volumes.filter { found in desired.volumes.contains { $0.name.text == found.name } }
        let started = named.filter { $0.status == .started }
        switch kind {
        case .otherOption: return luck.one(of: named).map { [otherOption($0)] } ?? []
        case .optionReset: return luck.one(of: named).map(optionReset) ?? []
        case .protectionLowered: return luck.one(of: named).map { [protectionLowered($0)] } ?? []
        case .markOfAnotherOwner:
            return luck.one(of: named).map { [.setOption(volume: $0.name, OwnershipTag.owner, "another")] } ?? []
        case .volumeStopped: return luck.one(of: started).map { [.stopVolume($0.name)] } ?? []
        case .volumeStarted: return luck.one(of: meantToStay(.stopped, named)).map { [.startVolume($0.name)] } ?? []
        // By mistake: its data stays where it is, and hcctl must not make a new volume over it.
        case .volumeDeleted:
            return luck.one(of: named).map {
                ($0.status == .started ? [.stopVolume($0.name)] : []) + [.deleteVolume($0.name)]
            }
            .flatMap { luck.oneIn(3) ? $0 : nil } ?? []
        case .strangersVolume: return strangersVolume()
        case .brickKilled, .markRemoved, .markOfAnotherVolume, .directoryRenamed:
            return luck.one(of: started.flatMap(\.bricks)).map { brick(kind, $0) } ?? []
        default: return nil
        }
    }

    private func meantToStay(_ state: GlusterVolumeSpec.State, _ named: [SimulatedVolume]) -> [SimulatedVolume] {
        named.filter { found in
            desired.volumes.contains { $0.name.text == found.name && $0.spec.state == state }
        }
    }

    private func otherOption(_ volume: SimulatedVolume) -> Hand {
        let (name, value) = luck.either(
            ("network.ping-timeout", "42"), ("performance.quick-read", "on"), ("auth.allow", "10.0.0.1"),
            ("server.allow-insecure", "off"), ("cluster.eager-lock", "off"))
        return .setOption(volume: volume.name, name, value)
    }

    private func optionReset(_ volume: SimulatedVolume) -> [Hand] {
        let names = volume.options.map(\.name).filter { !$0.hasPrefix(GlusterOptionTable.freePrefix) }
        return luck.one(of: names).map { [.resetOption(volume: volume.name, $0)] } ?? []
    }

    private func protectionLowered(_ volume: SimulatedVolume) -> Hand {
        let (name, value) = luck.either(
            ("cluster.quorum-type", "none"), ("cluster.server-quorum-type", "none"), ("features.shard", "off"))
        return .setOption(volume: volume.name, name, value)
    }

    /// Beside our bricks, or on the root file system.
    private func strangersVolume() -> [Hand] {
        guard let host = luck.one(of: desired.spec.hosts),
            let mountPoint = luck.one(of: (desired.hosts[host]?.storage ?? []).map(\.mountPoint) + ["/srv"])
        else { return [] }
        return [.makeVolume("others", host, path: "\(mountPoint)/others/brick")]
    }

    /// The brick ends, and its directory is not as it was when it is to be started again.
    private func brick(_ kind: Kind, _ brick: SimulatedBrick) -> [Hand] {
        let kill = Hand.killBrick(brick.host, path: brick.path)
        return switch kind {
        case .markRemoved: [kill, .removeMark(brick.host, path: brick.path)]
        case .markOfAnotherVolume: [kill, .leftover(brick.host, path: brick.path)]
        case .directoryRenamed: [.rename(brick.host, path: brick.path, to: brick.path + ".old")]
        default: [kill]
        }
    }

    /// Nobody can log in to a host any more whose daemon goes on; the file system of a brick is gone there, and where
    /// it was mounted somebody left a directory of the brick's name. Another brick of the volume ends, and is wanted
    /// back. nil if it is none of these.
    func unseen(_ kind: Kind, _ host: HostName, _ state: ClusterState) -> [Hand]? {
        guard kind == .unmountedUnseen else { return nil }
        let started = state.volumes.filter { found in
            found.status == .started && desired.volumes.contains { $0.name.text == found.name }
        }
        let pairs = started.flatMap { volume in
            volume.bricks.filter { $0.host == host }.compactMap { brick in
                luck.one(of: volume.bricks.filter { $0.host != host }).map { (brick, $0) }
            }
        }
        guard let (brick, other) = luck.one(of: pairs),
            let entry = desired.hosts[host]?.storage.first(where: { brick.path.hasPrefix($0.mountPoint + "/") })
        else { return [] }
        return [
            .unreachable(host), .unmount(host, target: entry.mountPoint), .makeDirectory(host, path: brick.path),
            .killBrick(other.host, path: other.path),
        ]
    }
}
