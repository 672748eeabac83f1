internal import ClusterModel

/// Applies the annotations of resources: steps of a paused resource, or of one in mode warn, are held; differences of one
/// in mode observe, and ignored ones, are noted and do not count.
struct PolicyPass {
    private static let observeMode = "hcctl.dev/mode: observe"
    private let input: PlanningInput

    init(_ input: PlanningInput) { self.input = input }

    /// Holds the steps of paused resources and of those in mode warn.
    func hold(_ report: inout StageReport) {
        guard !input.desired.policies.isEmpty else { return }
        let steps = report.ready
        report.ready = []
        for step in steps {
            if case .held(let waiting) = assess(step.resource, step.differences) {
                report.held.append(HeldStep(step, waitingOn: [waiting]))
            } else {
                report.ready.append(step)
            }
        }
    }

    /// Takes out what does not count and notes it. What follows a step that is taken out says so.
    func note(in reports: inout [StageReport]) {
        guard !input.desired.policies.isEmpty else { return }
        var removed: [StepKey: ResourceID] = [:]
        for index in reports.indices { note(in: &reports[index], &removed) }
        guard !removed.isEmpty else { return }
        for index in reports.indices {
            reports[index].ready = reports[index].ready.map { $0.without(removed) }
            reports[index].held = reports[index].held.map { $0.without(removed) }
        }
    }

    private func note(in report: inout StageReport, _ removed: inout [StepKey: ResourceID]) {
        var kept = StageReport(unknown: report.unknown, noted: report.noted)
        for step in report.ready {
            if case .noted(let notes) = assess(step.resource, step.differences) {
                kept.noted += notes
                removed[step.id] = step.resource
            } else {
                kept.ready.append(step)
            }
        }
        for held in report.held {
            if case .noted(let notes) = assess(held.resource, held.differences) {
                kept.noted += notes
                if let id = held.id { removed[id] = held.resource }
            } else {
                kept.held.append(held)
            }
        }
        report = kept
    }

    private enum Assessment {
        case counts
        case held(WaitingOn)
        case noted([NotedDifference])
    }

    private func assess(_ resource: ResourceID, _ differences: [Difference]) -> Assessment {
        let policy = input.policy(resource)
        if policy.mode == .observe {
            return .noted(differences.map { NotedDifference(resource, $0, annotation: Self.observeMode) })
        }
        if !differences.isEmpty, differences.allSatisfy({ policy.ignored.contains($0.field) }) {
            return .noted(
                differences.map { NotedDifference(resource, $0, annotation: PlanningInput.ignoreAnnotation) })
        }
        if policy.isPaused { return .held(.paused(resource)) }
        return policy.mode == .warn ? .held(.onlyWarned(resource)) : .counts
    }
}

extension Step {
    /// The same step without edges to steps that are not taken.
    fileprivate func without(_ removed: [StepKey: ResourceID]) -> Step {
        guard after.contains(where: { removed[$0] != nil }) else { return self }
        return Step(
            resource: resource, action: action, after: after.filter { removed[$0] == nil },
            preconditions: preconditions, postcondition: postcondition, risk: risk, scope: scope,
            differences: differences, consents: consents, subject: id.subject)
    }
}

extension HeldStep {
    /// The same hold; what waited for a step that is not taken depends on a resource that is only observed.
    fileprivate func without(_ removed: [StepKey: ResourceID]) -> HeldStep {
        let waiting = waitingOn.map { reason in
            guard case .step(let id) = reason, let resource = removed[id] else { return reason }
            return WaitingOn.dependsOnObserved(resource)
        }
        return HeldStep(
            resource: resource, step: step?.without(removed), foreseen: foreseen, differences: differences,
            waitingOn: waiting.distinct())
    }
}
