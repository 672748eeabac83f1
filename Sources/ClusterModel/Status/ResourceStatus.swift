/// How a resource stands, on three axes, with the reasons.
package struct ResourceStatus: Sendable, Hashable {
    /// Which one.
    package let resource: ResourceID
    /// Whether what was seen matches the manifest.
    package let sync: Sync
    /// Whether it works, whatever the manifest says.
    package let health: Health
    /// What became of the steps taken for it in this run.
    package let actuation: Actuation
    /// Abnormal ones, and `Ready`.
    package let conditions: [Condition]
    /// A few figures for people.
    package let facts: JSON

    /// A status.
    package init(
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
    package enum Sync: String, Sendable, Hashable {
        case synced = "Synced", outOfSync = "OutOfSync", unknown = "Unknown"
    }
    /// Whether it works.
    package enum Health: String, Sendable, Hashable {
        case healthy = "Healthy"
        case degraded = "Degraded"
        case failed = "Failed"
        case unknown = "Unknown"
    }
    /// What became of the steps.
    package enum Actuation: String, Sendable, Hashable {
        case pending = "Pending"
        case succeeded = "Succeeded"
        case skipped = "Skipped"
        case failed = "Failed"
    }

    /// One condition with its cause.
    package struct Condition: Sendable, Hashable {
        /// Its type.
        package let type: Kind
        /// Whether it holds.
        package let status: Bool
        /// Why.
        package let cause: Cause
        /// When it was seen first in this run.
        package let since: WallTime

        /// A condition.
        package init(_ type: Kind, _ status: Bool, _ cause: Cause, since: WallTime) {
            self.type = type
            self.status = status
            self.cause = cause
            self.since = since
        }

        /// The types, the same for every kind.
        package enum Kind: String, Sendable, Hashable {
            case ready = "Ready"
            case reconciling = "Reconciling"
            case stalled = "Stalled"
            case held = "Held"
        }

        /// Why a condition holds or does not.
        package enum Cause: Sendable, Hashable {
            case asDeclared
            /// The other conditions say what is not.
            case notAsDeclared
            case stepsReady(Int, first: Action)
            case waiting(WaitingOn)
            case fighting(RecurringDrift)
        }
    }
}
