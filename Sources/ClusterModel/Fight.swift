/// What a step mends: one field of one resource that goes from the value seen to the one declared. The same field with
/// another value seen is another repair.
public struct Repair: Sendable, Hashable {
    /// The resource.
    public let resource: ResourceID
    /// What differed.
    public let difference: Difference

    /// A repair.
    public init(_ resource: ResourceID, _ difference: Difference) {
        self.resource = resource
        self.difference = difference
    }
}

/// What became of a repair, however often it was made.
public struct RepairRecord: Sendable, Hashable {
    /// What shows that it holds.
    public var proof: Postcondition
    /// Where the host keeps what tells who undoes it.
    public var trace: String
    /// Whether it may end without anybody's doing, as what runs does.
    public var mayFail = false
    /// When it was made last.
    public var last: WallTime
    /// Since when it is seen to be as declared, whoever did it; nil until that was seen, and once it has come back.
    public var holdsSince: WallTime?
    /// It has come back, and was not made again since: what comes back then is no repair undone.
    public var isUndone = false
    /// How often it came back lately, the oldest first; not counted any more once it is a fight.
    public var returns: [Return] = []
    /// Since when it is fought over, and how often it came back in that time.
    public var fight: Count?

    /// A repair that was made and has not been seen to hold yet.
    public init(proof: Postcondition, trace: String, last: WallTime) {
        self.proof = proof
        self.trace = trace
        self.last = last
    }

    /// Once that it came back, after it was seen to hold.
    public struct Return: Sendable, Hashable {
        /// When it was seen.
        public let at: WallTime
        /// So long after it was repaired.
        public let after: Duration

        /// A return.
        public init(at: WallTime, after: Duration) {
            self.at = at
            self.after = after
        }
    }

    /// How often it came back in a fight.
    public struct Count: Sendable, Hashable {
        /// When it came back the first time.
        public var since: WallTime
        /// How often.
        public var times: Int
        /// The longest time that a repair lasted.
        public var longest: Duration

        /// A count.
        public init(since: WallTime, times: Int, longest: Duration) {
            self.since = since
            self.times = times
            self.longest = longest
        }
    }
}

/// A field that goes back to the same value time and again, each time after it was seen to be as declared.
public struct Fight: Sendable, Hashable {
    /// The field, and the value that comes back.
    public let repair: Repair
    /// How often, since when, and how long a repair lasted.
    public let count: RepairRecord.Count
    /// Where the host keeps what tells who undoes it.
    public let trace: String
    /// Whether it may end without anybody's doing, as what runs does.
    public let mayFail: Bool
    /// It is not mended again before then, as long as the run lasts.
    public let until: WallTime

    /// A fight over what was repaired, and how often it came back.
    public init(_ repair: Repair, _ record: RepairRecord, _ count: RepairRecord.Count, until: WallTime) {
        self.repair = repair
        self.count = count
        trace = record.trace
        mayFail = record.mayFail
        self.until = until
    }
}

extension Fight: CustomStringConvertible {
    /// One sentence: what comes back, how often, and who could tell.
    public var description: String {
        let field = repair.difference.field + (repair.difference.host.map { " on \($0)" } ?? "")
        let value = repair.difference.observed.map { "“\($0)”" } ?? "nothing"
        return "\(field) went back to \(value), \(count.times) times since \(count.since), at most "
            + "\(count.longest.tenths) s after each repair: \(cause); see \(trace)"
    }

    private var cause: String {
        mayFail ? "it fails by itself, or something ends it" : "something else changes it back"
    }
}
