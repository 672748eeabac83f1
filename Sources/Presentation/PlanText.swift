package import ClusterModel

/// A plan as text: a block a resource in the order of the stages, then what is held under its reasons, what is unknown,
/// what is ignored, and the counts.
///
/// `=` runs, `~` is done now, `>` afterwards, `!` is held, `?` unknown, `-` ignored.
package struct PlanText {
    private let plan: Plan
    private let outlook: PlanOutlook
    private let style: Style
    private let layout: TextLayout
    private let preview: (Action) -> [CommandLine]
    /// Why hosts give no answer, as far as the plan says so of the hosts themselves.
    private let silent: [HostName: UnknownReason]

    /// Text of a plan; `preview` gives the commands of an action, which a wide layout shows.
    package init(
        _ plan: Plan, style: Style = .plain, layout: TextLayout = .fitted(),
        preview: @escaping (Action) -> [CommandLine] = { _ in [] }
    ) {
        self.plan = plan
        outlook = PlanOutlook(plan)
        self.style = style
        self.layout = layout
        self.preview = preview
        silent = Dictionary(
            plan.unknown.filter(\.isOfItsTarget).compactMap { fact in fact.target.host.map { ($0, fact.why) } },
            uniquingKeysWith: { one, _ in one })
    }

    /// All lines; none of a plan with nothing to show.
    package var lines: [String] {
        let body = blocks + held + lulls.flatMap(lull) + plan.unknown.flatMap(unknown) + plan.noted.flatMap(noted)
        return (body.isEmpty || isOnlyNoted ? body : body + [Self.counts(outlook, plan)]) + scope
    }

    /// What was added to a selected part, and how much is not in it.
    private var scope: [String] {
        guard let scope = plan.scope else { return [] }
        let added = scope.dependencies.map(\.description).joined(separator: ", ")
        return (added.isEmpty ? [] : wrapped("", "with what they depend on: \(added)"))
            + (scope.leftOut == 0 ? [] : ["left out: \(RunText.count(scope.leftOut, "step")) of other resources"])
    }

    private var isOnlyNoted: Bool {
        plan.running.isEmpty && plan.ready.isEmpty && plan.held.isEmpty && plan.unknown.isEmpty && lulls.isEmpty
    }

    /// `plan: 12 to do now, 14 afterwards, 1 held, 0 unknown`.
    static func counts(_ outlook: PlanOutlook, _ plan: Plan) -> String {
        (plan.running.isEmpty ? "plan: " : "plan: \(plan.running.count) running, ")
            + "\(outlook.now.count) to do now, \(outlook.afterwards.count) afterwards, \(outlook.held.count) held, "
            + "\(plan.unknown.count) unknown"
    }

    private func wrapped(_ head: String, _ text: String) -> [String] {
        TerminalText.wrapped(head, text, width: layout.width)
    }
}

// MARK: - Blocks of resources

extension PlanText {
    /// A line with its mark.
    private typealias Line = (mark: String, entry: PlanEntry)

    private var blocks: [String] {
        let running = PlanEntry.merged(plan.running.map(PlanEntry.init)).map { (mark: "=", entry: $0) }
        let now = PlanEntry.merged(outlook.now.map(PlanEntry.init)).map { (mark: "~", entry: $0) }
        let later = PlanEntry.merged(outlook.afterwards.flatMap(PlanEntry.of)).map { (mark: ">", entry: $0) }
        var order: [PlanEntry.Block] = []
        let byBlock = (running + now + later).reduce(into: [PlanEntry.Block: [Line]]()) { blocks, line in
            if blocks[line.entry.block] == nil { order.append(line.entry.block) }
            blocks[line.entry.block, default: []].append(line)
        }
        return order.flatMap { block in
            [style.strong(TerminalText.safe(heading(block, byBlock[block] ?? [])))]
                + folded(byBlock[block] ?? []).flatMap(line)
        }
    }

    private func heading(_ block: PlanEntry.Block, _ lines: [Line]) -> String {
        switch block {
        case .resource(let resource): "\(resource)"
        case .hosts:
            lines.allSatisfy { $0.entry.resource == lines[0].entry.resource }
                ? "\(lines[0].entry.resource)" : "Hosts"
        }
    }

    /// A line of a block: its mark, its words, and in a wide layout what is behind them.
    private func line(_ mark: String, _ words: String, _ entries: [PlanEntry]) -> [String] {
        wrapped("  \(mark) ", words).map(style.changed) + (layout.isWide ? entries.flatMap(details) : [])
    }

    /// What a new volume will be, its options and its start are one line.
    private func folded(_ lines: [Line]) -> [(String, String, [PlanEntry])] {
        let wide = layout.isWide
        guard let created = lines.first(where: { $0.entry.isCreation }) else {
            return lines.map { ($0.mark, $0.entry.words(isWide: wide), [$0.entry]) }
        }
        let parts = lines.filter { $0.mark == created.mark && $0.entry.belongsToCreation }.map(\.entry)
        let words = parts.compactMap { $0.creationWords(isWide: wide) }.joined(separator: "; ")
        return lines.compactMap { line in
            if line.entry.isCreation { return (line.mark, words, parts) }
            let isPart = line.mark == created.mark && line.entry.belongsToCreation
            return isPart ? nil : (line.mark, line.entry.words(isWide: wide), [line.entry])
        }
    }

    /// Differences and commands, each once.
    private func details(_ entry: PlanEntry) -> [String] {
        let differences = entry.parts.flatMap { resource, difference, isLine in
            isLine
                ? FileChangeText.lines(difference).map { "\(resource) \($0)" }
                : ["\(resource) \(DifferenceText.line(difference))"]
        }
        let commands = entry.steps.flatMap { step in
            preview(step.action).map { "\(step.action.target) $ \($0)" }
        }
        return (differences + commands).map { "      " + TerminalText.safe($0) }.distinctLines()
    }
}

// MARK: - Held, unknown, ignored

extension PlanText {
    /// Each group of reasons once, with everything that waits for it below.
    private var held: [String] {
        var order: [[String]] = []
        var groups: [[String]: [PlanEntry]] = [:]
        var last: [StepKey: [String]] = [:]
        for held in outlook.held {
            let reasons = reasons(held, last)
            if let id = held.id { last[id] = reasons }
            if groups[reasons] == nil { order.append(reasons) }
            groups[reasons, default: []] += PlanEntry.of(held)
        }
        return order.flatMap { reasons in
            reasons.flatMap { wrapped("! ", $0).map(style.strong) }
                + PlanEntry.merged(groups[reasons] ?? []).flatMap { entry in
                    wrapped("    ", entry.title(isWide: layout.isWide)) + (layout.isWide ? details(entry) : [])
                }
        }
    }

    /// A step that waits for a held one waits for the same; stages come in order, so that one is known by then.
    private func reasons(_ held: HeldStep, _ known: [StepKey: [String]]) -> [String] {
        let reasons = held.waitingOn.flatMap { waiting -> [String] in
            if case .step(let id) = waiting { return known[id] ?? [] }
            return ["\(waiting.sentence) (\(waiting.resolution.words))"]
        }
        return reasons.isEmpty ? ["\(PlanHoldText.step) (it is in no plan)"] : reasons.distinctLines()
    }

    /// Recurring drift of what is as declared at the moment.
    private var lulls: [RecurringDrift] {
        let differing = Set(plan.differing)
        return plan.recurringDrifts.filter { !differing.contains($0.repair) }
    }

    private func lull(_ fight: RecurringDrift) -> [String] {
        wrapped("! ", fight.sentence).map(style.strong)
            + wrapped("    ", "\(fight.repair.resource): as declared at the moment")
    }

    private func unknown(_ fact: UnknownFact) -> [String] {
        let title = fact.isOfItsTarget ? "\(fact.resource)" : "\(fact.resource) on \(fact.target)"
        return wrapped("? ", "\(title): \(words(fact))").map(style.bad)
    }

    /// Why a host gives no answer is said once, with the host itself.
    private func words(_ fact: UnknownFact) -> String {
        guard case .hostUnreachable(_, let detail) = fact.why else { return fact.why.sentence }
        guard let host = fact.target.host, !fact.isOfItsTarget, silent[host] == fact.why else {
            return "no answer: \(detail)"
        }
        return "see Host/\(host)"
    }

    private func noted(_ note: NotedDifference) -> [String] {
        wrapped("- ", "\(note.resource) \(DifferenceText.line(note.difference)): ignored (\(note.annotation))")
    }
}

extension PlanEntry {
    fileprivate var isCreation: Bool {
        steps.contains { if case .gluster(.createVolume, _) = $0.action { true } else { false } }
    }

    /// The words as part of a creation: its options are a number, its mark of ownership goes without saying.
    fileprivate func creationWords(isWide: Bool) -> String? {
        guard let step = steps.first, case .gluster(.setOptions, _) = step.action else { return words(isWide: isWide) }
        let count = step.differences.count { BracketText.inner($0.field) != nil }
        return count == 0 ? nil : "set \(RunText.count(count, "option"))" + risk.suffix
    }

    /// Whether it is part of what makes a new volume.
    fileprivate var belongsToCreation: Bool {
        steps.contains { step in
            switch step.action {
            case .gluster(.createVolume, _), .gluster(.setOptions, _), .gluster(.startVolume, _): true
            default: false
            }
        }
    }
}

extension WaitingOn.Resolution {
    /// What ends the wait, for people.
    var words: String {
        switch self {
        case .automatic: "no action needed"
        case .hostRecovery: "host recovery needed"
        case .schedule: "ends by itself"
        case .operatorAction: "operator action needed"
        }
    }
}

extension Array<String> {
    /// Each text once, at its first place.
    fileprivate func distinctLines() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
