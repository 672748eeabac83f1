/// What earlier cycles did and did not achieve. Kept in memory; a fresh process starts with none of it.
package struct History: Sendable, Hashable {
    /// Attempts at steps whose effect has not been seen since.
    package var attempts: [StepID: Attempts] = [:]
    /// Since when a host has given no answer, as far as this run has seen.
    package var unreachableSince: [HostName: WallTime] = [:]
    /// What the last looks showed of each volume's entries that wait to be healed, the oldest first.
    package var healSamples: [VolumeName: [HealSample]] = [:]
    /// What was mended lately, and what became of it.
    package var repairs: [Repair: RepairRecord] = [:]

    /// Consents on which this run has acted, and when the effect was seen. Other runs know nothing of it.
    package var usedConsents: [UsedConsent: WallTime] = [:]

    /// Nothing was tried.
    package init() {}

    /// How many entries one look showed.
    package struct HealSample: Sendable, Hashable {
        /// When the hosts were asked.
        package let at: WallTime
        /// Entries that count; nil where a brick did not tell.
        package let entries: Int?

        /// A sample.
        package init(at: WallTime, entries: Int?) {
            self.at = at
            self.entries = entries
        }
    }

    /// A consent and the resource whose annotation it is.
    package struct UsedConsent: Sendable, Hashable {
        private let resource: ResourceID
        private let text: String

        /// A consent of a resource.
        package init(_ resource: ResourceID, _ consent: Consent) {
            self.resource = resource
            text = "\(consent)"
        }
    }

    /// Attempts at one step.
    package struct Attempts: Sendable, Hashable {
        /// How often it was tried without effect.
        package var count: Int
        /// How the last attempt ended.
        package var last: StepResult
        /// Not before then again.
        package var notBefore: WallTime
        /// Since when another transaction has held gluster's lock; nil where the last attempt failed otherwise.
        package var lockedSince: WallTime?

        /// Attempts without effect.
        package init(count: Int, last: StepResult, notBefore: WallTime, lockedSince: WallTime? = nil) {
            self.lockedSince = lockedSince
            self.count = count
            self.last = last
            self.notBefore = notBefore
        }
    }
}

/// What became of a step that was taken up.
package enum StepResult: Sendable, Hashable {
    /// Every command ended with 0. Whether the world matches now, the next observation tells.
    case done
    /// A fact had changed since it was planned; nothing was done.
    case refused(Precondition, found: String)
    /// A tool said no, in its own words.
    case failed(command: CommandLine, on: HostName, exitStatus: Int, words: String)
    /// Nothing was done: the host was not reached.
    case notRun(HostName, words: String)
    /// Nothing was done: the host obeys a newer hcctl, which has the say from now on.
    case staleTerm(HostName, current: Term)
    /// It may have been done.
    case indeterminate(HostName, words: String)
    /// A step before it did not succeed.
    case skipped(after: StepID)
}

extension StepResult {
    /// What the tool or the way to the host said; empty of what went well.
    package var words: String {
        switch self {
        case .done, .staleTerm, .skipped: ""
        case .refused(_, let found): found
        case .failed(_, _, _, let words), .notRun(_, let words), .indeterminate(_, let words): words
        }
    }
}
