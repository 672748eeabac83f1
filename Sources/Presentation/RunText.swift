package import ClusterModel

/// A run as text: its progress, line by line, and its end.
package struct RunText: Sendable {
    private let style: Style
    private let layout: TextLayout
    private let preview: @Sendable (Action) -> [CommandLine]

    /// Text of a run; `preview` gives the commands of an action.
    package init(
        style: Style = .plain, layout: TextLayout = .fitted(), preview: @escaping @Sendable (Action) -> [CommandLine]
    ) {
        self.style = style
        self.layout = layout
        self.preview = preview
    }

    /// The lines of an event, with the time since the run began. `now` tells which times are not of today.
    package func progress(_ event: RunEvent, elapsed: Duration, now: WallTime? = nil) -> [String] {
        let time = elapsed.tenths
        let head = String(repeating: " ", count: max(0, 6 - time.count)) + "\(time) s  "
        return words(event, now).flatMap { text in
            isShortened(event)
                ? [TerminalText.shortened(head + text, width: layout.width)]
                : TerminalText.wrapped(head, text, width: layout.width)
        }.map { painted($0, event) }
    }

    /// A command may be long, and the plan or `-o wide` shows it whole.
    private func isShortened(_ event: RunEvent) -> Bool {
        if case .stepStarted = event { true } else { false }
    }

    private func painted(_ line: String, _ event: RunEvent) -> String {
        switch event {
        case .stepFinished(_, .done, _): style.good(line)
        case .stepFinished: style.bad(line)
        case .observed(_, let silent, _) where !silent.isEmpty: style.bad(line)
        case .auditRejected: style.bad(line)
        case .waiting: style.changed(line)
        case .observed, .planned, .termTaken, .stepStarted, .remembered: line
        }
    }

    private func words(_ event: RunEvent, _ now: WallTime?) -> [String] {
        switch event {
        case .observed(let hosts, let silent, let took):
            [
                "\(hosts - silent.count) of \(hosts) hosts observed in \(took.tenths) s"
                    + (silent.isEmpty ? "" : "; no answer from \(Self.list(silent))")
            ]
        case .planned(let plan): [PlanText.counts(PlanOutlook(plan), plan)]
        case .auditRejected(let words): words.map { "! internal error: the safety audit rejects a step: \($0)" }
        case .termTaken(let term, let hosts, let isMajority):
            ["term \(term) taken on \(Self.list(hosts))" + (isMajority ? "" : Self.noMajority)]
        case .stepStarted(let step): ["> \(step.summary): \(commands(step))"]
        case .stepFinished(let step, .done, let took): ["+ \(step.summary): done in \(took.tenths) s"]
        case .stepFinished(let step, let result, _): ["x \(step.summary): \(result.sentence)"]
        case .remembered: []
        case .waiting(let reasons, let unknown, let since): waiting(reasons, unknown, since: since, now)
        }
    }

    private static let noMajority =
        "; of two hosts that is not more than half: make sure that no other hcctl acts on the other one"

    private func commands(_ step: Step) -> String {
        preview(step.action).map(\.description).joined(separator: "; ")
    }

    /// Each reason with the time since when this run has waited, and what ends it.
    private func waiting(
        _ reasons: [WaitingOn], _ unknown: [UnknownFact], since: WallTime, _ now: WallTime?
    ) -> [String] {
        let roots = reasons.filter { if case .step = $0 { false } else { true } }
        let words =
            roots.map { "\($0.sentence)\(Self.pause($0, now)) (\($0.resolution.words))" }
            + unknown.map { "\($0.why.sentence) (\(WaitingOn.Resolution.hostRecovery.words))" }
        return words.reduce(into: []) { lines, word in
            let line = "… waiting since \(Self.time(since, now)): \(word)"
            if !lines.contains(line) { lines.append(line) }
        }
    }

    /// When recurring drift is repaired again: only a run that lasts repairs it, at its pace.
    private static func pause(_ reason: WaitingOn, _ now: WallTime?) -> String {
        guard case .fighting(let fight) = reason else { return "" }
        return "; it is not repaired again before \(time(fight.until.wall, now))"
    }

    /// The time of day, with its date where that is not the date of `now`.
    private static func time(_ time: WallTime, _ now: WallTime?) -> String {
        let isToday = now.map { "\($0)".prefix(10) == "\(time)".prefix(10) } ?? true
        return isToday ? String("\(time)".dropFirst(11)) : "\(time)"
    }

    /// The last lines: what was done, what was waited for, the status of each resource, and the verdict.
    package func end(_ report: RunReport, doing: Bool) -> [String] {
        var lines = statuses(report)
        if doing {
            lines += stages(report).map { "stage \($0.name): \(Self.count($0.steps, "step")), \($0.took.tenths) s" }
            lines += report.waits.sorted { $0.key < $1.key }.map { "waited for \($0.key): \($0.value.tenths) s" }
            if !report.plan.recurringDrifts.isEmpty { lines.append(Self.noMore) }
        }
        return lines + conclusion(report)
    }

    private static let noMore = "this run no longer repairs recurring drift; a new run starts over"

    private func statuses(_ report: RunReport) -> [String] {
        let rows = report.statuses.map { status in
            ["\(status.resource)", status.sync.rawValue, status.health.rawValue, status.actuation.rawValue]
        }
        return Table(["RESOURCE", "SYNC", "HEALTH", "ACTUATION"], rows).lines
    }

    /// The last lines of a diff: what is unmanaged, and the verdict.
    package func conclusion(_ report: RunReport) -> [String] {
        UnmanagedText.counts(report.overview.unmanaged).flatMap {
            TerminalText.wrapped("", $0, width: layout.width)
        } + verdict(report)
    }

    /// The verdict with seconds and commands.
    package func verdict(_ report: RunReport) -> [String] {
        let counts = report.counts
        let figures =
            "\(report.took.tenths) s, \(counts.reading) reading and \(counts.changing) changing commands"
            + (layout.isWide ? " in \(counts.roundTrips) round trips" : "")
        let sentence = VerdictText.sentence(report)
        let whole = "\(sentence); \(figures)"
        let isOneLine = layout.width.map { TerminalText.columns(whole) <= $0 } ?? true
        let lines =
            isOneLine
            ? [TerminalText.safe(whole)]
            : TerminalText.wrapped("", sentence, width: layout.width) + [TerminalText.safe(figures)]
        return lines.map { report.verdict == .converged ? style.good($0) : style.bad($0) }
    }

    static func list(_ hosts: [HostName]) -> String { hosts.map(\.text).joined(separator: ", ") }
    static func count(_ number: Int, _ noun: String) -> String { count(number, noun, noun + "s") }
    static func count(_ number: Int, _ noun: String, _ plural: String) -> String {
        "\(number) \(number == 1 ? noun : plural)"
    }
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
