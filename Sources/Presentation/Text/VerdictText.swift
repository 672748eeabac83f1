internal import ClusterModel

/// How a run ended, in one sentence.
enum VerdictText {
    static func sentence(_ report: RunReport) -> String {
        switch report.verdict {
        case .converged: "converged: nothing left to do"
        case .different: "different: nothing was changed; apply makes the cluster match"
        case .stalled:
            "stalled: \(recurring(report.plan))\(report.plan.held.count) held, \(report.plan.unknown.count) unknown; "
                + "operator action or host recovery is needed"
        case .timedOut:
            "timed out: \(RunText.count(report.plan.ready.count, "step")) still ready; run it again to go on"
        case .interrupted: "interrupted: run it again to go on"
        case .declined: "declined: disruptive steps need confirmation; answer y on a terminal or pass --yes"
        case .refused(let words):
            "internal error: the plan failed the safety audit (please report): \(words.joined(separator: "; "))"
        case .notLeader(let words):
            "not leader: " + words.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        }
    }

    private static func recurring(_ plan: Plan) -> String {
        plan.recurringDrifts.isEmpty
            ? "" : "\(RunText.count(plan.recurringDrifts.count, "field")) with recurring drift, "
    }
}
