internal import ClusterModel

/// Volumes: made, set, started.
struct VolumeStage: PlanningStage {
    static let name = StageName.volumes
    let input: PlanningInput
    let storage: StageConclusion
    let pool: PoolAssessment

    /// The volumes that the coordinator knows.
    private let existing: [VolumeName: GlusterVolumeView]

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        storage = draft[.storage]
        let pool = draft[PoolAssessment.self]
        self.pool = pool
        let view = input.answering.first { $0.name == pool.coordinator }?.view
        existing = Dictionary((view?.volumes ?? []).map { ($0.name, $0) }) { first, _ in first }
    }

    func report() -> StageReport {
        let foreign = pool.coordinator.map { ForeignVolumes(existing, from: $0, input, pool).report() }
        return input.desired.volumes.reduce(into: foreign ?? StageReport()) { report, volume in
            report += unknownBricks(volume) + self.report(volume)
        }
    }

    private func report(_ volume: Desired<GlusterVolumeSpec>) -> StageReport {
        guard let coordinator = pool.coordinator else { return stored(volume) ?? creation(volume) }
        guard let found = existing[volume.name] else { return creation(volume) }
        guard found.foreignOwner(input.desired.cluster) == nil else { return StageReport() }
        return ExistingVolume(volume, found, from: coordinator, input, storage, pool).report()
    }

    /// No glusterd answers, but a store knows the volume: it is there, and that is all that can be said.
    private func stored(_ volume: Desired<GlusterVolumeSpec>) -> StageReport? {
        let facts = input.desired.spec.hosts.compactMap { host -> UnknownFact? in
            let seen = input.observed.host(host)
            guard case .known(let names) = seen.gluster.storedVolumes, names.contains(volume.name.text),
                case .unknown(let why) = seen.gluster.view
            else { return nil }
            return UnknownFact(.volume(volume.name), on: host, why)
        }
        return facts.isEmpty ? nil : StageReport(unknown: facts)
    }

    private func creation(_ volume: Desired<GlusterVolumeSpec>) -> StageReport {
        guard let coordinator = pool.coordinator ?? firstReachable else { return StageReport() }
        return NewVolume(volume, from: coordinator, input, storage, pool).report()
    }

    private var firstReachable: HostName? {
        input.desired.spec.hosts.first { input.unreachable($0) == nil }
    }

    /// Bricks on hosts that do not answer.
    private func unknownBricks(_ volume: Desired<GlusterVolumeSpec>) -> StageReport {
        StageReport(
            unknown: volume.spec.allBricks.map(\.host).distinct().compactMap { host in
                input.unreachable(host).map { UnknownFact(.volume(volume.name), on: host, $0) }
            })
    }
}
