internal import ClusterModel

/// What annotations make of a report: what is paused or only warned of is held, what is only observed or ignored is
/// noted and does not count.
struct PolicyPass {
    let input: PlanningInput

    init(_ input: PlanningInput) { self.input = input }

    /// Whether the annotation `ignore` names the difference's field.
    static func ignores(_ difference: Difference, _ policy: ResourcePolicy) -> Bool {
        policy.ignored.contains(difference.field)
    }

    func applied(to report: StageReport) -> (report: StageReport, noted: [NotedDifference]) {
        guard !input.desired.policies.isEmpty else { return (report, []) }
        var kept = StageReport(unknown: report.unknown)
        var noted = ignoredOptions
        var gone: Set<StepID> = []
        for step in report.ready {
            switch verdict(step.resource, step.differences) {
            case .counts: kept.ready.append(step.without(gone))
            case .held(let waiting): kept.held.append(HeldStep(step, waitingOn: [waiting]))
            case .noted(let notes):
                noted += notes
                gone.insert(step.id)
            }
        }
        for held in report.held {
            guard case .noted(let notes) = verdict(held.resource, held.differences) else {
                kept.held.append(held)
                continue
            }
            noted += notes
        }
        return (kept, noted.distinct())
    }

    private enum Assessment {
        case counts
        case held(WaitingOn)
        case noted([NotedDifference])
    }

    private func verdict(_ resource: ResourceID, _ differences: [Difference]) -> Assessment {
        let policy = input.policy(resource)
        if policy.mode == .observe {
            return .noted(differences.map { NotedDifference(resource, $0, annotation: "hcctl.dev/mode: observe") })
        }
        if !differences.isEmpty, differences.allSatisfy({ Self.ignores($0, policy) }) {
            return .noted(differences.map { NotedDifference(resource, $0, annotation: "hcctl.dev/ignore") })
        }
        if policy.isPaused { return .held(.paused(resource)) }
        return policy.mode == .warn ? .held(.onlyWarned(resource)) : .counts
    }

    /// Options of volumes that differ and are ignored: they are left out where volumes are compared, because all options
    /// of a volume are one step.
    private var ignoredOptions: [NotedDifference] {
        input.desired.volumes.flatMap { volume -> [NotedDifference] in
            let policy = input.policy(.volume(volume.name))
            guard !policy.ignored.isEmpty else { return [] }
            let found = input.answering.lazy.compactMap { $0.view.volume(volume.name) }.first
            return input.options(of: volume).all.compactMap { wanted in
                let seen = found?.option(wanted.option.name)
                let isSame = seen.map { OptionValues.match(wanted.option.name, $0, wanted.option.value) } ?? false
                let difference = wanted.difference(observed: seen)
                guard found != nil, !isSame, Self.ignores(difference, policy) else { return nil }
                return NotedDifference(.volume(volume.name), difference, annotation: "hcctl.dev/ignore")
            }
        }
    }
}

extension Step {
    /// The same step, that waits for none of those that are not taken.
    fileprivate func without(_ gone: Set<StepID>) -> Step {
        guard after.contains(where: gone.contains) else { return self }
        return Step(
            resource: resource, action: action, after: after.filter { !gone.contains($0) }, preconditions: preconditions,
            postcondition: postcondition, risk: risk, scope: scope, differences: differences, consents: consents, subject: id.subject)
    }
}
