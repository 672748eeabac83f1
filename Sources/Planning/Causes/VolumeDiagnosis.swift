internal import ClusterModel

/// Why a volume is not as it should be: it is missing or stopped, bricks do not run, entries wait to be healed.
struct VolumeDiagnosis {
    private let name: VolumeName
    private let whole: Diagnosis

    init(_ name: VolumeName, _ whole: Diagnosis) {
        self.name = name
        self.whole = whole
    }

    /// Empty where nothing observed is wrong.
    var links: [Cause] {
        guard let volume = whole.overview.volume(name) else { return [] }
        switch volume.state {
        case .absent: return [.gluster(.volumeMissing(name))] + (anyHost ?? whole.planned(.volume(name)))
        case .unknown(let why): return anyHost ?? [.plan(.unknown(why))]
        case .known(let state) where state != .started && volume.desiredState == .started:
            return [.gluster(.volumeStopped(name))] + held
        case .known(let state): return state == .started ? running(volume) : whole.planned(.volume(name))
        }
    }

    /// What holds a step of the volume.
    private var held: [Cause] {
        whole.planned(.volume(name)).filter { if case .plan(.held) = $0 { true } else { false } }
    }

    /// The chain of the first host of the volume that has one.
    private var anyHost: [Cause]? {
        let hosts = whole.overview.volume(name)?.bricks.map(\.brick.host).distinct() ?? []
        return hosts.lazy.map(whole.host).first { !$0.isEmpty }
    }

    private func running(_ volume: VolumeOverview) -> [Cause] {
        let down = volume.bricks.filter { $0.isRunning != .known(true) }
        if let first = down.first(where: { $0.isRunning == .known(false) }) ?? down.first {
            let all = down.map(\.brick)
            return [.gluster(.bricksDown(name, down: all, of: volume.bricks.count))] + brick(first)
        }
        if case .known(let entries) = volume.healBacklog, entries > 0 {
            return [.gluster(.healing(name, entries: entries))]
        }
        return whole.planned(.volume(name))
    }

    private func brick(_ brick: BrickOverview) -> [Cause] {
        let host = HostDiagnosis(brick.brick.host, whole)
        switch brick.isRunning {
        case .known(true): return []
        case .known(false):
            let why = host.storage(above: brick.brick.path) + directory(brick.brick)
            return [.gluster(.brickDown(name, brick.brick))]
                + (why.isEmpty ? process(brick.brick) : why)
        case .absent, .unknown:
            return [.gluster(.brickUnobserved(name, brick.brick))] + host.links
        }
    }

    /// What is wrong with the brick's own directory, where its file system is mounted.
    private func directory(_ brick: Brick) -> [Cause] {
        guard HostDiagnosis(brick.host, whole).storage(above: brick.path).isEmpty,
            let found = whole.observed.volumes[name]
        else { return [] }
        switch whole.observed.host(brick.host).brick(brick.path) {
        case .absent: return [.gluster(.directoryMissing(name, brick))]
        case .known(let directory) where directory.volumeID != found.id:
            return [.gluster(.wrongMark(name, brick, found: directory.volumeID))]
        case .known, .unknown: return []
        }
    }

    /// A glusterd without server quorum ends the bricks of volumes that have it; else only the process is gone.
    private func process(_ brick: Brick) -> [Cause] {
        guard case .known(let view) = whole.observed.gluster(brick.host),
            view.volume(name)?.option(ServerQuorum.typeOption) == ServerQuorum.enforced
        else { return [.gluster(.processEnded(name, brick))] }
        let members = view.peers.filter(\.isMember)
        let connected = members.count(where: \.isConnected) + 1
        let needed = ServerQuorum(view).needed(of: members.count + 1)
        guard connected < needed else { return [.gluster(.processEnded(name, brick))] }
        return [.gluster(.serverQuorumLost(name, brick.host, connected: connected, needed: needed))]
            + (lostPeer(of: brick.host).map(whole.host) ?? [])
    }

    /// A host that the viewer has lost, and that has a chain of its own.
    private func lostPeer(of viewer: HostName) -> HostName? {
        whole.desired.spec.hosts.first { $0 != viewer && !whole.host($0).isEmpty }
    }
}
