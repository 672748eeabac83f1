package import ClusterModel

/// A run in a few lines that are drawn again while it goes on: how far it is, stage by stage, what runs on which host and
/// since when, and what is waited for.
package struct LiveView: Sendable {
    /// Rows of steps in flight, and of waits. A plan for twenty hosts must leave room for the lines above it.
    static let mostRows = 6
    static let barCells = 20

    /// A step in flight.
    struct Flight: Sendable {
        let step: Step
        let since: Duration
    }

    private(set) var flights: [Flight] = []
    private(set) var plan = Plan()
    private var finished: [(stage: String, isDone: Bool)] = []
    private var silent: [HostName] = []
    private(set) var wait: Wait?

    /// What is waited for while nothing can be done.
    struct Wait: Sendable {
        let reasons: [WaitingOn]
        let unknown: [UnknownFact]
        let since: Duration
    }

    /// Nothing has happened yet.
    package init() {}

    /// `elapsed` is the time since the run began.
    package mutating func add(_ event: RunEvent, elapsed: Duration) {
        switch event {
        case .observed(_, let silent, _): self.silent = silent
        case .planned(let plan):
            self.plan = plan
            if !plan.ready.isEmpty || !plan.running.isEmpty { wait = nil }
        case .stepStarted(let step):
            wait = nil
            flights.append(Flight(step: step, since: elapsed))
        case .stepFinished(let step, let result, _):
            flights.removeAll { $0.step.id == step.id }
            if case .skipped = result { return }
            finished.append((step.action.stage, result == .done))
        case .waiting(let reasons, let unknown, _):
            wait = Wait(reasons: reasons, unknown: unknown, since: wait?.since ?? elapsed)
        case .auditRejected, .termTaken, .remembered: break
        }
    }
}

// MARK: - Lines

extension LiveView {
    /// The lines at that moment, none wider than `width`. `note` is the last one, such as what an interruption does.
    package func lines(width: Int, elapsed: Duration, note: String) -> [String] {
        let rows = [headline(elapsed)] + stageRow + flightRows(elapsed) + operationRows + waitRows(elapsed)
        return (rows + (note.isEmpty ? [] : [note])).map { TerminalText.shortened($0, width: width) }
    }

    /// The same lines with the first one emphasized.
    package static func painted(_ lines: [String], _ style: Style) -> [String] {
        lines.prefix(1).map(style.strong) + lines.dropFirst()
    }

    private var doneCount: Int { finished.filter(\.isDone).count }

    private var coming: [HeldStep] { PlanOutlook.coming(plan) }

    /// What is left, with the steps in flight.
    private var left: Int {
        let known = Set(plan.ready.map(\.id)).union(coming.compactMap(\.id)).union(plan.running.map(\.id))
        return known.union(flights.map(\.step.id)).count
    }

    /// `[#####...............]  12 of 31 steps  0:12  3 running, 1 failed, 2 held; no answer from host3`.
    private func headline(_ elapsed: Duration) -> String {
        let total = doneCount + left
        let cells = total == 0 ? 0 : Self.barCells * doneCount / total
        let bar = String(repeating: "#", count: cells) + String(repeating: ".", count: Self.barCells - cells)
        let counts = [
            (flights.count, "running"), (finished.count - doneCount, "failed"),
            (plan.held.count - coming.count, "held"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let silence = silent.isEmpty ? "" : "no answer from \(StepPhrase.list(silent.map(\.text)))"
        return [
            "[\(bar)]", "\(doneCount) of \(RunText.count(total, "step"))", Self.clock(elapsed), words, silence,
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// Each stage with its steps done and in all: `packages 3/3  storage 1/6`.
    private var stageRow: [String] {
        var order: [String] = []
        var counts: [String: (done: Int, all: Int)] = [:]
        func count(_ stage: String, isDone: Bool) {
            if counts[stage] == nil { order.append(stage) }
            let before = counts[stage] ?? (0, 0)
            counts[stage] = (before.done + (isDone ? 1 : 0), before.all + 1)
        }
        for one in finished where one.isDone { count(one.stage, isDone: true) }
        let flying = Set(flights.map(\.step.id))
        for flight in flights { count(flight.step.action.stage, isDone: false) }
        for step in plan.ready where !flying.contains(step.id) { count(step.action.stage, isDone: false) }
        for held in coming { if let stage = held.stage { count(stage, isDone: false) } }
        guard !order.isEmpty else { return [] }
        return ["  " + order.map { "\($0) \(counts[$0]?.done ?? 0)/\(counts[$0]?.all ?? 0)" }.joined(separator: "  ")]
    }

    /// Equal steps on several hosts are one row, with the time of the one that has run longest.
    private func flightRows(_ elapsed: Duration) -> [String] {
        let rows = PlanEntry.merged(flights.map { PlanEntry($0.step) }).map { entry in
            let keys = Set(entry.steps.map(\.id))
            let since = flights.filter { keys.contains($0.step.id) }.map(\.since).min() ?? elapsed
            return "  > \(Self.clock(elapsed - since))  \(entry.title(isWide: false))"
        }
        return Self.capped(rows, "more steps running")
    }

    /// Work that hosts do by themselves, with how far it is.
    private var operationRows: [String] {
        let words = plan.held.flatMap(\.waitingOn).filter(\.isOperation).map { "  = \($0.sentence)" }
        return Self.capped(words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, "more hosts at work")
    }

    private func waitRows(_ elapsed: Duration) -> [String] {
        guard let wait, flights.isEmpty else { return [] }
        let roots = wait.reasons.filter { if case .step = $0 { false } else { !$0.isOperation } }
        let words =
            roots.map { "\($0.sentence) (\($0.resolution.words))" }
            + wait.unknown.map { "\($0.why.sentence) (\(WaitingOn.Resolution.hostRecovery.words))" }
        let distinct = words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let clock = Self.clock(elapsed - wait.since)
        return Self.capped(distinct.map { "  … \(clock)  \($0)" }, "more reasons to wait")
    }

    private static func capped(_ rows: [String], _ more: String) -> [String] {
        rows.count <= mostRows ? rows : rows.prefix(mostRows - 1) + ["    and \(rows.count - mostRows + 1) \(more)"]
    }

    /// `1:05`, `1:02:03`.
    static func clock(_ time: Duration) -> String {
        let seconds = max(0, time.components.seconds)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = "\(seconds / 60 % 60)"
        guard seconds >= 3600 else { return "\(minutes):\(two(seconds % 60))" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}

extension WaitingOn {
    fileprivate var isOperation: Bool { if case .host(.operation) = self { true } else { false } }
}

extension HeldStep {
    /// The stage of the step, decided or foreseen; nil where hcctl has none.
    fileprivate var stage: String? {
        if let step { return step.action.stage }
        switch foreseen?.work {
        case .action(let action)?: return foreseen.map { Action.host(action, on: $0.host).stage }
        case .replaceFile(let file, _)?: return file.declaration.stage
        case nil: return nil
        }
    }
}
