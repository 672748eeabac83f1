package import ClusterModel

/// One event as the journal keeps it.
package struct JournalRecord: Sendable, Hashable {
    /// Its number, from 1; 0 before it was recorded.
    package var id: Int64 = 0
    package let at: WallTime
    /// The severity of syslog(3), 0…7.
    package let level: Int
    /// `StepFinished`.
    package let event: String
    package let text: String
    /// The event as one JSON object on one line.
    package let json: String

    package init(at: WallTime, level: Int, event: String, text: String, json: String) {
        self.at = at
        self.level = level
        self.event = event
        self.text = text
        self.json = json
    }
}

/// One run: an apply from begin to end, or of a controller all from the first step to the next state.
package struct JournalRun: Sendable, Hashable {
    package let id: Int64
    /// `apply` or `controller`.
    package let command: String
    package let cluster: String
    package let began: WallTime
    /// Nil of a run that was killed, or goes on.
    package let ended: WallTime?
    /// The word of a verdict.
    package let verdict: String?
    package let steps: Int
}
