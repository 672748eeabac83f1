/// Who may act: each leader and each one-shot command takes the next one. A host obeys the highest it has seen.
package struct Term: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Counts up from 1; 0 is what a host holds that was never addressed.
    package let number: UInt64

    /// A term.
    package init(_ number: UInt64) { self.number = number }

    /// The lowest term that outranks this one; the last one of all is its own successor, and no host accepts it twice.
    package var next: Term { Term(number == .max ? .max : number + 1) }

    /// The number.
    package var description: String { "\(number)" }

    /// Older is less.
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
