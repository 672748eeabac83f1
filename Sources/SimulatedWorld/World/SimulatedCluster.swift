package import ClusterModel
internal import Synchronization
package import World

/// Simulated hosts: they answer the queries and perform the changes that real hosts do, from a model.
package final class SimulatedCluster: Sendable {
    private let world: Mutex<Held>
    let time: any TimeSource
    let random: any RandomSource

    private struct Held {
        var state: ClusterState
        var faults: FaultRates
        var log: [WorldEvent] = []
        var findings: [String] = []
    }

    /// A cluster in a state. `dice` decide about faults and about how long round trips take.
    package init(_ state: ClusterState, time: any TimeSource, random: any RandomSource, faults: FaultRates = .none) {
        world = Mutex(Held(state: state, faults: faults))
        self.time = time
        self.random = random
    }

    /// What one process sends, and is answered.
    package func transport(for caller: ProcessLifetime) -> any CommandTransport { SimulatedTransport(self, caller) }

    /// The present state of the model.
    package var state: ClusterState { use { $0 } }

    /// Everything that happened up to now, in order.
    package var log: [WorldEvent] {
        use { _ in }
        return world.withLock { $0.log }
    }

    /// How many events the log has: what comes after them is `log[count...]`.
    package var logCount: Int {
        use { _ in }
        return world.withLock { $0.log.count }
    }

    /// Errors of the model or its use: a command that it does not know, a query that would change something.
    package var findings: [String] { world.withLock { $0.findings } }

    /// How often each fault struck.
    package var faultCounts: [(fault: Fault, count: Int)] {
        let struck = log.compactMap(\.fault)
        return Fault.allCases.map { fault in (fault, struck.filter { $0 == fault }.count) }
    }

    /// The faults from now on.
    package func setFaults(_ faults: FaultRates) { world.withLock { $0.faults = faults } }

    /// Performs an external action. False if the state does not allow it.
    @discardableResult
    package func act(_ action: ExternalAction) -> Bool { use { $0.act(action) } }

    /// Counts a fault that the scenario makes itself, such as a second caller.
    package func note(_ fault: Fault, at host: HostName? = nil) { use { $0.emit(.fault(fault, host)) } }

    /// Reads or changes the present state; its events go into the log.
    func use<Value>(_ body: (inout ClusterState) -> Value) -> Value {
        let now = time.uptime()
        return world.withLock { world in
            world.state.advance(to: now)
            let value = body(&world.state)
            world.log += world.state.news
            world.state.news = []
            return value
        }
    }

    func find(_ words: String) { world.withLock { $0.findings.append(words) } }

    /// Whether a fault strikes this time. Where its rate is 0 the dice are left alone.
    func strikes(_ fault: Fault) -> Bool {
        let rate = world.withLock { $0.faults[fault] }
        return rate > 0 && random.next(below: FaultRates.calls) < rate
    }
}
