internal import World

/// Something to be done, in order.
struct LabStep: Sendable, Hashable {
    /// As it follows "cannot": `start host1`.
    let title: String
    let changes: [Change]
    /// Done even when one of the changes failed.
    let always: [Change]
    /// Said to the user before it begins; nil for what takes no time.
    let announcement: String?

    init(_ title: String, _ changes: [Change], always: [Change] = [], announcing: String? = nil) {
        self.title = title
        self.changes = changes
        self.always = always
        announcement = announcing
    }
}

/// What comes next, as the facts are.
enum LabMove: Sendable, Hashable {
    case act([LabStep])
    /// Only time is missing: look again, at most so long.
    case wait(forWhat: String, atMost: Duration)
    case done
}
