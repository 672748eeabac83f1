internal import ClusterModel

/// Figures of the volumes: how many bricks run, and what waits to be healed.
struct VolumeFigures {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [ResourceFigures] { desired.volumes.map(figures) }

    private func figures(_ volume: Desired<GlusterVolumeSpec>) -> ResourceFigures {
        let bricks = volume.spec.allBricks
        let running = bricks.map { isRunning($0, of: volume.name) }
        let backlog = backlog(of: bricks)
        let entries: JSON = if case .known(let entries) = backlog { .integer(entries) } else { .null }
        return ResourceFigures(
            volume.id, health(running, backlog),
            [
                "bricks": .integer(running.count),
                "bricksRunning": .integer(running.count { $0 == .known(true) }),
                "healBacklog": entries,
            ])
    }

    private func health(_ running: [Reading<Bool>], _ backlog: Reading<Int>) -> ResourceStatus.Health {
        guard running.contains(where: { $0 != .absent }) else { return .unknown }
        if running.contains(.known(false)) { return running.contains(.known(true)) ? .degraded : .failed }
        if running.contains(where: { if case .unknown = $0 { true } else { false } }) { return .unknown }
        return backlog == .known(0) && !running.contains(.absent) ? .healthy : .degraded
    }

    /// Whether a brick runs, as its own host reports.
    private func isRunning(_ brick: Brick, of volume: VolumeName) -> Reading<Bool> {
        switch observed.gluster(brick.host) {
        case .unknown(let why): return .unknown(why)
        case .absent: return .absent
        case .known:
            let local = observed.volumes[volume, on: brick.host]?.localBricks
            return local?.first { $0.path == brick.path }?.isRunning ?? .absent
        }
    }

    /// Entries that wait to be healed, summed over the bricks that keep an index; unknown if one of them is.
    private func backlog(of bricks: [Brick]) -> Reading<Int> {
        bricks.reduce(.known(0)) { sum, brick in
            switch (sum, backlog(brick)) {
            case (.unknown(let why), _), (_, .unknown(let why)): .unknown(why)
            case (.known(let left), .known(let right)): .known(left + right)
            case (_, _): sum
            }
        }
    }

    private func backlog(_ brick: Brick) -> Reading<Int> {
        guard let seen = observed.hosts[brick.host] else { return .unknown(.notAsked) }
        if let backlog = seen.facts.gluster.healBacklog[brick.path] { return backlog }
        return if case .unknown(let why) = seen.facts.storage.mounts { .unknown(why) } else { .absent }
    }
}
