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

/// How many entries of a volume waited to be healed.
package struct BacklogSample: Sendable, Hashable {
    package let at: WallTime
    package let volume: String
    package let backlog: Int

    package init(at: WallTime, volume: String, backlog: Int) {
        self.at = at
        self.volume = volume
        self.backlog = backlog
    }

    package var document: JSON {
        ["at": .string("\(at)"), "volume": .string(volume), "healBacklog": .integer(backlog)]
    }
}

/// One run: an apply from begin to end, or of a controller all from the first step to the next state.
package struct JournalRun: Sendable, Hashable {
    package internal(set) var id: Int64
    /// `apply` or `controller`.
    package let command: String
    package let cluster: String
    package let began: WallTime
    /// Nil of a run that was killed, or goes on.
    package internal(set) var ended: WallTime?
    /// The word of a verdict.
    package internal(set) var verdict: String?
    package internal(set) var steps = 0

    package var document: JSON {
        [
            "run": .integer(Int(id)), "command": .string(command), "cluster": .string(cluster),
            "began": .string("\(began)"), "ended": JSON(ended.map { "\($0)" }), "steps": .integer(steps),
            "verdict": JSON(verdict),
        ]
    }
}

extension [JournalRun] {
    /// The document of `hcctl history -o json` and of the API.
    package var document: JSON { ["formatVersion": 1, "runs": .array(map(\.document))] }
}
