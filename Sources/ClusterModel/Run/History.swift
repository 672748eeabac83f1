/// What earlier cycles did and did not achieve: the fold of `HistoryChange`s. Apply begins with none of it.
package struct History: Sendable, Hashable {
    /// Attempts at steps whose effect has not been seen since.
    package var attempts: [StepKey: Attempts] = [:]
    /// Since when a host has given no answer, as far as this run has seen.
    package var unreachableSince: [HostName: Moment] = [:]
    /// Since when a member of the pool has reported a host as on its way in or out, as far as this run has seen.
    package var joiningSince: [HostName: Moment] = [:]
    /// What the last looks showed of each volume's entries that wait to be healed, the oldest first.
    package var healSamples: [VolumeName: [HealSample]] = [:]
    /// What was mended lately, and what became of it.
    package var repairs: [Repair: RepairRecord] = [:]
    /// Since when, and in how many looks, an NFS server has hung.
    package var nfsHangs: [HostName: Hang] = [:]

    /// Consents on which this run or an earlier one has acted, and when the effect was seen.
    package var usedConsents: [UsedConsent: WallTime] = [:]

    /// Nothing was tried.
    package init() {}

    /// Looks in a row in which something gave no answer.
    package struct Hang: Sendable, Hashable {
        package let since: Moment
        package let samples: Int

        /// Looks.
        package init(since: Moment, samples: Int) {
            self.since = since
            self.samples = samples
        }
    }

    /// How many entries one look showed.
    package struct HealSample: Sendable, Hashable {
        /// When the hosts were asked.
        package let at: Moment
        /// Entries that count; nil where a brick did not tell.
        package let entries: Int?

        /// A sample.
        package init(at: Moment, entries: Int?) {
            self.at = at
            self.entries = entries
        }
    }

    /// A consent and the resource whose annotation it is.
    package struct UsedConsent: Sendable, Hashable, Codable {
        package let resource: ResourceID
        private let text: String

        /// A consent of a resource.
        package init(_ resource: ResourceID, _ consent: Consent) {
            self.resource = resource
            text = "\(consent)"
        }

        /// For an order that is the same in every process.
        var name: String { "\(resource) \(text)" }
    }

    /// Attempts at one step.
    package struct Attempts: Sendable, Hashable, Codable {
        /// How many attempts may have had an effect, while none was observed.
        package var count: Int
        /// How the last attempt ended.
        package var last: StepResult
        /// Not before then again.
        package var notBefore: Moment
        /// What kept the last attempt from running; nil where it failed otherwise.
        package var blockage: Blockage?

        /// Attempts at a step.
        package init(count: Int, last: StepResult, notBefore: Moment, blockage: Blockage? = nil) {
            self.blockage = blockage
            self.count = count
            self.last = last
            self.notBefore = notBefore
        }

        /// What another command holds, so that a step cannot run.
        package enum Blockage: Sendable, Hashable, Codable {
            /// Gluster's lock, by another transaction.
            case transaction(since: Moment)
            /// The host's fence, by a command of an earlier run.
            case fenceBusy
        }
    }
}

/// What became of a step that was taken up.
package enum StepResult: Sendable, Hashable, Codable {
    /// Every command ended with 0. Whether the world matches now, the next observation tells.
    case done
    /// A fact had changed since it was planned; nothing was done.
    case refused(Precondition, found: String)
    /// A tool said no, in its own words.
    case failed(command: CommandLine, on: Target, exitStatus: Int, words: String)
    /// Nothing was done: the target was not reached.
    case notRun(Target, words: String)
    /// Nothing was done: a command of an earlier run still holds the host's fence.
    case fenceHeld(HostName)
    /// Nothing was done: the host obeys a newer hcctl, which has the say from now on.
    case staleTerm(HostName, current: Term)
    /// It may have been done.
    case indeterminate(Target, words: String)
    /// A step before it did not succeed.
    case skipped(after: StepKey)
}

extension StepResult {
    /// Whether a command may have changed something. gluster also reports a failure where one member did not follow
    /// after the others did.
    package var mayHaveHadEffect: Bool {
        switch self {
        case .done, .failed, .indeterminate: true
        case .refused, .notRun, .fenceHeld, .staleTerm, .skipped: false
        }
    }
}

extension StepResult {
    /// What the tool or the way to the host said; empty of what went well.
    package var words: String {
        switch self {
        case .done, .fenceHeld, .staleTerm, .skipped: ""
        case .refused(_, let found): found
        case .failed(_, _, _, let words), .notRun(_, let words), .indeterminate(_, let words): words
        }
    }
}
