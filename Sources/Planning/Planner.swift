package import ClusterModel

/// Decides the plan: a function of the desired state, the observation, the history and the time.
package struct Planner: Sendable {
    /// Whether the sync windows of controllers count. An operator's own command is no controller.
    private let keepsWindows: Bool

    package init(keepsWindows: Bool = false) { self.keepsWindows = keepsWindows }

    /// Runs the stages in the order of `StageName`, then the passes over what all of them concluded. A pass only holds
    /// steps, it adds none.
    package func plan(_ desired: DesiredState, _ observed: ObservedState, history: History, now: Moment) -> Plan {
        let input = PlanningInput(desired: desired, observed: observed, history: history, now: now)
        var draft = PlanDraft(input)
        for name in StageName.allCases { name.stage.init(input, draft).conclude(in: &draft) }
        var report = draft.whole
        if keepsWindows, let hold = (desired.spec.controller?.windows ?? []).hold(at: now.wall) {
            report.hold(for: hold)
        }
        let watch = RecurringDriftDetector(desired.spec.disruption.fighting, at: now)
        let repairs = watch.looked(observed, differing: report.differing, after: history.repairs)
        return BackoffPass(history: history, now: now, recurringDrifts: watch.recurringDrifts(repairs)).applied(
            to: report, noted: report.noted.distinct())
    }
}

extension StageReport {
    /// Holds every step but those that start what is down. What follows a held step is held by a later pass.
    fileprivate mutating func hold(for hold: SyncWindowHold) {
        let steps = ready
        ready = steps.filter(\.action.startsWhatIsDown)
        held += steps.filter { !$0.action.startsWhatIsDown }.map { HeldStep($0, waitingOn: [.window(hold)]) }
    }
}
