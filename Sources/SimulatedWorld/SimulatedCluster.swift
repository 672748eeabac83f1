internal import ClusterModel
internal import Synchronization
public import World

/// Hosts that answer what is asked of real ones, from a model.
public final class SimulatedCluster: Sendable {
    private let world: Mutex<ClusterState>
    let time: any Timekeeper
    let dice: any Dice

    /// A cluster in a state; `dice` decides about faults and durations.
    public init(
        _ state: ClusterState, time: any Timekeeper, dice: any Dice, faults: FaultRates = .none
    ) {
        world = Mutex(state)
        self.time = time
        self.dice = dice
    }

    /// What one process sends and is answered.
    public func transport(for caller: CallerLife) -> any CommandTransport { SimulatedTransport(self, caller) }

    /// The truth, now.
    public var state: ClusterState { world.withLock { $0 } }

    /// Everything that happened, in order.
    public var log: [WorldEvent] { [] }

    /// What must not happen whatever the scenario: a command that nobody taught the model, a query that changes.
    public var findings: [String] { [] }

    /// How often each fault struck.
    public var faultCounts: [Fault: Int] { [:] }

    /// From now on.
    public func setFaults(_ faults: FaultRates) {}

    /// Does what an operator or nature does. False if it cannot be done as things are.
    @discardableResult
    public func act(_ hand: Hand) -> Bool { false }
}

struct SimulatedTransport: CommandTransport {
    let cluster: SimulatedCluster
    let caller: CallerLife
    init(_ cluster: SimulatedCluster, _ caller: CallerLife) {
        self.cluster = cluster
        self.caller = caller
    }
    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        queries.map { _ in .notDelivered(.unreachable("not yet")) }
    }
    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome { .notDelivered(.unreachable("not yet")) }
    func take(_ term: Term, at place: Place) async -> Outcome { .notDelivered(.unreachable("not yet")) }
}
