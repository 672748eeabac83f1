internal import ClusterModel

/// How many steps in flight touch each host, or the engine.
struct TargetLoad {
    private let limit: Int
    private var steps: [Target: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// Whether everything that the step touches can bear one more.
    func hasRoom(for step: Step) -> Bool { step.touched.allSatisfy { steps[$0, default: 0] < limit } }

    mutating func begin(_ step: Step) {
        for target in step.touched { steps[target, default: 0] += 1 }
    }

    mutating func end(_ step: Step) {
        for target in step.touched { steps[target, default: 0] -= 1 }
    }
}

extension Step {
    /// What it acts on, and what it asks again before.
    fileprivate var touched: Set<Target> { Set(preconditions.map(\.target)).union([action.target]) }
}
