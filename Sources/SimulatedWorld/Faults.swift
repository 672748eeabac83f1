/// What can go wrong. The first ones strike calls, at the rates given; those of hosts come by a `Hand` or follow from
/// one, and are only counted.
package enum Fault: String, Sendable, Hashable, CaseIterable {
    /// A change is not delivered; nothing ran.
    case changeNotDelivered
    /// The connection is lost before the change begins: undecided, and nothing ran.
    case changeLostBefore
    /// The change takes effect, then the connection is lost: undecided.
    case changeLostAfter
    /// The program is killed on its host before its effect.
    case programKilled
    /// The program hangs: killed at its limit, or left alone and done much later.
    case programHangs
    /// An observation is not delivered.
    case observationNotDelivered
    /// The connection is lost in the middle of an observation.
    case observationLost
    /// One query of an observation takes too long.
    case queryHangs
    /// Our own process ends before it sends a change.
    case killedBefore
    /// Our own process ends while a change runs.
    case killedInside
    case hostUnreachable
    case powerCut
    case glusterdDead
    /// A peer died and others still call it connected.
    case peerStillConnected
    /// Another hcctl acts at the same time.
    case secondCaller
}

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
