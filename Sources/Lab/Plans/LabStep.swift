internal import World

/// Changes of the lab that are performed in order.
struct LabStep: Sendable, Hashable {
    /// Follows “cannot” in a problem: `start host1`.
    let title: String
    let changes: LabCommands.Changes
    /// Performed also after one of the changes failed.
    let always: LabCommands.Changes
    /// Printed before the step begins; nil for a step that takes no time.
    let announcement: String?
    /// Whether a failure may be caused by processes or devices that are still in use: then the step is repeated for a while
    /// and fails only afterwards.
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
