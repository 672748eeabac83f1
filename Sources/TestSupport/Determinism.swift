package import ClusterModel
internal import Synchronization
internal import World

/// A clock that advances only by `sleep`, which returns at once. It starts at `Make.now`.
package final class ManualClock: TimeSource {
    private let elapsed = Mutex(Duration.zero)

    package init() {}

    package func wallTime() -> WallTime { Make.now.wall + uptime() }
    /// The sum of the sleeps.
    package func uptime() -> Duration { elapsed.withLock { $0 } }
    package func sleep(_ duration: Duration) async throws { elapsed.withLock { $0 += duration } }
}
