package import ClusterModel

/// What a probe gets: it cannot change anything, because nothing here can.
package protocol ObservingTransport: Sendable {
    /// One round trip. The queries run one after the other, each whatever became of the one before;
    /// the answer has one outcome per query, in order.
    func observe(_ queries: [Query], at place: Place) async -> [Outcome]
}

/// What an actuator gets.
package protocol CommandTransport: ObservingTransport {
    /// Runs the change while holding the host's fence shared; refused where a newer term is known.
    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome
    /// Waits until nothing of an older term runs on the host, then makes this term the oldest one it obeys.
    /// Refused unless the term is strictly higher than the one stored.
    func take(_ term: Term, at place: Place) async -> Outcome
}

/// The clock. It comes from outside, so that a run can be repeated.
package protocol TimeSource: Sendable {
    /// Now, for people and records.
    func wallTime() -> WallTime
    /// Since an arbitrary start; never goes back.
    func uptime() -> Duration
    /// Throws only when the task is cancelled.
    func sleep(_ duration: Duration) async throws
}

extension TimeSource {
    /// Both clocks at once.
    package func moment() -> Moment { Moment(monotonic: uptime(), wall: wallTime()) }
}

/// Chance. It comes from outside, so that a run can be repeated.
package protocol RandomSource: Sendable {
    /// Even over `0..<bound`; `bound` is at least 1.
    func next(below bound: UInt64) -> UInt64
}

/// Everything that leads out of the process: live or simulated, chosen in one place.
package struct RunEnvironment: Sendable {
    /// The hosts.
    package let transport: any CommandTransport
    /// The clock.
    package let time: any TimeSource
    /// The dice.
    package let random: any RandomSource

    /// All of it.
    package init(transport: any CommandTransport, time: any TimeSource, random: any RandomSource) {
        self.transport = transport
        self.time = time
        self.random = random
    }
}
