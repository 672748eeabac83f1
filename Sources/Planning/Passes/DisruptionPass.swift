internal import ClusterModel

/// Holds steps that disturb a host's bricks: all but one of a plan, and the one too while a guard objects.
///
/// The budget spans all stages. One host at a time is what a replica set of three can lose; the next host waits until
/// the bricks of the first run again and nothing is left to heal.
struct DisruptionPass {
    private let guarded: DisruptionGuard
    /// Disturbing steps that are ready in this plan.
    private var open: [StepKey] = []

    init(_ input: PlanningInput) { guarded = DisruptionGuard(input) }

    /// Holds what may not disturb now, among the steps of the next stage.
    mutating func hold(_ report: inout StageReport) {
        guard (report.ready + report.held.compactMap(\.step)).contains(where: { $0.disturbs != nil }) else { return }
        report.held = report.held.map { one in
            guard let step = one.step, let host = step.disturbs else { return one }
            return HeldStep(step, waitingOn: (one.waitingOn + guarded.obstacles(disturbing: host)).distinct())
        }
        let steps = report.ready
        report.ready = []
        for step in steps {
            let waiting = obstacles(step)
            guard waiting.isEmpty else {
                report.held.append(HeldStep(step, waitingOn: waiting))
                continue
            }
            report.ready.append(step)
            if step.disturbs != nil { open.append(step.id) }
        }
    }

    private func obstacles(_ step: Step) -> [WaitingOn] {
        guard let host = step.disturbs else { return [] }
        return (open.map(WaitingOn.step) + guarded.obstacles(disturbing: host)).distinct()
    }
}

extension Step {
    /// The host whose bricks the step takes away for a while, if it does: what the disruption budget counts.
    var disturbs: HostName? {
        guard risk != .benign else { return nil }
        return switch action {
        case .host(.restart, let host): host
        case .host, .gluster, .ctdb, .nfs, .hostedEngine: nil
        }
    }
}
