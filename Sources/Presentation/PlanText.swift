package import ClusterModel

/// A plan as text: what differs, what is held and why, what is unknown.
package struct PlanText {
    private let plan: Plan
    private let style: Style

    /// Text of a plan.
    package init(_ plan: Plan, style: Style = .plain) {
        self.plan = plan
        self.style = style
    }

    /// One line a difference; `~` is mended by the next apply, `>` runs already, `!` is held, with the reasons below it, `?` is unknown,
    /// `-` does not count, by an annotation.
    package var lines: [String] {
        let ready = readyLines.map { style.changed("~ \($0)") }
        let unknown = plan.unknown.flatMap { fact in
            Terminal.wrapped("? ", "\(Self.title(fact)): \(words(fact))").map(style.bad)
        }
        let noted = plan.noted.map { note in
            let line = Self.line(note.resource, note.difference, on: note.difference.host.map { [$0] } ?? [])
            return "- \(line): does not count (annotation \(note.annotation))"
        }
        return running + ready + plan.held.flatMap(held) + lulls.flatMap(lull) + unknown + noted
    }

    private var running: [String] {
        plan.running.map {
            style.changed(Terminal.safe("> \($0.resource) \($0.action.name) on \($0.action.host): running"))
        }
    }

    /// Fights over what is as declared just now.
    private var lulls: [RecurringDrift] { plan.recurringDrifts.filter { !plan.differing.contains($0.repair) } }

    private func lull(_ fight: RecurringDrift) -> [String] {
        let line = Terminal.safe("! \(fight.repair.resource) \(fight.repair.difference.field): as declared just now")
        return [style.strong(line)] + Terminal.wrapped("    fights: ", "\(fight)")
    }

    /// Steps that come first stand in one line; every other reason has a line of its own.
    private func held(_ held: HeldStep) -> [String] {
        let first = held.waitingOn.compactMap(title)
        let others = held.waitingOn.filter { title($0) == nil }.flatMap { Terminal.wrapped("    waits: ", "\($0)") }
        return held.differences.map { style.strong("! \(Self.line(held.resource, $0, on: $0.host.map { [$0] } ?? []))") }
            + (first.isEmpty ? [] : ["    after: \(first.joined(separator: ", "))"]) + others
    }

    /// What differs in the same way on several hosts is one line.
    private var readyLines: [String] {
        let all = plan.ready.flatMap { step in step.differences.map { (place: Self.place(step.resource, $0), $0, step) } }
        let byPlace = Dictionary(grouping: all) { $0.place }
        var said: Set<[String?]> = []
        return all.compactMap { place, difference, step in
            guard difference.host == nil || said.insert(place).inserted else { return nil }
            return Self.line(step.resource, difference, on: (byPlace[place] ?? []).compactMap(\.1.host))
        }
    }

    /// A difference of a resource, whichever the host.
    private static func place(_ resource: ResourceID, _ difference: Difference) -> [String?] {
        ["\(resource)", difference.field, difference.desired, difference.observed, difference.rule.rawValue]
    }

    private static func line(_ resource: ResourceID, _ difference: Difference, on hosts: [HostName]) -> String {
        let place = hosts.isEmpty ? "" : " on \(hosts.map(\.text).joined(separator: ", "))"
        return Terminal.safe(
            "\(resource) \(difference.field)\(place): \(difference.observed ?? "nothing") -> "
                + "\(difference.desired ?? "nothing") (\(difference.rule.rawValue))")
    }

    private static func title(_ fact: UnknownFact) -> String {
        fact.resource == .host(fact.host) ? "\(fact.resource)" : "\(fact.resource) on \(fact.host)"
    }

    /// Why a host gives no answer is said once, with the host itself; its name stands before it already.
    private func words(_ fact: UnknownFact) -> String {
        guard case .hostUnreachable(_, let detail) = fact.why else { return "\(fact.why)" }
        let isSaidThere = plan.unknown.contains { $0.resource == .host(fact.host) && $0.why == fact.why }
        return isSaidThere && fact.resource != .host(fact.host) ? "see Host/\(fact.host)" : "no answer: \(detail)"
    }

    /// What the step that is waited for does, and to whom.
    private func title(_ waiting: WaitingOn) -> String? {
        guard case .step(let id) = waiting else { return nil }
        return steps.first { $0.id == id }.map { "\($0.resource) \($0.action.name)" }
    }

    private var steps: [Step] { plan.running + plan.ready + plan.held.compactMap(\.step) }
}
