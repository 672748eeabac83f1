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
        else { return creation(volume) }
        guard let found = view.volume(volume.name) else { return creation(volume) }
        return ExistingVolume(volume, found, from: coordinator, situation, pool).report()
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
