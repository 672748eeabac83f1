internal import ClusterModel

/// The conditions of a resource: `Ready`, and those that are abnormal.
struct ConditionList {
    private let outcome: PlanOutcomes.Outcome
    private let health: ResourceStatus.Health
    private let firstSeen: [HoldKey: WallTime]
    private let now: WallTime

    init(
        _ outcome: PlanOutcomes.Outcome, _ health: ResourceStatus.Health, _ firstSeen: [HoldKey: WallTime],
        _ now: WallTime
    ) {
        self.outcome = outcome
        self.health = health
        self.firstSeen = firstSeen
        self.now = now
    }

    var all: [ResourceStatus.Condition] { [ready] + reconciling + held + stalled }

    private var ready: ResourceStatus.Condition {
        let isReady = outcome.isAsDeclared && health == .healthy
        return condition(.ready, isReady, isReady ? .asDeclared : .notAsDeclared)
    }

    private var reconciling: [ResourceStatus.Condition] {
        outcome.ready.first.map {
            [condition(.reconciling, true, .stepsReady(outcome.ready.count, first: $0.action))]
        } ?? []
    }

    private var held: [ResourceStatus.Condition] {
        outcome.held.first.map { held in held.waitingOn.prefix(1).map { waiting(.held, held.resource, $0) } } ?? []
    }

    /// By a step without effect, or by recurring drift, while that is repaired, too.
    private var stalled: [ResourceStatus.Condition] {
        for held in outcome.held {
            for reason in held.waitingOn {
                if case .noEffect = reason { return [waiting(.stalled, held.resource, reason)] }
            }
        }
        return outcome.recurringDrift.map {
            [condition(.stalled, true, .fighting($0), since: $0.count.since.wall)]
        } ?? []
    }

    private func waiting(
        _ kind: ResourceStatus.Condition.Kind, _ resource: ResourceID, _ reason: WaitingOn
    ) -> ResourceStatus.Condition {
        condition(kind, true, .waiting(reason), since: firstSeen[HoldKey(resource, reason)])
    }

    private func condition(
        _ kind: ResourceStatus.Condition.Kind, _ status: Bool, _ cause: ResourceStatus.Condition.Cause,
        since: WallTime? = nil
    ) -> ResourceStatus.Condition {
        ResourceStatus.Condition(kind, status, cause, since: since ?? now)
    }
}
