internal import ClusterModel

/// What one stage concludes: ready steps, held steps with reasons, unknown facts, and differences that annotations
/// ignore.
struct StageReport: Sendable {
    var ready: [Step] = []
    var held: [HeldStep] = []
    var unknown: [UnknownFact] = []
    var noted: [NotedDifference] = []

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum += right
        return sum
    }

    /// Appends in place: stages add up thousands of reports.
    static func += (left: inout Self, right: Self) {
        left.ready += right.ready
        left.held += right.held
        left.unknown += right.unknown
        left.noted += right.noted
    }

    /// One step: ready, or held where there is something to wait for.
    static func one(_ step: Step, waitingOn: [WaitingOn] = []) -> Self {
        waitingOn.isEmpty ? Self(ready: [step]) : Self(held: [HeldStep(step, waitingOn: waitingOn.distinct())])
    }
}
