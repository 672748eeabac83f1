package import ClusterModel

/// One event of a run for programs: an object on one line, with its time and its name first.
package struct RunEventJSON: Sendable {
    private let preview: @Sendable (Action) -> [CommandLine]

    /// `preview` gives the commands of an action.
    package init(preview: @escaping @Sendable (Action) -> [CommandLine]) { self.preview = preview }

    /// `{"time": …, "event": …, …}`.
    package func document(_ event: RunEvent, at time: WallTime) -> JSON {
        let (name, facts) = parts(event)
        return .object([.init("time", .string("\(time)")), .init("event", .string(name))] + facts)
    }

    private func parts(_ event: RunEvent) -> (String, [JSON.Member]) {
        switch event {
        case .observed(let hosts, let silent, let took):
            ("Observed", [.init("hosts", .integer(hosts)), .init("silent", Self.names(silent)), Self.seconds(took)])
        case .planned(let plan):
            (
                "Planned",
                [
                    .init("ready", .array(plan.ready.map(step))), .init("held", .integer(plan.held.count)),
                    .init("unknown", .integer(plan.unknown.count)),
                ]
            )
        case .auditRejected(let words): ("AuditRejected", [.init("objections", .array(words.map(JSON.string)))])
        case .termTaken(let term, let hosts, let isMajority):
            (
                "TermTaken",
                [
                    .init("term", .string("\(term)")), .init("hosts", Self.names(hosts)),
                    .init("isMajority", .bool(isMajority)),
                ]
            )
        case .stepStarted(let step): ("StepStarted", [.init("step", self.step(step))])
        case .stepFinished(let step, let result, let took):
            (
                "StepFinished",
                [.init("step", self.step(step)), Self.seconds(took)]
                    + texts(("result", result.word), ("message", result.sentence))
            )
        case .remembered(let changes): ("Remembered", [.init("changes", .integer(changes.count))])
        case .waiting(let reasons, let unknown, let since):
            (
                "Waiting",
                [
                    .init("since", .string("\(since)")),
                    .init("waitingOn", .array(reasons.map { WaitingJSON.document($0, since: nil) })),
                    .init("unknown", .array(unknown.map(RunJSON.unknown))),
                ]
            )
        }
    }

    private func step(_ step: Step) -> JSON {
        .object(
            texts(
                ("id", "\(step.id)"), ("resource", "\(step.resource)"), ("action", step.action.name),
                ("target", "\(step.action.target)"), ("summary", step.summary), ("risk", step.risk.rawValue))
                + [.init("commands", .array(preview(step.action).map { .array($0.arguments.map(JSON.string)) }))])
    }

    private static func names(_ hosts: [HostName]) -> JSON { .array(hosts.map { .string($0.text) }) }

    private static func seconds(_ duration: Duration) -> JSON.Member { .init("seconds", RunJSON.seconds(duration)) }
}
