internal import ClusterModel

/// A plan and the results of its run by resource, indexed once.
struct PlanOutcomes {
    /// What concerns one resource, or all of them together.
    struct Outcome {
        /// Steps that run or are ready.
        var ready: [Step] = []
        var held: [HeldStep] = []
        var unknown: [UnknownFact] = []
        /// The first one of the plan.
        var recurringDrift: RecurringDrift?
        var results: [StepResult] = []
    }

    let whole: Outcome
    private let byResource: [ResourceID: Outcome]

    /// `resources` says whose the steps of the results were.
    init(_ plan: Plan, _ results: [StepKey: StepResult], _ resources: [StepKey: ResourceID]) {
        whole = Outcome(
            ready: plan.running + plan.ready, held: plan.held, unknown: plan.unknown,
            recurringDrift: plan.recurringDrifts.first,
            results: Array(results.values))
        var found: [ResourceID: Outcome] = [:]
        for step in plan.running + plan.ready { found[step.resource, default: Outcome()].ready.append(step) }
        for held in plan.held {
            for resource in held.resources { found[resource, default: Outcome()].held.append(held) }
        }
        for fact in plan.unknown { found[fact.resource, default: Outcome()].unknown.append(fact) }
        for drift in plan.recurringDrifts.reversed() {
            found[drift.repair.resource, default: Outcome()].recurringDrift = drift
        }
        for (step, result) in results {
            if let resource = resources[step] { found[resource, default: Outcome()].results.append(result) }
        }
        byResource = found
    }

    subscript(resource: ResourceID) -> Outcome { byResource[resource] ?? Outcome() }
}

extension PlanOutcomes.Outcome {
    var sync: ResourceStatus.Sync {
        !ready.isEmpty || !held.isEmpty ? .outOfSync : unknown.isEmpty ? .synced : .unknown
    }

    var actuation: ResourceStatus.Actuation {
        if !ready.isEmpty { return .pending }
        if results.isEmpty { return held.isEmpty && unknown.isEmpty ? .succeeded : .skipped }
        return results.allSatisfy { $0 == .done } ? .succeeded : .failed
    }

    /// Whether nothing differs, is unknown or is undone again and again.
    var isAsDeclared: Bool { ready.isEmpty && held.isEmpty && unknown.isEmpty && recurringDrift == nil }
}
