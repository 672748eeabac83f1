/// An instant read from both clocks at once: intervals come from the monotonic one, text and records from the wall one.
///
/// The wall clock is set by NTP and by people, so no decision may depend on a difference of two of its readings.
/// Moments of two processes cannot be compared: each process has its own monotonic origin.
package struct Moment: Sendable, Hashable, Comparable {
    /// Since an origin of this process; never goes back.
    package let monotonic: Duration
    /// What the wall clock showed.
    package let wall: WallTime

    /// An instant.
    package init(monotonic: Duration, wall: WallTime) {
        self.monotonic = monotonic
        self.wall = wall
    }

    /// By the monotonic clock.
    package static func < (left: Self, right: Self) -> Bool { left.monotonic < right.monotonic }

    /// The instant so much later, on both clocks.
    package static func + (left: Self, right: Duration) -> Self {
        Self(monotonic: left.monotonic + right, wall: left.wall + right)
    }

    /// How much later the left instant is, whatever was done to the wall clock between them.
    package static func - (left: Self, right: Self) -> Duration { left.monotonic - right.monotonic }
}

extension Moment: CustomStringConvertible {
    /// The wall time.
    package var description: String { "\(wall)" }
}
