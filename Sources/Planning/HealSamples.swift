public import ClusterModel

/// How often and how long the entries of a volume must have been seen to be few.
public enum HealSamples {
    /// DESIGN: three samples over the time that the manifest gives.
    public static let needed = 3
    /// Kept of each volume: of a look a second a settle time of ten minutes, and no more of what runs for days.
    public static let kept = 600

    /// What one observation shows of every volume, added to earlier ones. Looks closer together than `apart` are one.
    public static func added(
        to earlier: [VolumeName: [Recent.HealSample]], _ desired: DesiredState, _ observed: ObservedState,
        at now: WallTime
    ) -> [VolumeName: [Recent.HealSample]] {
        let situation = Situation(desired: desired, observed: observed, recent: Recent(), now: now)
        var samples: [VolumeName: [Recent.HealSample]] = [:]
        for volume in situation.answering.flatMap(\.view.volumes) where samples[volume.name] == nil {
            let entries: Int? = if case .known(let count) = situation.healBacklog(of: volume) { count } else { nil }
            let sample = Recent.HealSample(at: now, entries: entries)
            samples[volume.name] = ((earlier[volume.name] ?? []) + [sample]).suffix(kept)
        }
        return samples
    }
}
