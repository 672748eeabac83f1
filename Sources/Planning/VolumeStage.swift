internal import ClusterModel

/// Volumes: made, set, started.
struct VolumeStage {
    let situation: Situation
    let storage: StageReport
    let services: StageReport
    let pool: PoolVerdict

    init(_ situation: Situation, storage: StageReport, services: StageReport, pool: PoolVerdict) {
        self.situation = situation
        self.storage = storage
        self.services = services
        self.pool = pool
    }

    func report() -> StageReport {
        situation.desired.volumes.reduce(into: StageReport()) { report, volume in
            report += unknownBricks(volume) + self.report(volume)
        }
    }

    private func report(_ volume: DesiredVolume) -> StageReport {
        guard let coordinator = pool.coordinator, case .known(let view) = situation.observed.host(coordinator).gluster
        else { return stored(volume) ?? creation(volume) }
        guard let found = view.volume(volume.name) else { return creation(volume) }
        return ExistingVolume(volume, found, from: coordinator, situation, storage, pool).report()
    }

    /// No glusterd answers, but a store knows the volume: it is there, and that is all that can be said.
    private func stored(_ volume: DesiredVolume) -> StageReport? {
        let facts = situation.desired.spec.hosts.compactMap { host -> UnknownFact? in
            let seen = situation.observed.host(host)
            guard case .known(let names) = seen.storedVolumes, names.contains(volume.name.text),
                case .unknown(let why) = seen.gluster
            else { return nil }
            return UnknownFact(.volume(volume.name), on: host, why)
        }
        return facts.isEmpty ? nil : StageReport(unknown: facts)
    }

    private func creation(_ volume: DesiredVolume) -> StageReport {
        guard let coordinator = pool.coordinator ?? firstReachable else { return StageReport() }
        return NewVolume(volume, from: coordinator, situation, storage, pool).report()
    }

    private var firstReachable: HostName? {
        situation.desired.spec.hosts.first { situation.unreachable($0) == nil }
    }

    /// Bricks on hosts that do not answer.
    private func unknownBricks(_ volume: DesiredVolume) -> StageReport {
        StageReport(
            unknown: volume.spec.allBricks.map(\.host).distinct().compactMap { host in
                situation.unreachable(host).map { UnknownFact(.volume(volume.name), on: host, $0) }
            })
    }
}
