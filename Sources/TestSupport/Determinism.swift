package import ClusterModel
internal import Synchronization
internal import World

/// A clock that moves only when somebody sleeps.
package final class ManualClock: TimeSource {
    private let elapsed = Mutex(Duration.zero)

    /// At `Make.now`.
    package init() {}

    /// `Make.now` and what was slept since.
    package func wallTime() -> WallTime { Make.now + uptime() }
    /// What was slept.
    package func uptime() -> Duration { elapsed.withLock { $0 } }
    /// Moves the clock and returns at once.
    package func sleep(_ duration: Duration) async throws { elapsed.withLock { $0 += duration } }
}
