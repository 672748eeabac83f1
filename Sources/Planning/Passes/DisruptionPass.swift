internal import ClusterModel

/// Holds steps that disturb a host's bricks: all but one of a plan, and the one too while a guard objects.
///
/// The budget spans all stages. One host at a time is what a replica set of three can lose; the next host waits until
/// the bricks of the first run again and nothing is left to heal.
struct DisruptionPass {
    private let input: PlanningInput

    init(_ input: PlanningInput) { self.input = input }

    func apply(to reports: inout [StageReport]) {
        let guarded = DisruptionGuard(input)
        var open: [StepID] = []
        for index in reports.indices { apply(to: &reports[index], guarded, &open) }
    }

    private func apply(to report: inout StageReport, _ guarded: DisruptionGuard, _ open: inout [StepID]) {
        var ready: [Step] = []
        var held: [HeldStep] = []
        for step in report.ready {
            guard let host = step.disturbs else {
                ready.append(step)
                continue
            }
            let waiting = open.map(WaitingOn.step) + guarded.obstacles(disturbing: host)
            if waiting.isEmpty {
                ready.append(step)
                open.append(step.id)
            } else {
                held.append(HeldStep(step, waitingOn: waiting.distinct()))
            }
        }
        report.ready = ready
        report.held =
            report.held.map { one in
                guard let step = one.step, let host = step.disturbs else { return one }
                let waiting = one.waitingOn + guarded.obstacles(disturbing: host)
                return HeldStep(step, waitingOn: waiting.distinct())
            } + held
    }
}

extension Step {
    /// The host whose bricks the step takes away for a while, if it does: what the disruption budget counts.
    var disturbs: HostName? {
        guard risk != .benign else { return nil }
        return switch action {
        case .host(.restart, let host): host
        case .host, .gluster: nil
        }
    }
}
