/// One thing to do, decided to the last argument.
package struct Step: Sendable, Hashable, Identifiable {
    /// The same in every run for the same resource and action.
    package let id: StepKey
    /// The resource whose difference it mends.
    package let resource: ResourceID
    /// What is done.
    package let action: Action
    /// Steps that must have succeeded before.
    package let after: [StepKey]
    /// Facts to be read again just before acting.
    package let preconditions: [Precondition]
    /// What the next observation must show.
    package let postcondition: Postcondition
    /// What can be lost.
    package let risk: Risk
    /// What is touched.
    package let scope: Scope
    /// Why: for people, never matched on.
    package let differences: [Difference]
    /// What a person has agreed to, without which it would be held.
    package let consents: [Consent]

    /// A step. `subject` is the action's own unless the stage takes the same action for several objects of a resource.
    package init(
        resource: ResourceID, action: Action, after: [StepKey] = [], preconditions: [Precondition] = [],
        postcondition: Postcondition, risk: Risk, scope: Scope, differences: [Difference], consents: [Consent] = [],
        subject: String? = nil
    ) {
        id = StepKey(resource: resource, action: action, subject: subject)
        self.resource = resource
        self.action = action
        self.after = after
        self.preconditions = preconditions
        self.postcondition = postcondition
        self.risk = risk
        self.scope = scope
        self.differences = differences
        self.consents = consents
    }
}

/// What a step can cost. Destructive is what can lose data that exists; disruptive is asked for.
package enum Risk: String, Sendable, Hashable, CaseIterable { case benign, disruptive, destructive }

/// What a step touches.
package enum Scope: Sendable, Hashable {
    case host(HostName)
    case volume(VolumeName)
    case cluster
}

/// One field that differs: printed and counted, never matched on to decide.
package struct Difference: Sendable, Hashable, Codable {
    /// Path of the field: `spec.options[network.ping-timeout]`.
    package let field: String
    /// What the manifest says; nil is nothing.
    package let desired: String?
    /// What was seen; nil is nothing.
    package let observed: String?
    /// Where the desired value comes from.
    package let rule: Rule
    /// The host on which it differs, where the resource is on several.
    package let host: HostName?

    /// A difference.
    package init(_ field: String, desired: String?, observed: String?, rule: Rule, on host: HostName? = nil) {
        self.host = host
        self.field = field
        self.desired = desired
        self.observed = observed
        self.rule = rule
    }

    /// Where a desired value comes from.
    package enum Rule: String, Sendable, Hashable, CaseIterable, Codable {
        /// The field stands in the manifest.
        case explicit
        /// From the option group.
        case group
        /// Left out, and enforced by default.
        case `default`
        /// Follows from being part of the cluster.
        case cluster
    }
}
