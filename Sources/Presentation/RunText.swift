package import ClusterModel

/// A run as text: its progress, line by line, and its end.
package struct RunText: Sendable {
    private let style: Style
    private let preview: @Sendable (Action) -> [CommandLine]

    /// Text of a run; `preview` tells the commands of an action.
    package init(style: Style = .plain, preview: @escaping @Sendable (Action) -> [CommandLine]) {
        self.style = style
        self.preview = preview
    }

    /// What an event says, with the time since the run began; a tool's further lines stand below its first.
    package func progress(_ event: RunEvent, elapsed: Duration) -> [String] {
        let time = elapsed.tenths
        let head = String(repeating: " ", count: max(0, 6 - time.count)) + "\(time) s  "
        return words(event).flatMap { Terminal.wrapped(head, $0) }.map { painted($0, event) }
    }

    private func painted(_ line: String, _ event: RunEvent) -> String {
        switch event {
        case .stepFinished(_, .done, _): style.good(line)
        case .stepFinished: style.bad(line)
        case .observed(_, let silent, _) where !silent.isEmpty: style.bad(line)
        case .auditRejected: style.bad(line)
        case .waiting: style.changed(line)
        case .observed, .planned, .termTaken, .stepStarted: line
        }
    }

    private func words(_ event: RunEvent) -> [String] {
        switch event {
        case .observed(let hosts, let silent, let took):
            [
                "\(hosts - silent.count) of \(hosts) hosts seen in \(took.tenths) s"
                    + (silent.isEmpty ? "" : "; no answer from \(Self.list(silent))")
            ]
        case .planned(let plan):
            [
                "\(Self.count(plan.ready.count, "step")) ready, \(plan.held.count) held"
                    + (plan.running.isEmpty ? "" : ", \(plan.running.count) running")
            ]
        case .auditRejected(let words): words.map { "! internal error: the safety audit rejects a step: \($0)" }
        case .termTaken(let term, let hosts, let isMajority):
            ["term \(term) taken on \(Self.list(hosts))" + (isMajority ? "" : Self.noMajority)]
        case .stepStarted(let step): ["> \(title(step))"]
        case .stepFinished(let step, let result, let took): [finished(step, result, took)]
        case .waiting(let reasons, let unknown, let since): waiting(reasons, unknown, since: since)
        }
    }

    private static let noMajority =
        "; of two hosts that is not more than half: make sure that no other hcctl acts on the other one"

    private func title(_ step: Step) -> String {
        let commands = preview(step.action).map(\.description).joined(separator: "; ")
        return "\(step.resource) \(step.action.name) on \(step.action.host): \(commands)"
    }

    private func finished(_ step: Step, _ result: StepResult, _ took: Duration) -> String {
        let name = "\(step.resource) \(step.action.name)"
        return result == .done
            ? "+ \(name) done in \(took.tenths) s" : "x \(name) \(result)"
    }

    /// Each reason with the time since when this run has waited, and what ends it.
    private func waiting(_ reasons: [WaitingOn], _ unknown: [UnknownFact], since: WallTime) -> [String] {
        let roots = reasons.filter { if case .step = $0 { false } else { true } }
        let words =
            roots.map { "\($0)\(Self.pause($0)) (\(Self.resolution($0.resolution)))" }
            + unknown.map { "\($0.why) (\(Self.resolution(.hostRecovery)))" }
        return words.reduce(into: []) { lines, word in
            let line = "… waiting since \("\(since)".dropFirst(11)): \(word)"
            if !lines.contains(line) { lines.append(line) }
        }
    }

    /// When a fight goes on: only while the run lasts, which mends at its pace.
    private static func pause(_ reason: WaitingOn) -> String {
        guard case .fighting(let fight) = reason else { return "" }
        return "; it is not mended again before \("\(fight.until)".dropFirst(11))"
    }

    private static func resolution(_ resolution: WaitingOn.Resolution) -> String {
        switch resolution {
        case .automatic: "ends by itself"
        case .hostRecovery: "ends when the host is back"
        case .operatorAction: "needs a person"
        }
    }

    /// The last lines: what was done, what was waited for, how each resource stands, and the verdict.
    package func end(_ report: RunReport, doing: Bool) -> [String] {
        var lines = statuses(report)
        if doing {
            lines += stages(report).map { "stage \($0.name): \(Self.count($0.steps, "step")), \($0.took.tenths) s" }
            lines += report.waits.sorted { $0.key < $1.key }.map { "waited for \($0.key): \($0.value.tenths) s" }
            if !report.plan.recurringDrifts.isEmpty { lines.append(Self.noMore) }
        }
        return lines + [verdict(report)]
    }

    private static let noMore =
        "this apply has stopped mending what does not stay mended; another run begins anew"

    private func statuses(_ report: RunReport) -> [String] {
        let rows = report.statuses.map { status in
            ["\(status.resource)", status.sync.rawValue, status.health.rawValue, status.actuation.rawValue]
        }
        return Table(["RESOURCE", "SYNC", "HEALTH", "ACTUATION"], rows).lines
    }

    /// The verdict with seconds and commands.
    package func verdict(_ report: RunReport) -> String {
        let counts = report.counts
        let figures =
            "\(report.took.tenths) s, \(counts.reading) reading and \(counts.changing) changing commands in "
            + "\(counts.roundTrips) round trips"
        let words = words(report)
        let safe = Terminal.safe(words)
        return "\(report.verdict == .converged ? style.good(safe) : style.bad(safe)); \(figures)"
    }

    private func words(_ report: RunReport) -> String {
        switch report.verdict {
        case .converged: "converged: nothing left to do"
        case .different:
            "different: \(Self.count(report.plan.ready.count, "step")) ready, \(report.plan.held.count) held"
        case .stalled:
            "stuck: \(recurringDrifts(report.plan))\(report.plan.held.count) held, \(report.plan.unknown.count) unknown; what is left "
                + "needs a person, or a host that does not answer"
        case .timedOut: "timed out: \(Self.count(report.plan.ready.count, "step")) still ready; run it again to go on"
        case .interrupted: "interrupted: run it again to go on"
        case .declined: "not agreed: stopped before a step that disturbs; answer y on a terminal, or give --yes"
        case .refused(let words):
            "internal error: the plan failed the safety audit (please report): \(words.joined(separator: "; "))"
        case .notLeader(let words):
            "not enough hosts let this run act: "
                + words.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        }
    }

    private func recurringDrifts(_ plan: Plan) -> String {
        plan.recurringDrifts.isEmpty ? "" : "\(Self.count(plan.recurringDrifts.count, "field")) not staying mended, "
    }

    static func list(_ hosts: [HostName]) -> String { hosts.map(\.text).joined(separator: ", ") }
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

/// How long each stage took, from the begin of its first step to the end of its last, in the order in which they began.
func stages(_ report: RunReport) -> [(name: String, steps: Int, took: Duration)] {
    var names: [String] = []
    for one in report.taken where !names.contains(one.step.action.stage) { names.append(one.step.action.stage) }
    return names.map { name in
        let own = report.taken.filter { $0.step.action.stage == name }
        let begin = own.map(\.begun).min() ?? .zero
        let end = own.map { $0.begun + $0.took }.max() ?? .zero
        return (name, own.count, end - begin)
    }
}
