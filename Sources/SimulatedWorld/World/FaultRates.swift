/// How often each fault strikes, in calls of 10,000.
package struct FaultRates: Sendable, Hashable {
    /// What rates are out of.
    static let calls: UInt64 = 10_000
    private var rates: [Fault: UInt64]

    /// Never.
    package static let none = FaultRates([:])

    /// As given; what is left out never strikes.
    package init(_ rates: [Fault: UInt64]) { self.rates = rates }

    /// Of 10,000 calls.
    package subscript(fault: Fault) -> UInt64 {
        get { rates[fault] ?? 0 }
        set { rates[fault] = newValue }
    }
}
