package import ClusterModel

/// Decides the plan: a function of the desired state, the observation, the history and the time.
package struct Planner: Sendable {
    package init() {}

    /// Runs the stages in the order of `StageName`, then the passes over what all of them concluded. A pass only holds
    /// steps, it adds none.
    package func plan(_ desired: DesiredState, _ observed: ObservedState, history: History, now: Moment) -> Plan {
        let input = PlanningInput(desired: desired, observed: observed, history: history, now: now)
        var draft = PlanDraft(input)
        for name in StageName.allCases { name.stage.init(input, draft).conclude(in: &draft) }
        let report = draft.whole
        let watch = RecurringDriftDetector(desired.spec.disruption.fighting, at: now)
        let repairs = watch.looked(observed, differing: report.differing, after: history.repairs)
        return BackoffPass(history: history, now: now, recurringDrifts: watch.recurringDrifts(repairs)).applied(
            to: report, noted: report.noted.distinct())
    }
}
