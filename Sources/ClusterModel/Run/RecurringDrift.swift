/// What a step mends: one field of one resource that goes from the value seen to the one declared. The same field with
/// another value seen is another repair.
package struct Repair: Sendable, Hashable, Codable {
    /// The resource.
    package let resource: ResourceID
    /// What differed.
    package let difference: Difference

    /// A repair.
    package init(_ resource: ResourceID, _ difference: Difference) {
        self.resource = resource
        self.difference = difference
    }
}

extension Repair {
    /// For an order that is the same in every process.
    package var name: String {
        "\(resource) \(difference.field) \(difference.host?.text ?? "") \(difference.observed ?? "")"
    }
}

/// What became of a repair, however often it was made.
package struct RepairRecord: Sendable, Hashable, Codable {
    /// What shows that it holds.
    package var postcondition: Postcondition
    /// Where the host keeps what tells who undoes it.
    package var evidenceHint: String
    /// Whether it may end without anybody's doing, as what runs does.
    package var canFailOnItsOwn = false
    /// When it was made last.
    package var last: Moment
    /// Since when it is seen to be as declared, whoever did it; nil until that was seen, and once it has come back.
    package var holdsSince: Moment?
    /// It has come back, and was not made again since: what comes back then is no repair undone.
    package var isUndone = false
    /// How often it came back lately, the oldest first; not counted any more once it is a fight.
    package var returns: [Return] = []
    /// Since when it is fought over, and how often it came back in that time.
    package var fight: Count?

    /// A repair that was made and has not been seen to hold yet.
    package init(postcondition: Postcondition, evidenceHint: String, last: Moment) {
        self.postcondition = postcondition
        self.evidenceHint = evidenceHint
        self.last = last
    }

    /// Once that it came back, after it was seen to hold.
    package struct Return: Sendable, Hashable, Codable {
        /// When it was seen.
        package let at: Moment
        /// So long after it was repaired.
        package let after: Duration

        /// A return.
        package init(at: Moment, after: Duration) {
            self.at = at
            self.after = after
        }
    }

    /// How often it came back in a fight.
    package struct Count: Sendable, Hashable, Codable {
        /// When it came back the first time.
        package var since: Moment
        /// How often.
        package var times: Int
        /// The longest time that a repair lasted.
        package var longest: Duration

        /// A count.
        package init(since: Moment, times: Int, longest: Duration) {
            self.since = since
            self.times = times
            self.longest = longest
        }
    }
}

/// A field that goes back to the same value time and again, each time after it was seen to be as declared.
package struct RecurringDrift: Sendable, Hashable {
    /// The field, and the value that comes back.
    package let repair: Repair
    /// How often, since when, and how long a repair lasted.
    package let count: RepairRecord.Count
    /// Where the host keeps what tells who undoes it.
    package let evidenceHint: String
    /// Whether it may end without anybody's doing, as what runs does.
    package let canFailOnItsOwn: Bool
    /// It is not mended again before then, as long as the run lasts.
    package let until: Moment

    /// A fight over what was repaired, and how often it came back.
    package init(_ repair: Repair, _ record: RepairRecord, _ count: RepairRecord.Count, until: Moment) {
        self.repair = repair
        self.count = count
        evidenceHint = record.evidenceHint
        canFailOnItsOwn = record.canFailOnItsOwn
        self.until = until
    }
}
