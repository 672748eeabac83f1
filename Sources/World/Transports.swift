public import ClusterModel

/// What a probe gets: it cannot change anything, because nothing here can.
public protocol ObservingTransport: Sendable {
    /// One round trip. The queries run one after the other, each whatever became of the one before;
    /// the answer has one outcome per query, in order.
    func observe(_ queries: [Query], at place: Place) async -> [Outcome]
}

/// What an actuator gets.
public protocol CommandTransport: ObservingTransport {
    /// Runs the change while holding the host's fence shared; refused where a newer term is known.
    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome
    /// Waits until nothing of an older term runs on the host, then makes this term the oldest one it obeys.
    /// Refused unless the term is strictly higher than the one stored.
    func take(_ term: Term, at place: Place) async -> Outcome
}

/// The clock. It comes from outside, so that a run can be repeated.
public protocol Timekeeper: Sendable {
    /// Now, for people and records.
    func wallTime() -> WallTime
    /// Since an arbitrary start; never goes back.
    func uptime() -> Duration
    /// Throws only when the task is cancelled.
    func sleep(_ duration: Duration) async throws
}

/// Chance. It comes from outside, so that a run can be repeated.
public protocol Dice: Sendable {
    /// Even over `0..<bound`; `bound` is at least 1.
    func roll(below bound: UInt64) -> UInt64
}

/// Everything that leads out of the process: live or simulated, chosen in one place.
public struct Access: Sendable {
    /// The hosts.
    public let transport: any CommandTransport
    /// The clock.
    public let time: any Timekeeper
    /// The dice.
    public let dice: any Dice

    /// All of it.
    public init(transport: any CommandTransport, time: any Timekeeper, dice: any Dice) {
        self.transport = transport
        self.time = time
        self.dice = dice
    }
}
