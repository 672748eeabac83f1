internal import ClusterModel

/// Options of all volumes together (`volume set all`). Gluster takes no mark for them, so that one which the manifest
/// does not name is nobody's business, whoever set it.
struct ClusterOptionStage: PlanningStage {
    static let name = StageName.clusterOptions
    /// Options that gluster refuses until another one is switched on (field notes D5).
    private static let needs = ["cluster.max-bricks-per-process": "cluster.brick-multiplex"]

    let input: PlanningInput
    let pool: PoolAssessment

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        pool = draft[PoolAssessment.self]
    }

    private var resource: ResourceID { .cluster(input.desired.cluster) }

    func report() -> StageReport {
        let wanted = input.desired.spec.gluster.options
        guard !wanted.isEmpty else { return StageReport() }
        guard let coordinator = pool.coordinator, case .known(let view) = input.observed.host(coordinator).gluster.view
        else { return later(wanted) }
        return report(wanted.filter { !view.hasClusterOption($0) }, view, from: coordinator)
    }

    private func report(_ differing: [GlusterOption], _ view: GlusterView, from coordinator: HostName) -> StageReport {
        let consents = input.policy(resource).consents
        let hasRun = view.volumes.contains { $0.status != .created }
        var held = StageReport()
        let steps = differing.compactMap { option -> (GlusterOption, Consent?)? in
            let seen = view.clusterOption(option.name)
            let verdict = OptionGuard.ofCluster(option, seen: seen, hasRun: hasRun, consents)
            guard let obstacle = verdict.obstacle else { return (option, verdict.consent) }
            held += StageReport(held: [
                HeldStep(resource: resource, differences: [difference(option, seen)], waitingOn: [obstacle])
            ])
            return nil
        }
        return chained(steps, view, from: coordinator) + held
    }

    /// One after the other: each takes gluster's one lock for all volumes. What was refused before comes last and waits
    /// for nobody, so that it holds up nothing.
    private func chained(
        _ steps: [(option: GlusterOption, consent: Consent?)], _ view: GlusterView, from coordinator: HostName
    ) -> StageReport {
        var previous: [StepKey] = []
        var byName: [String: StepKey] = [:]
        let ordered =
            steps.filter { Self.needs[$0.option.name] == nil } + steps.filter { Self.needs[$0.option.name] != nil }
        return ordered.reduce(into: StageReport()) { report, one in
            let needed = Self.needs[one.option.name].flatMap { byName[$0] }
            let step = step(
                one.option, seen: view.clusterOption(one.option.name), from: coordinator,
                after: needed.map { [$0] } ?? previous, one.consent)
            report += .one(step, waitingOn: pool.lockObstacles + members)
            byName[one.option.name] = step.id
            if input.history.attempts[step.id] == nil { previous = [step.id] }
        }
    }

    /// Shown as what comes once there is a pool.
    private func later(_ wanted: [GlusterOption]) -> StageReport {
        guard let first = input.desired.spec.hosts.first(where: { input.unreachable($0) == nil }) else {
            return StageReport()
        }
        let waiting = pool.obstacles[first] ?? []
        return wanted.reduce(into: StageReport()) { report, option in
            report += .one(
                step(option, seen: nil, from: first),
                waitingOn: waiting.isEmpty
                    ? [.fact(.glusterd(first), .notAsked)] : waiting)
        }
    }

    /// What was set on a pool before a member joins is the newcomer's too, so that the pool comes first.
    private var members: [WaitingOn] {
        pool.report.ready.map { .step($0.id) } + pool.report.held.compactMap(\.step).map { .step($0.id) }
    }

    private func step(
        _ option: GlusterOption, seen: String?, from host: HostName, after: [StepKey] = [], _ consent: Consent? = nil
    ) -> Step {
        Step(
            resource: resource, action: .gluster(.setClusterOption(option), from: host), after: after,
            postcondition: .gluster(.clusterOption(option)), risk: .benign, scope: .cluster,
            differences: [difference(option, seen)],
            consents: consent.map { [$0] } ?? [])
    }

    private func difference(_ option: GlusterOption, _ seen: String?) -> Difference {
        Difference("spec.gluster.options[\(option.name)]", desired: option.value, observed: seen, rule: .explicit)
    }
}

extension GlusterView {
    /// What an option of all volumes together is set to; nil where nobody has set it.
    func clusterOption(_ name: String) -> String? { options.first { $0.name == name }?.value }

    /// Whether it has that value in force: gluster need not keep what is its default anyway.
    func hasClusterOption(_ option: GlusterOption) -> Bool {
        let inForce = clusterOption(option.name) ?? GlusterOptionTable.shared.option(option.name)?.defaultValue
        return inForce.map { OptionValues.match(option.name, $0, option.value) } ?? false
    }
}
