/// What a probe learned about one fact. Unknown is not absent: there is no default to fall back on.
package enum Reading<Value: Sendable & Hashable>: Sendable, Hashable {
    case known(Value)
    case absent
    case unknown(UnknownReason)
}

/// Why a fact could not be read. An error so that readers of replies can throw it; it ends in a `Reading`.
package enum UnknownReason: Error, Sendable, Hashable {
    /// The host did not answer, or turned us away: `detail` is what ssh said.
    case hostUnreachable(HostName, detail: String)
    /// A reading command ended with an error; `words` is all it said.
    case refused(command: String, exitStatus: Int, words: String)
    /// Nobody was asked, because the daemon that would answer does not run.
    case inactive(command: String, unit: String)
    case timeLimitPassed(command: String, Duration)
    /// `limit` in bytes.
    case outputTooLong(command: String, limit: Int)
    /// The tool answered something this version does not understand.
    case unreadable(command: String, why: String, excerpt: String)
    case notAsked
    /// The tool answered and its answer says nothing about the fact.
    case notReported
}

extension Reading {
    /// The same knowledge about something made from the value.
    package func map<Other>(_ transform: (Value) -> Other) -> Reading<Other> {
        switch self {
        case .known(let value): .known(transform(value))
        case .absent: .absent
        case .unknown(let why): .unknown(why)
        }
    }
}

/// A set of facts and the moment at which they were asked for: one moment per round trip, not per fact.
package struct Observed<Facts: Sendable & Hashable>: Sendable, Hashable {
    /// What was seen.
    package let facts: Facts
    /// When the question was sent.
    package let observedAt: Moment

    /// Facts of one moment.
    package init(_ facts: Facts, at observedAt: Moment) {
        self.facts = facts
        self.observedAt = observedAt
    }
}

extension UnknownReason {
    /// A word for JSON and for matching by people.
    package var reason: String {
        switch self {
        case .hostUnreachable: "HostUnreachable"
        case .refused: "CommandRefused"
        case .inactive: "ServiceInactive"
        case .timeLimitPassed: "TimeLimitPassed"
        case .outputTooLong: "OutputTooLong"
        case .unreadable: "Unreadable"
        case .notAsked: "NotAsked"
        case .notReported: "NotReported"
        }
    }

    /// The host that gives no answer at all, if that is the reason.
    package var unreachableHost: HostName? {
        if case .hostUnreachable(let host, _) = self { host } else { nil }
    }

    /// What the tool or ssh printed; empty where it printed nothing.
    package var words: String {
        switch self {
        case .hostUnreachable(_, let detail): detail
        case .refused(_, _, let words): words
        case .unreadable(_, _, let excerpt): excerpt
        case .inactive, .timeLimitPassed, .outputTooLong, .notAsked, .notReported: ""
        }
    }
}
