/// An action that a script schedules for the time of the next command.
struct ScheduledAction: Sendable {
    /// Its line in the script.
    let line: Int
    let trigger: Statement.Trigger
    let effect: Statement.Effect
    /// As the script says it.
    let words: String

    /// What the transcript says when it is done; a repeated action is announced once.
    var announcement: String {
        switch trigger {
        case .every: "\(words) (for the first time)"
        case .after, .stepStarts: words
        }
    }
}
