package import ClusterModel

/// How often and how long the entries of a volume must have been seen to be few.
package enum HealSampling {
    /// DESIGN: three samples over the time that the manifest gives.
    package static let needed = 3
    /// Kept of each volume: of a look a second a settle time of ten minutes, and no more of what runs for days.
    package static let kept = 600

    /// What one observation shows of every volume, added to earlier ones. Looks closer together than `apart` are one.
    package static func added(
        to earlier: [VolumeName: [History.HealSample]], _ desired: DesiredState, _ observed: ObservedState,
        at now: WallTime
    ) -> [VolumeName: [History.HealSample]] {
        let input = PlanningInput(desired: desired, observed: observed, history: History(), now: now)
        var samples: [VolumeName: [History.HealSample]] = [:]
        for volume in input.answering.flatMap(\.view.volumes) where samples[volume.name] == nil {
            let entries: Int? = if case .known(let count) = input.healBacklog(of: volume) { count } else { nil }
            let sample = History.HealSample(at: now, entries: entries)
            samples[volume.name] = ((earlier[volume.name] ?? []) + [sample]).suffix(kept)
        }
        return samples
    }
}
