internal import World

/// Something to be done, in order.
struct LabStep: Sendable, Hashable {
    /// As it follows "cannot": `start host1`.
    let title: String
    let changes: LabCommands.Changes
    /// Done even when one of the changes failed.
    let always: LabCommands.Changes
    /// Said to the user before it begins; nil for what takes no time.
    let announcement: String?
    /// Whether a failure may only mean that processes or devices have not let go yet: then it is tried again for a
    /// while, and counts once that is over.
    let isRetried: Bool

    init(
        _ title: String, _ changes: LabCommands.Changes, always: LabCommands.Changes = [], announcing: String? = nil,
        isRetried: Bool = false
    ) {
        self.title = title
        self.changes = changes
        self.always = always
        announcement = announcing
        self.isRetried = isRetried
    }
}
