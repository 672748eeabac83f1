internal import ClusterModel

struct VolumeOverviews {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [VolumeOverview] { desired.volumes.map(overview) }

    private func overview(_ volume: Desired<GlusterVolumeSpec>) -> VolumeOverview {
        let spec = volume.spec
        let found = observed.volumes[volume.name]
        let size = max(1, spec.disperse ?? spec.replica)
        let bricks = spec.allBricks.enumerated().map { index, brick in
            overview(brick, of: volume.name, isArbiter: spec.arbiter > 0 && index % size == size - 1)
        }
        return VolumeOverview(
            name: volume.name, replica: spec.replica, arbiter: spec.arbiter, desiredState: spec.state,
            state: state(found), owner: owner(found),
            sets: stride(from: 0, to: bricks.count, by: size).map { Array(bricks[$0..<min($0 + size, bricks.count)]) })
    }

    private func state(_ found: GlusterVolumeView?) -> Reading<GlusterVolumeView.Status> {
        if let found { return .known(found.status) }
        let views = desired.spec.hosts.map { observed.gluster($0) }
        if views.contains(where: { if case .known = $0 { true } else { false } }) { return .absent }
        return views.lazy.compactMap { if case .unknown(let why) = $0 { .unknown(why) } else { nil } }.first ?? .absent
    }

    private func owner(_ found: GlusterVolumeView?) -> VolumeOverview.Owner {
        guard let found else { return .none }
        guard let tag = found.option(OwnershipTag.owner) else { return .unmarked }
        return tag == desired.cluster.text ? .ours : .other(tag)
    }

    private func overview(_ brick: Brick, of volume: VolumeName, isArbiter: Bool) -> BrickOverview {
        let local = observed.volumes[volume, on: brick.host]?.localBricks.first { $0.path == brick.path }
        return BrickOverview(
            brick, isArbiter: isArbiter, isRunning: isRunning(brick, local), healBacklog: backlog(brick),
            space: local?.space)
    }

    /// Whether a brick runs, as its own host reports.
    private func isRunning(_ brick: Brick, _ local: GlusterBrickView?) -> Reading<Bool> {
        switch observed.gluster(brick.host) {
        case .unknown(let why): .unknown(why)
        case .absent: .absent
        case .known: local?.isRunning ?? .absent
        }
    }

    private func backlog(_ brick: Brick) -> Reading<Int> {
        guard let seen = observed.hosts[brick.host] else { return .unknown(.notAsked) }
        if let backlog = seen.facts.gluster.healBacklog[brick.path] { return backlog }
        return seen.facts.silence.map { .unknown($0) } ?? .absent
    }
}
