internal import ClusterModel

/// Figures of the volumes: which bricks run, what waits to be healed, what space is left.
struct VolumeFigures {
    private let volumes: [VolumeOverview]

    init(_ overview: ClusterOverview) { volumes = overview.volumes }

    var all: [ResourceFigures] {
        volumes.map { ResourceFigures(.volume($0.name), health($0), facts($0)) }
    }

    private func health(_ volume: VolumeOverview) -> ResourceStatus.Health {
        let running = volume.bricks.map(\.isRunning)
        if volume.desiredState == .stopped, volume.isDown { return .healthy }
        guard running.contains(where: { $0 != .absent }) else { return .unknown }
        if running.contains(.known(false)) { return running.contains(.known(true)) ? .degraded : .failed }
        if running.contains(where: { if case .unknown = $0 { true } else { false } }) { return .unknown }
        return volume.healBacklog == .known(0) && !running.contains(.absent) ? .healthy : .degraded
    }

    private func facts(_ volume: VolumeOverview) -> JSON {
        let running = volume.bricks.map(\.isRunning)
        return [
            "bricks": .integer(running.count),
            "bricksRunning": .integer(running.count { $0 == .known(true) }),
            "healBacklog": JSON(volume.healBacklog),
            "state": Self.state(volume.state),
            "owner": .string(volume.owner.word),
            "space": JSON(volume.space),
            "sets": .array(volume.sets.map { .array($0.map(Self.brick)) }),
        ]
    }

    private static func brick(_ brick: BrickOverview) -> JSON {
        [
            "host": .string(brick.brick.host.text), "path": .string(brick.brick.path),
            "arbiter": .bool(brick.isArbiter),
            "running": isRunning(brick.isRunning), "healBacklog": JSON(brick.healBacklog),
            "space": JSON(brick.space),
        ]
    }

    private static func isRunning(_ reading: Reading<Bool>) -> JSON {
        if case .known(let isRunning) = reading { .bool(isRunning) } else { .null }
    }

    /// `absent` where the pool has no such volume; null where no glusterd reports it.
    private static func state(_ reading: Reading<GlusterVolumeView.Status>) -> JSON {
        switch reading {
        case .known(let status): .string(status.rawValue.lowercased())
        case .absent: "absent"
        case .unknown: .null
        }
    }
}

extension VolumeOverview {
    /// Whether gluster has the volume and does not run it.
    fileprivate var isDown: Bool { state == .known(.stopped) || state == .known(.created) }
}

extension VolumeOverview.Owner {
    fileprivate var word: String {
        switch self {
        case .ours: "ours"
        case .unmarked: "unmarked"
        case .other(let owner): owner
        case .none: "none"
        }
    }
}

extension JSON {
    /// Null where it is not known.
    init(_ reading: Reading<Int>) {
        if case .known(let number) = reading { self = .integer(number) } else { self = .null }
    }

    /// Bytes.
    init(_ space: FilesystemSpace?) {
        self = space.map { ["total": .integer(Int($0.total)), "free": .integer(Int($0.free))] } ?? .null
    }
}
