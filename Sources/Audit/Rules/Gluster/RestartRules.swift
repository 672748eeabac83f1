internal import ClusterModel

/// When a daemon may be started anew: on Debian its bricks go with it.
struct RestartRules {
    let step: Step
    let host: HostName
    let observed: ObservedState

    init(_ step: Step, _ host: HostName, _ observed: ObservedState) {
        self.step = step
        self.host = host
        self.observed = observed
    }

    /// Every other copy of what its bricks hold is up, and nothing waits to be healed.
    func judge() -> [Objection] {
        guard case .known(let view) = observed.host(host).gluster.view else {
            return [Objection(step, "glusterd on \(host) did not answer, so that nobody knows what it serves")]
        }
        return view.volumes.filter { $0.status == .started }.flatMap { volume -> [Objection] in
            let own = volume.bricks.indices.filter { volume.bricks[$0].isRunning != .unknown(.notAsked) }
            guard !own.isEmpty else { return [] }
            return own.flatMap { copies(of: $0, volume) } + backlog(volume)
        }
    }

    private func copies(of index: Int, _ volume: GlusterVolumeView) -> [Objection] {
        let begin = index / max(1, volume.replica) * max(1, volume.replica)
        let others = (begin..<min(begin + max(1, volume.replica), volume.bricks.count)).filter { $0 != index }
        guard !others.isEmpty else {
            return [Objection(step, "\(host) has the only copy of a part of volume \(volume.name)")]
        }
        return others.filter { !isUp($0, volume) }.map {
            Objection(step, "brick \($0 + 1) of volume \(volume.name) is not known to run")
        }
    }

    /// Only the host of a brick can tell.
    private func isUp(_ index: Int, _ volume: GlusterVolumeView) -> Bool {
        observed.hosts.keys.contains { other in
            guard other != host, case .known(let view) = observed.host(other).gluster.view,
                let bricks = view.volume(volume.name)?.bricks, bricks.indices.contains(index)
            else { return false }
            return bricks[index].isRunning == .known(true)
        }
    }

    private func backlog(_ volume: GlusterVolumeView) -> [Objection] {
        let paths = Set(volume.bricks.map(\.path))
        let waiting = observed.hosts.keys.sorted().filter { other in
            paths.contains { path in
                switch observed.host(other).gluster.healBacklog[path] {
                case nil, .absent?, .known(0)?: false
                case .known?, .unknown?: true
                }
            }
        }
        return waiting.map { Objection(step, "entries of volume \(volume.name) wait to be healed on \($0), or may") }
    }
}
