internal import ClusterModel

/// How many steps in flight touch each host.
struct HostLoad {
    private let limit: Int
    private var steps: [HostName: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// Whether every host that the step touches can bear one more.
    func hasRoom(for step: Step) -> Bool { step.touched.allSatisfy { steps[$0, default: 0] < limit } }

    mutating func begin(_ step: Step) {
        for host in step.touched { steps[host, default: 0] += 1 }
    }

    mutating func end(_ step: Step) {
        for host in step.touched { steps[host, default: 0] -= 1 }
    }
}

extension Step {
    /// The host that it acts on, and those that it asks again before.
    fileprivate var touched: Set<HostName> { Set(preconditions.map(\.host)).union([action.host]) }
}
