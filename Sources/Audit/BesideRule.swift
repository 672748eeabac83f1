internal import ClusterModel

/// What speaks against beginning a step while another one, begun on an earlier plan, has not ended.
struct BesideRule {
    private let step: Step
    private let running: Step

    init(_ step: Step, _ running: Step) {
        self.step = step
        self.running = running
    }

    func judge() -> Objection? {
        conflict.map { Objection(step, "\($0) while \(running.resource) \(running.action.name) still runs") }
    }

    private var conflict: String? {
        if step.id == running.id { return "the same step is begun" }
        if step.risk != .benign, running.risk != .benign { return "a second disruption is begun" }
        switch (step.action, running.action) {
        case (.gluster, .gluster):
            return volume(step) != nil && volume(step) == volume(running) ? "the same volume is changed" : nil
        case (.gluster, _), (_, .gluster): return nil
        case (.host, _), (.ctdb, _), (.nfs, _), (.hostedEngine, _):
            return step.action.host == running.action.host ? "the state of \(step.action.target) is changed" : nil
        }
    }

    private func volume(_ step: Step) -> VolumeName? {
        if case .volume(let volume) = step.scope { volume } else { nil }
    }
}
