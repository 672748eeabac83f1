internal import ClusterModel

/// Holds steps that were tried without effect, and steps that come after a held one.
package struct BackoffPass {
    /// A step whose effect is not observed after so many attempts is not tried again: an operator has to find the cause,
    /// and more attempts would only fill the logs of the cluster.
    static let attemptLimit = 3

    /// A daemon that was restarted and still seems to work with other settings is not restarted again for the same file:
    /// each restart of glusterd takes the bricks of its host away.
    static let restartLimit = 1

    /// How long a step is tried again while another transaction holds gluster's lock. Gluster's own longest time-out is
    /// ten minutes; a lock that is held longer was left behind.
    package static let lockPatience = Duration.seconds(600)

    /// Back-off between attempts lies between these two. The base is too short to be noticed; the cap keeps a controller
    /// from sending a command to a broken cluster more than twelve times an hour.
    package static let base = Duration.milliseconds(200)
    /// The longest pause between two attempts.
    package static let cap = Duration.seconds(300)

    let history: History
    let now: Moment
    var recurringDrifts: [Repair: RecurringDrift] = [:]

    func applied(to report: StageReport, noted: [NotedDifference] = []) -> Plan {
        var ready: [Step] = []
        var held = report.held
        var waiting = Set(held.compactMap(\.id))
        for step in report.ready {
            let reasons = reasons(step) + step.after.filter(waiting.contains).map(WaitingOn.step)
            if reasons.isEmpty {
                ready.append(step)
            } else {
                held.append(HeldStep(step, waitingOn: reasons))
                waiting.insert(step.id)
            }
        }
        return Plan(
            ready: ready, held: held, unknown: report.unknown.distinct(), noted: noted,
            recurringDrifts: recurringDrifts.values.sorted { $0.repair.name < $1.repair.name })
    }

    private func reasons(_ step: Step) -> [WaitingOn] {
        let attempts = history.attempts[step.id]
        if let attempts, attempts.count >= limit(step, attempts.last) {
            return [.noEffect(attempts: attempts.count, last: attempts.last)]
        }
        let recurringDrifts = recurringDrifts(step)
        guard recurringDrifts.isEmpty else { return recurringDrifts.map(WaitingOn.fighting) }
        guard let attempts, attempts.notBefore > now else { return [] }
        switch (attempts.blockage, step.action.target) {
        case (.transaction(let since), .host(let host)):
            return [.gluster(.otherTransaction(host, since: since, until: since + Self.lockPatience))]
        case (.fenceBusy, .host(let host)): return [.fenceBusy(host)]
        case (nil, _), (_, .engine): return [.backOff(until: attempts.notBefore)]
        }
    }

    /// A restart of which it is not known whether it took place is tried again.
    private func limit(_ step: Step, _ last: StepResult) -> Int {
        step.isRestart && last == .done ? Self.restartLimit : Self.attemptLimit
    }

    /// The recurring differences of a step that has no others, while none of them is due again. A step that repairs
    /// something else as well is taken: it costs one command either way.
    private func recurringDrifts(_ step: Step) -> [RecurringDrift] {
        let own = step.differences.compactMap { recurringDrifts[Repair(step.resource, $0)] }
        return own.count == step.differences.count && own.allSatisfy { $0.until > now } ? own : []
    }
}
