/// A person's agreement to one action on one object, valid through the end of one day: the value of the annotation
/// `hcctl.dev/consent`, `<action> <object> <date>`.
package struct Consent: Sendable, Hashable, CustomStringConvertible {
    /// `gluster.setOptions`.
    package let action: String
    /// What it is done to, as the hold that asks for it prints it: `cluster.quorum-type=none`.
    package let object: String
    /// `2026-11-21`: the last day, in UTC.
    package let date: String
    /// When what it allows was done and seen in this run, which uses it up; nil while it may still be acted on.
    package var usedAt: WallTime?

    /// Actions that are held until a person agrees.
    package static let actions = [
        "gluster.resetOption", "gluster.setClusterOption", "gluster.setOptions", "gluster.takeOver",
        "hostedEngine.cleanUp",
        "nfs.removeExport",
    ]

    /// An agreement.
    package init(action: String, object: String, date: String) {
        self.action = action
        self.object = object
        self.date = date
    }

    /// As the annotation has it.
    package var description: String { "\(action) \(object) \(date)" }

    /// Whether it still holds: through the end of its day, UTC. Dates of this form compare as texts.
    package func isValid(at now: WallTime) -> Bool { "\(now)".prefix(10) <= date }

    /// Whether it is for that action and object.
    package func allows(_ action: String, _ object: String) -> Bool { self.action == action && self.object == object }
}
