package import ClusterModel

/// One event of a controller as one line of a log.
package struct LogLine: Sendable, Hashable {
    /// By the severities of syslog(3), the numbers of its priorities.
    package enum Level: Int, Sendable, Comparable, CaseIterable {
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
        case debug = 7

        /// More severe is less.
        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

        package var word: String {
            switch self {
            case .error: "error"
            case .warning: "warning"
            case .notice: "notice"
            case .info: "info"
            case .debug: "debug"
            }
        }
    }

    package let level: Level
    /// A word for filters: `StepFinished`.
    package let event: String
    package let text: String
    /// Further members of the JSON form.
    package let facts: [JSON.Member]

    package init(_ level: Level, _ event: String, _ text: String, _ facts: [JSON.Member] = []) {
        self.level = level
        self.event = event
        self.text = TerminalText.safe(text)
        self.facts = facts
    }

    /// `2026-11-28T10:41:06Z warning StepFinished: …`; for journald, which has its own time, `<4>StepFinished: …`
    /// (sd-daemon(3)).
    package func text(at time: WallTime, forJournal: Bool) -> String {
        forJournal ? "<\(level.rawValue)>\(event): \(text)" : "\(time) \(level.word) \(event): \(text)"
    }

    /// With milliseconds: `2026-11-28T10:41:06.042Z`.
    private static func precise(_ time: WallTime) -> String {
        let rest = String(time.sinceEpoch.milliseconds % 1000)
        return "\(time)".dropLast() + "." + String(repeating: "0", count: 3 - rest.count) + rest + "Z"
    }

    /// One JSON object in one line.
    package func json(at time: WallTime) -> String {
        JSON.object(
            [
                .init("time", .string(Self.precise(time))), .init("level", .string(level.word)),
                .init("event", .string(event)), .init("message", .string(text)),
            ] + facts
        ).compact
    }
}
