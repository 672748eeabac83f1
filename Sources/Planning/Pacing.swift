internal import ClusterModel

/// Holds what was tried in vain, and what would come after something that is held.
public struct Pacing {
    /// A step whose effect is not seen after so many attempts is not tried again: its cause needs a person, and more
    /// attempts would only fill the logs of the cluster.
    static let attemptLimit = 3

    /// How long a step is tried again while another transaction holds gluster's lock. Gluster's own longest time-out is
    /// ten minutes; a lock that is held longer was left behind.
    public static let lockPatience = Duration.seconds(600)

    let recent: Recent
    let now: WallTime

    func applied(to report: StageReport, noted: [NotedDifference] = []) -> Plan {
        var ready: [Step] = []
        var held = report.held
        var waiting = Set(held.compactMap(\.step?.id))
        for step in report.ready {
            let reasons = reasons(step) + step.after.filter(waiting.contains).map(WaitingOn.step)
            if reasons.isEmpty {
                ready.append(step)
            } else {
                held.append(HeldStep(step, waitingOn: reasons))
                waiting.insert(step.id)
            }
        }
        return Plan(ready: ready, held: held, unknown: report.unknown.distinct(), noted: noted)
    }

    private func reasons(_ step: Step) -> [WaitingOn] {
        guard let attempts = recent.attempts[step.id] else { return [] }
        guard attempts.count < Self.attemptLimit else {
            return [.noEffect(attempts: attempts.count, words: attempts.words)]
        }
        guard attempts.notBefore > now else { return [] }
        guard let since = attempts.lockedSince else { return [.backOff(until: attempts.notBefore)] }
        return [.otherTransaction(step.action.host, since: since, until: since + Self.lockPatience)]
    }
}
