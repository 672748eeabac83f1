/// Who may act: each leader and each one-shot command takes the next one. A host obeys the highest it has seen.
public struct Term: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Counts up from 1; 0 is what a host holds that was never addressed.
    public let number: UInt64

    /// A term.
    public init(_ number: UInt64) { self.number = number }

    /// The lowest term that outranks this one; the last one of all is its own successor, and no host accepts it twice.
    public var next: Term { Term(number == .max ? .max : number + 1) }

    /// The number.
    public var description: String { "\(number)" }

    /// Older is less.
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
