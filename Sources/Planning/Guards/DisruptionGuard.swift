internal import ClusterModel

/// What speaks against taking a host's bricks away for a while: restarting its glusterd, its network, the host itself.
///
/// A pure function of the observation and of the last heal samples. It holds and never adds steps. Of several hosts that
/// it lets through, `DisruptionPass` disturbs one.
struct DisruptionGuard {
    private let input: PlanningInput

    /// Guards what is planned from this situation.
    init(_ input: PlanningInput) {
        self.input = input
        engine = HostedEngineGuard(input)
    }

    private let engine: HostedEngineGuard

    private var limits: DisruptionSpec { input.desired.spec.disruption }

    /// Nothing where the host may be disturbed now.
    func obstacles(disturbing host: HostName) -> [WaitingOn] {
        (input.maintenance(of: host) + budget(host) + connections(host)
            + volumes(on: host).flatMap { redundancy($0, without: host) } + engine.obstacles(disturbing: host))
            .distinct()
    }

    // MARK: - Hosts

    /// Other hosts that are away already.
    private func budget(_ host: HostName) -> [WaitingOn] {
        let away = input.desired.spec.hosts.filter { $0 != host && isAway($0) }
        guard away.count >= limits.maxUnavailableHosts else { return [] }
        return [.disruptionBudget(away: away, allowed: limits.maxUnavailableHosts)]
    }

    private func isAway(_ host: HostName) -> Bool {
        guard input.unreachable(host) == nil, !(input.desired.hosts[host]?.maintenance ?? false) else {
            return true
        }
        // A daemon whose state is unknown counts as away: the budget is spent on what may be down.
        guard case .known(let state) = input.observed.host(host).service(HostService.glusterd.unit) else { return true }
        return state.active != "active"
    }

    /// Every two members see each other. A host that does not answer is counted as away already.
    private func connections(_ host: HostName) -> [WaitingOn] {
        let answering = input.answering
        return answering.flatMap { viewer in
            answering.filter { other in
                viewer.view.peers.contains { $0.uuid == other.view.uuid && !$0.isConnected }
            }.map { .gluster(.peerDisconnected($0.name)) }
        }
    }

    // MARK: - Volumes

    /// Started volumes with a brick on the host, as any member tells: by the host's own word if there is one.
    private func volumes(on host: HostName) -> [GlusterVolumeView] {
        let views = input.answering
        let source = views.first { $0.name == host } ?? views.first
        return (source?.view.volumes ?? []).filter { volume in
            volume.status == .started && volume.bricks.contains { input.host(of: $0) == host }
        }
    }

    /// Whether every other brick of the host's sets runs, and nothing waits to be healed.
    private func redundancy(_ volume: GlusterVolumeView, without host: HostName) -> [WaitingOn] {
        let sets = volume.sets.filter { $0.contains { input.host(of: $0) == host } }
        let alone = sets.filter { $0.count == 1 }.flatMap { $0 }
        guard alone.isEmpty else {
            return alone.map { .gluster(.onlyCopy(volume.name, Brick(host: host, path: $0.path))) }
        }
        let others = sets.flatMap { $0.filter { input.host(of: $0) != host } }
        let down = others.compactMap { brick in obstacle(brick, of: volume) }
        let missed = sets.compactMap { clientQuorum($0, of: volume, without: host) }
        return down + missed.distinct() + (down.isEmpty ? heals(volume) : [])
    }

    /// What clients would miss to go on writing. That the others run is judged brick by brick.
    private func clientQuorum(
        _ set: [GlusterBrickView], of volume: GlusterVolumeView, without host: HostName
    ) -> WaitingOn? {
        ClientQuorum(of: set.count, for: .disturbing, option: volume.option)
            .shortage(set.map { input.host(of: $0) != host })
            .map { .gluster(.clientQuorum(volume.name, up: $0.up, needed: $0.needed)) }
    }

    private func obstacle(_ brick: GlusterBrickView, of volume: GlusterVolumeView) -> WaitingOn? {
        guard let host = input.host(of: brick) else {
            return .fact(.brickProcess(volume.name, brick: "\(brick.host):\(brick.path)"), .notAsked)
        }
        switch input.isRunning(brick, of: volume, on: host) {
        case .known(true): return nil
        case .known(false): return .gluster(.brickDown(volume.name, Brick(host: host, path: brick.path)))
        case .absent: return .fact(.brickProcess(volume.name, brick: "\(host):\(brick.path)"), .notAsked)
        case .unknown(let why): return .fact(.brickProcess(volume.name, brick: "\(host):\(brick.path)"), why)
        }
    }

    private func heals(_ volume: GlusterVolumeView) -> [WaitingOn] {
        switch input.healBacklog(of: volume) {
        case .unknown(let why): return [.fact(.healBacklog(volume.name), why)]
        case .absent: return []
        case .known(let entries) where entries > limits.healBacklogMax:
            return [.gluster(.healing(volume.name, entries: entries, allowed: limits.healBacklogMax))]
        case .known: return settled(volume)
        }
    }

    /// One look is a moment: on a busy volume entries come and go.
    private func settled(_ volume: GlusterVolumeView) -> [WaitingOn] {
        let calm = HealSampling.calm(
            input.history.healSamples[volume.name] ?? [], limit: limits.healBacklogMax, now: input.now)
        guard calm.count >= HealSampling.needed, calm.time >= limits.healSettleTime else {
            return [
                .gluster(
                    .healSettling(
                        volume.name, samples: min(calm.count, HealSampling.needed - 1), needed: HealSampling.needed))
            ]
        }
        return []
    }
}
