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

/// SplitMix64: the same seed gives the same rolls.
public final class SeededDice: Dice {
    private let state: Mutex<UInt64>

    /// Dice of a seed.
    public init(seed: UInt64 = 1) { state = Mutex(seed) }

    /// The next roll.
    public func roll(below bound: UInt64) -> UInt64 {
        state.withLock { state in
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return (mixed ^ (mixed >> 31)) % bound
        }
    }
}
