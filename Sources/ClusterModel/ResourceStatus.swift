/// How a resource stands, on three axes, with the reasons.
public struct ResourceStatus: Sendable, Hashable {
    /// Which one.
    public let resource: ResourceID
    /// Whether what was seen matches the manifest.
    public let sync: Sync
    /// Whether it works, whatever the manifest says.
    public let health: Health
    /// What became of the steps taken for it in this run.
    public let actuation: Actuation
    /// Abnormal ones, and `Ready`.
    public let conditions: [Condition]
    /// A few figures for people.
    public let facts: JSON

    /// A status.
    public init(
        resource: ResourceID, sync: Sync, health: Health, actuation: Actuation, conditions: [Condition], facts: JSON
    ) {
        self.resource = resource
        self.sync = sync
        self.health = health
        self.actuation = actuation
        self.conditions = conditions
        self.facts = facts
    }

    /// Whether what was seen matches the manifest.
    public enum Sync: String, Sendable, Hashable {
        case synced = "Synced", outOfSync = "OutOfSync", unknown = "Unknown"
    }
    /// Whether it works.
    public enum Health: String, Sendable, Hashable {
        case healthy = "Healthy"
        case degraded = "Degraded"
        case failed = "Failed"
        case unknown = "Unknown"
    }
    /// What became of the steps.
    public enum Actuation: String, Sendable, Hashable {
        case pending = "Pending"
        case succeeded = "Succeeded"
        case skipped = "Skipped"
        case failed = "Failed"
    }

    /// One condition with its reason.
    public struct Condition: Sendable, Hashable {
        /// Its type.
        public let type: Kind
        /// Whether it holds.
        public let status: Bool
        /// One word.
        public let reason: String
        /// One sentence.
        public let message: String
        /// When it was seen first in this run.
        public let since: WallTime

        /// A condition.
        public init(_ type: Kind, _ status: Bool, reason: String, message: String, since: WallTime) {
            self.type = type
            self.status = status
            self.reason = reason
            self.message = message
            self.since = since
        }

        /// The types, the same for every kind.
        public enum Kind: String, Sendable, Hashable {
            case ready = "Ready"
            case reconciling = "Reconciling"
            case stalled = "Stalled"
            case held = "Held"
        }
    }
}
