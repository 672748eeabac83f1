internal import ClusterModel
internal import Journal
internal import World

/// Chooses which heal backlogs are recorded: those that changed, and all of them once in a while.
struct BacklogSampler {
    /// A plot needs a point at least so often.
    static let interval = Duration.seconds(60)

    private var last: [VolumeName: (backlog: Int, at: WallTime)] = [:]

    mutating func samples(_ overview: ClusterOverview, at now: WallTime) -> [BacklogSample] {
        overview.volumes.compactMap { volume in
            guard case .known(let backlog) = volume.healBacklog else { return nil }
            if let last = last[volume.name], last.backlog == backlog, now - last.at < Self.interval { return nil }
            last[volume.name] = (backlog, now)
            return BacklogSample(at: now, volume: volume.name.text, backlog: backlog)
        }
    }
}
