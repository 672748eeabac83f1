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

extension Moment: Codable {
    /// The wall time: the monotonic clock of a process means nothing to another one.
    package func encode(to encoder: any Encoder) throws { try wall.encode(to: encoder) }

    /// A moment of another process, at the origin of this one's monotonic clock until `rebased(to:)` gives it its place.
    package init(from decoder: any Decoder) throws {
        self.init(monotonic: .zero, wall: try WallTime(from: decoder))
    }

    /// How far in the future a record may be: back-off never waits longer. A wall clock that was set back since would
    /// otherwise make a pause as long as the step of the clock.
    package static let longestWait = Duration.seconds(300)

    /// The moment of a record on the clocks of this process.
    package func rebased(to now: Moment) -> Moment { now + min(wall - now.wall, Self.longestWait) }
}
