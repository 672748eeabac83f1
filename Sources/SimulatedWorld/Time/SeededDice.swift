internal import Synchronization
internal import World

/// SplitMix64: the same seed gives the same rolls.
package final class SeededRandomSource: RandomSource {
    private let chance: Mutex<Chance>

    /// Dice of a seed.
    package init(seed: UInt64 = 1) { chance = Mutex(Chance(seed: seed)) }

    /// The next roll.
    package func next(below bound: UInt64) -> UInt64 { chance.withLock { $0.next(below: bound) } }
}
