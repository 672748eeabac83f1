internal import ClusterModel

/// Holds what was tried in vain, and what would come after something that is held.
struct Pacing {
    /// A step whose effect is not seen after so many attempts is not tried again: its cause needs a person, and more
    /// attempts would only fill the logs of the cluster.
    static let attemptLimit = 3

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
        return attempts.notBefore > now ? [.backOff(until: attempts.notBefore)] : []
    }
}
