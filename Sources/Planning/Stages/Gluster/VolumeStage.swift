internal import ClusterModel

/// Volumes: made, set, started.
struct VolumeStage {
    let input: PlanningInput
    let storage: StageReport
    let services: StageReport
    let pool: PoolAssessment

    init(_ input: PlanningInput, storage: StageReport, services: StageReport, pool: PoolAssessment) {
        self.input = input
        self.storage = storage
        self.services = services
        self.pool = pool
    }

    func report() -> StageReport {
        input.desired.volumes.reduce(into: StageReport()) { report, volume in
            report += unknownBricks(volume) + self.report(volume)
        }
    }

    private func report(_ volume: Desired<GlusterVolumeSpec>) -> StageReport {
        guard let coordinator = pool.coordinator, case .known(let view) = input.observed.host(coordinator).gluster
        else { return stored(volume) ?? creation(volume) }
        guard let found = view.volume(volume.name) else { return creation(volume) }
        return ExistingVolume(volume, found, from: coordinator, input, storage, pool).report()
    }

    /// No glusterd answers, but a store knows the volume: it is there, and that is all that can be said.
    private func stored(_ volume: Desired<GlusterVolumeSpec>) -> StageReport? {
        let facts = input.desired.spec.hosts.compactMap { host -> UnknownFact? in
            let seen = input.observed.host(host)
            guard case .known(let names) = seen.storedVolumes, names.contains(volume.name.text),
                case .unknown(let why) = seen.gluster
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
