/// What earlier cycles did and did not achieve. Kept in memory; a fresh process starts with none of it.
public struct Recent: Sendable, Hashable {
    /// Attempts at steps whose effect has not been seen since.
    public var attempts: [StepID: Attempts] = [:]
    /// Since when a host has given no answer, as far as this run has seen.
    public var silentSince: [HostName: WallTime] = [:]
    /// What the last looks showed of each volume's entries that wait to be healed, the oldest first.
    public var healSamples: [VolumeName: [HealSample]] = [:]
    /// What was mended lately, and what became of it.
    public var repairs: [Repair: RepairRecord] = [:]

    /// Consents on which this run has acted, and when the effect was seen. Other runs know nothing of it.
    public var usedConsents: [UsedConsent: WallTime] = [:]

    /// Nothing was tried.
    public init() {}

    /// How many entries one look showed.
    public struct HealSample: Sendable, Hashable {
        /// When the hosts were asked.
        public let at: WallTime
        /// Entries that count; nil where a brick did not tell.
        public let entries: Int?

        /// A sample.
        public init(at: WallTime, entries: Int?) {
            self.at = at
            self.entries = entries
        }
    }

    /// A consent and the resource whose annotation it is.
    public struct UsedConsent: Sendable, Hashable {
        private let resource: ResourceID
        private let text: String

        /// A consent of a resource.
        public init(_ resource: ResourceID, _ consent: Consent) {
            self.resource = resource
            text = "\(consent)"
        }
    }

    /// Attempts at one step.
    public struct Attempts: Sendable, Hashable {
        /// How often it was tried in vain.
        public var count: Int
        /// What the last attempt said.
        public var words: String
        /// Not before then again.
        public var notBefore: WallTime
        /// Since when another transaction has held gluster's lock; nil where the last attempt failed otherwise.
        public var lockedSince: WallTime?

        /// Attempts in vain.
        public init(count: Int, words: String, notBefore: WallTime, lockedSince: WallTime? = nil) {
            self.lockedSince = lockedSince
            self.count = count
            self.words = words
            self.notBefore = notBefore
        }
    }
}

/// What became of a step that was taken up.
public enum StepResult: Sendable, Hashable {
    /// Every command ended with 0. Whether the world matches now, the next observation tells.
    case done
    /// A fact had changed since it was planned; nothing was done.
    case refused(Precondition, found: String)
    /// A tool said no, in its own words.
    case failed(command: CommandLine, on: HostName, exitStatus: Int, words: String)
    /// Nothing was done: the host was not reached.
    case notDelivered(HostName, words: String)
    /// Nothing was done: the host obeys a newer hcctl, which has the say from now on.
    case overruled(HostName, by: Term)
    /// It may have been done.
    case undecided(HostName, words: String)
    /// A step before it did not succeed.
    case skipped(after: StepID)
}

extension StepResult: CustomStringConvertible {
    /// One line, with the tool's own words whole.
    public var description: String {
        switch self {
        case .done: "done"
        case .refused(_, let found): "not done: \(found)"
        case .failed(let command, let host, let status, let words):
            "failed on \(host): “\(command)” ended with \(status): \(words)"
        case .notDelivered(let host, let words): "not done: \(host): \(words)"
        case .overruled(let host, let term): "not done: \(host) obeys a newer hcctl (term \(term))"
        case .undecided(let host, let words): "may have been done: \(host): \(words); the next observation tells"
        case .skipped(let step): "not done: step \(step) before it did not succeed"
        }
    }
}
