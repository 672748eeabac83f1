internal import ClusterModel

/// When the bricks of a volume may be started by force: gluster starts them all, on every member that is connected, and
/// marks what carries no mark.
struct StartForceRules {
    let step: Step
    let host: HostName
    let observed: ObservedState

    init(_ step: Step, _ host: HostName, _ observed: ObservedState) {
        self.step = step
        self.host = host
        self.observed = observed
    }

    /// Each brick runs, or its directory was seen with the volume's own mark and is read again, or no command reaches it.
    func judge(_ name: VolumeName, _ view: GlusterView) -> [Objection] {
        guard let volume = view.volume(name) else { return [Objection(step, "volume \(name) does not exist")] }
        return unmarked(volume) + unseen(volume, view)
    }

    // MARK: - Hosts that answer

    private func unmarked(_ volume: GlusterVolumeView) -> [Objection] {
        observed.hosts.keys.sorted().flatMap { host in
            stopped(volume, on: host).filter { !isMarked(host, $0, volume) }.map {
                Objection(step, "\(host):\($0) is not known to carry the mark of volume \(volume.name)")
            }
        }
    }

    private func isMarked(_ host: HostName, _ path: String, _ volume: GlusterVolumeView) -> Bool {
        guard step.preconditions.contains(.gluster(.brickMarked(host, path: path, volume: volume.id))),
            case .known(let directory) = observed.host(host).brick(path)
        else { return false }
        return directory.volumeID == volume.id
    }

    /// The bricks of a volume on a host that answers, but for those that its own glusterd says run.
    private func stopped(_ volume: GlusterVolumeView, on host: HostName) -> [String] {
        let seen = observed.host(host)
        if case .unknown(let why) = seen.storage.mounts, why.unreachableHost != nil { return [] }
        let running = local(volume, on: host).filter { $0.isRunning == .known(true) }.map(\.path)
        let declared = volume.bricks.map(\.path).filter { seen.gluster.bricks[$0] != nil && !running.contains($0) }
        return Set(declared).sorted()
    }

    /// The bricks that a host's own glusterd calls its own.
    private func local(_ volume: GlusterVolumeView, on host: HostName) -> [GlusterBrickView] {
        guard case .known(let view) = observed.host(host).gluster.view else { return [] }
        return (view.volume(volume.name)?.bricks ?? []).filter { $0.isRunning != .unknown(.notAsked) }
    }

    // MARK: - Hosts that do not

    private enum Reach: Equatable {
        case connected, away
        /// The pool lists no such name: it may be another name of any host.
        case unlisted
    }

    /// Bricks that no daemon has told us of, on hosts that the acting one can reach, or may by the time it acts. A
    /// directory with the mark that is read again stands for one of them: one of a host whose daemon is stopped for none
    /// of a host that is called connected.
    private func unseen(_ volume: GlusterVolumeView, _ view: GlusterView) -> [Objection] {
        let owners = observed.hosts.keys.sorted().map { (host: $0, bricks: local(volume, on: $0)) }
        let untold = volume.bricks.filter { brick in
            !owners.contains { $0.bricks.contains { $0.host == brick.host && $0.path == brick.path } }
        }
        return Set(untold.map(\.path)).sorted().flatMap { path in
            let shown = owners.filter { owner in
                isMarked(owner.host, path, volume) && !owner.bricks.contains { $0.path == path }
            }.map(\.host)
            return unseen(untold.filter { $0.path == path }, shown, view)
        }
    }

    /// Of bricks at one path, `shown` being hosts that showed a directory there.
    private func unseen(_ bricks: [GlusterBrickView], _ shown: [HostName], _ view: GlusterView) -> [Objection] {
        let awake = shown.count { !isStopped($0) }
        let connected = bricks.filter { reach($0, view) == .connected }
        let unlisted = bricks.filter { reach($0, view) == .unlisted }
        let away = bricks.filter { reach($0, view) == .away && !isReadAgain($0) }
        let left = max(0, awake - connected.count) + shown.count - awake
        return (connected.dropFirst(awake) + unlisted.dropFirst(left)).map { brick in
            Objection(step, "nobody has seen \(brick.host):\(brick.path), and gluster calls its host connected")
        }
            + away.dropFirst(max(0, left - unlisted.count)).map {
                Objection(step, "\($0.host) may be back by then, and is not looked for again")
            }
    }

    private func isStopped(_ host: HostName) -> Bool {
        if case .unknown(.inactive) = observed.host(host).gluster.view { true } else { false }
    }

    private func reach(_ brick: GlusterBrickView, _ view: GlusterView) -> Reach {
        let peers = view.peers.filter { $0.names.contains(brick.host) }
        guard !peers.isEmpty else { return .unlisted }
        return peers.contains(where: \.isConnected) ? .connected : .away
    }

    private func isReadAgain(_ brick: GlusterBrickView) -> Bool {
        step.preconditions.contains {
            if case .gluster(.peerAway(host, let names)) = $0 { names.contains(brick.host) } else { false }
        }
    }
}
