internal import ClusterModel

/// Options of all volumes together (`volume set all`). Gluster takes no mark for them, so that one which the manifest
/// does not name is nobody's business, whoever set it.
struct ClusterOptionStage {
    let situation: Situation
    let pool: PoolVerdict

    init(_ situation: Situation, pool: PoolVerdict) {
        self.situation = situation
        self.pool = pool
    }

    private var resource: ResourceID { .cluster(situation.desired.cluster) }

    func report() -> StageReport {
        let wanted = situation.desired.spec.gluster.options
        guard !wanted.isEmpty else { return StageReport() }
        guard let coordinator = pool.coordinator, case .known(let view) = situation.observed.host(coordinator).gluster
        else { return later(wanted) }
        let differing = wanted.filter { option in
            let seen = view.options.first { $0.name == option.name }?.value
            return seen.map { !OptionValues.match(option.name, $0, option.value) } ?? true
        }
        return report(differing, view, from: coordinator)
    }

    private func report(_ differing: [GlusterOption], _ view: GlusterView, from coordinator: HostName) -> StageReport {
        func seen(_ option: GlusterOption) -> String? { view.options.first { $0.name == option.name }?.value }
        var report = StageReport()
        var free: [GlusterOption] = []
        var consents: [Consent] = []
        for option in differing {
            let verdict = OptionGuard.ofCluster(
                option, seen: seen(option), hasRun: view.volumes.contains { $0.status != .created },
                situation.policy(resource).consents)
            consents += verdict.consent.map { [$0] } ?? []
            if let obstacle = verdict.obstacle {
                report += StageReport(held: [
                    HeldStep(resource: resource, because: [difference(option, seen(option))], waitingOn: [obstacle])
                ])
            } else {
                free.append(option)
            }
        }
        guard !free.isEmpty else { return report }
        let step = step(free, because: free.map { difference($0, seen($0)) }, from: coordinator, consents)
        return report + .one(step, waitingOn: pool.lockObstacles + members)
    }

    /// Shown as what comes once there is a pool.
    private func later(_ wanted: [GlusterOption]) -> StageReport {
        guard let first = situation.desired.spec.hosts.first(where: { situation.unreachable($0) == nil }) else {
            return StageReport()
        }
        let step = step(wanted, because: wanted.map { difference($0, nil) }, from: first, [])
        return .one(step, waitingOn: pool.obstacles[first] ?? [.fact("glusterd on \(first)", .notAsked)])
    }

    /// A member that joins later takes over what the pool has: nothing is lost by setting the options first, but what
    /// was set before on the newcomer alone would be.
    private var members: [WaitingOn] { pool.report.ready.map { .step($0.id) } }

    private func step(
        _ options: [GlusterOption], because: [Difference], from host: HostName, _ consents: [Consent]
    ) -> Step {
        Step(
            resource: resource, action: .gluster(.setClusterOptions(options), from: host),
            proof: .clusterOptions(options), risk: .benign, scope: .cluster, because: because, consents: consents)
    }

    private func difference(_ option: GlusterOption, _ seen: String?) -> Difference {
        Difference(
            "spec.gluster.options[\(option.name)]", desired: option.value, observed: seen, rule: .explicit)
    }
}
