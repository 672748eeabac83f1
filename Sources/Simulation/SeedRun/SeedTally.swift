internal import ClusterModel
internal import SimulatedWorld

/// Figures of one seed, or of many.
package struct SeedTally: Sendable, Hashable {
    /// How often each fault struck, those that never did included.
    package private(set) var faults = Dictionary(uniqueKeysWithValues: Fault.allCases.map { ($0.rawValue, 0) })
    /// Steps taken, by action.
    package var steps: [String: Int] = [:]
    /// Steps taken that ended well.
    package var stepsDone = 0
    /// External actions, by kind.
    package var externalActions: [String: Int] = [:]
    /// Runs of apply, by verdict.
    package var verdicts: [String: Int] = [:]
    /// Runs of apply that reported a fight.
    package var fought = 0
    /// Virtual time.
    package var time = Duration.zero

    /// Nothing yet.
    package init() {}

    /// Everything of both.
    package static func += (left: inout Self, right: Self) {
        left.faults.merge(right.faults, uniquingKeysWith: +)
        left.steps.merge(right.steps, uniquingKeysWith: +)
        left.stepsDone += right.stepsDone
        left.externalActions.merge(right.externalActions, uniquingKeysWith: +)
        left.verdicts.merge(right.verdicts, uniquingKeysWith: +)
        left.fought += right.fought
        left.time += right.time
    }

    mutating func count(_ step: Step, _ result: StepResult) {
        if case .skipped = result { return }
        steps[step.action.name, default: 0] += 1
        if result == .done { stepsDone += 1 }
    }

    mutating func count(_ fault: Fault, times: Int = 1) { faults[fault.rawValue, default: 0] += times }

    mutating func count(_ event: WorldEvent) {
        guard case .external(let action) = event.kind else { return }
        externalActions[String("\(action)".prefix { $0 != "(" }), default: 0] += 1
    }
}
