package import ClusterModel

/// Heal backlogs of the volumes over time: how often and for how long a volume has had few entries.
package enum HealSampling {
    /// DESIGN: three samples over the time that the manifest gives.
    package static let needed = 3
    /// Samples kept of each volume, whatever its settle time. They cost 20 KiB a volume.
    package static let kept = 600

    /// What one observation shows of every volume, added to earlier samples.
    package static func added(
        to earlier: [VolumeName: [History.HealSample]], _ desired: DesiredState, _ observed: ObservedState,
        at now: Moment
    ) -> [VolumeName: [History.HealSample]] {
        let input = PlanningInput(desired: desired, observed: observed, history: History(), now: now)
        var samples: [VolumeName: [History.HealSample]] = [:]
        for volume in observed.volumes.all {
            let entries: Int? = if case .known(let count) = input.healBacklog(of: volume) { count } else { nil }
            let sample = History.HealSample(at: now, entries: entries)
            samples[volume.name] = thinned((earlier[volume.name] ?? []) + [sample])
        }
        return samples
    }

    /// How long, and in how many samples, the backlog has been at most `limit` without interruption.
    package static func calm(_ samples: [History.HealSample], limit: Int, now: Moment) -> (count: Int, time: Duration) {
        let calm = samples.reversed().prefix { $0.entries.map { $0 <= limit } ?? false }
        return (calm.count, calm.last.map { now - $0.at } ?? .zero)
    }

    /// Once there are too many samples, those within a run of equal ones are left out, which loses nothing. If that is
    /// not enough, every two of the older half become one, with the begin of the pair and the larger of its backlogs: a
    /// calm time never looks longer than it was.
    private static func thinned(_ samples: [History.HealSample]) -> [History.HealSample] {
        guard samples.count > kept else { return samples }
        let runs = withoutRuns(samples)
        guard runs.count > kept else { return runs }
        let half = kept / 2
        let older = stride(from: 0, to: half, by: 2).map { worst(runs[$0], runs[$0 + 1]) }
        return older + runs.dropFirst(half)
    }

    /// The first two and the last sample of each run of equal ones: as many as `needed`.
    private static func withoutRuns(_ samples: [History.HealSample]) -> [History.HealSample] {
        samples.indices.filter { index in
            guard index >= 2, index + 1 < samples.count else { return true }
            let near = [samples[index - 2], samples[index - 1], samples[index + 1]]
            return near.contains { $0.entries != samples[index].entries }
        }.map { samples[$0] }
    }

    /// An unknown backlog is the worst.
    private static func worst(_ first: History.HealSample, _ second: History.HealSample) -> History.HealSample {
        guard let one = first.entries, let other = second.entries else {
            return History.HealSample(at: first.at, entries: nil)
        }
        return History.HealSample(at: first.at, entries: max(one, other))
    }
}
