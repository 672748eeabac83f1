package import ClusterModel
internal import Synchronization
internal import World

/// A clock that advances only by `sleep`, which returns at once. It starts at `Make.now`.
package final class ManualClock: TimeSource {
    private let elapsed = Mutex(Duration.zero)
    private let offset = Mutex(Duration.zero)

    package init() {}

    /// `Make.now` and what was slept since, shifted by the steps of the wall clock.
    package func wallTime() -> WallTime { Make.now.wall + uptime() + offset.withLock { $0 } }
    /// Sets the wall clock forward or back, as NTP does; the monotonic clock does not notice.
    package func stepWallClock(by step: Duration) { offset.withLock { $0 += step } }
    /// What was slept.
    package func uptime() -> Duration { elapsed.withLock { $0 } }
    package func sleep(_ duration: Duration) async throws { elapsed.withLock { $0 += duration } }
}
