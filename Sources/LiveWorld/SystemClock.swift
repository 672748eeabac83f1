package import ClusterModel
internal import Glibc
internal import World

/// The machine's clocks: CLOCK_REALTIME for people, CLOCK_MONOTONIC for measuring (clock_gettime(2)).
package struct SystemClock: TimeSource {
    /// The machine's clocks.
    package init() {}

    /// Now, as the machine tells it.
    package func wallTime() -> WallTime { WallTime(sinceEpoch: Self.read(CLOCK_REALTIME)) }

    /// Since the machine started, without the time it was suspended.
    package func uptime() -> Duration { Self.read(CLOCK_MONOTONIC) }

    /// Sleeps at least so long.
    package func sleep(_ duration: Duration) async throws { try await Task.sleep(for: duration) }

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        // Cannot fail: both clocks exist on every Linux.
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

/// The kernel's random numbers (getrandom(2)).
package struct SystemRandomSource: RandomSource {
    /// The kernel's random numbers.
    package init() {}

    /// Even over `0..<bound`; 0 for a bound of 0 or 1.
    package func next(below bound: UInt64) -> UInt64 { bound > 1 ? UInt64.random(in: 0..<bound) : 0 }
}
