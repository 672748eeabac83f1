public import ClusterModel
internal import Synchronization
public import World

/// A clock that moves only when somebody sleeps.
public final class ManualClock: Timekeeper {
    private let elapsed = Mutex(Duration.zero)

    /// At `Make.now`.
    public init() {}

    /// `Make.now` and what was slept since.
    public func wallTime() -> WallTime { Make.now + uptime() }
    /// What was slept.
    public func uptime() -> Duration { elapsed.withLock { $0 } }
    /// Moves the clock and returns at once.
    public func sleep(_ duration: Duration) async throws { elapsed.withLock { $0 += duration } }
}
