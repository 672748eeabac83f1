/// Identifies a step across cycles and runs: which resource, which action, and what the action is done to.
///
/// The host that sends a command, a digest that is expected and the text that is written are not part of it: they change
/// while the step stays the same. What was tried, agreed to and declined is remembered under this key.
package struct StepKey: Sendable, Hashable, Codable {
    /// Whose difference is repaired.
    package let resource: ResourceID
    /// `technology.verb`, as `Action.name`.
    package let action: String
    /// A device, path, unit, option key, peer, brick or volume: see `Action.subject`.
    package let subject: String

    /// The key of these three parts.
    package init(resource: ResourceID, action: String, subject: String) {
        self.resource = resource
        self.action = action
        self.subject = subject
    }

    /// The key of what is done to a resource; the subject is the action's own unless another one is given.
    package init(resource: ResourceID, action: Action, subject: String? = nil) {
        self.init(resource: resource, action: action.name, subject: subject ?? action.subject)
    }

    /// All three parts; two keys are the same exactly if their texts are.
    package var text: String { "\(resource) \(action) \(subject)" }
}

extension StepKey: Comparable {
    /// By text.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension StepKey: CustomStringConvertible {
    /// The id shown in JSON: FNV-1a (64 bits) over the text, in sixteen hex digits.
    package var description: String { FNV1a.hex(text.utf8) }
}
