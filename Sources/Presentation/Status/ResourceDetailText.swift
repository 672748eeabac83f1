package import ClusterModel

/// Everything that is known of one resource: status, conditions, figures, what the plan does, what holds it, and why.
package struct ResourceDetailText {
    private let report: RunReport
    private let resource: ResourceID
    private let chain: CauseChain
    private let style: Style
    private let layout: TextLayout
    private let preview: (Action) -> [CommandLine]

    package init(
        _ report: RunReport, _ chain: CauseChain, style: Style = .plain, layout: TextLayout = .fitted(),
        preview: @escaping (Action) -> [CommandLine] = { _ in [] }
    ) {
        self.report = report
        self.resource = chain.resource
        self.chain = chain
        self.style = style
        self.layout = layout
        self.preview = preview
    }

    package var lines: [String] {
        let sections = [
            ("status", status), ("conditions", conditions), ("figures", figures), ("plan", plan),
            ("cause", CauseText(chain, style: style, layout: inner, preview: preview).lines),
        ]
        return [style.strong(TerminalText.safe("\(resource)"))]
            + sections.filter { !$0.1.isEmpty }.flatMap { title, lines in
                [style.strong("\(title):")] + lines.map { "  " + $0 }
            }
    }

    /// Sections are indented by two columns.
    private var inner: TextLayout { layout.width.map { .fitted($0 - 2) } ?? layout }

    private var own: ResourceStatus? { report.status(of: resource) }

    private var status: [String] {
        guard let own else { return [] }
        return [
            "sync       \(own.sync.rawValue)", "health     \(own.health.rawValue)",
            "actuation  \(own.actuation.rawValue)",
        ]
    }

    private var conditions: [String] {
        (own?.conditions ?? []).flatMap { condition in
            TerminalText.wrapped(
                "\(condition.type.rawValue) \(condition.status ? "True" : "False")  ",
                "\(condition.reason): \(condition.message) (since \(condition.since))", width: inner.width)
        }
    }

    private var figures: [String] { own.map { FactText.lines($0.facts) } ?? [] }

    private var plan: [String] {
        let part = Plan(
            ready: report.plan.ready.filter { $0.resource == resource },
            held: report.plan.held.filter { $0.resources.contains(resource) },
            unknown: report.plan.unknown.filter { $0.resource == resource },
            noted: report.plan.noted.filter { $0.resource == resource },
            recurringDrifts: report.plan.recurringDrifts.filter { $0.repair.resource == resource },
            running: report.plan.running.filter { $0.resource == resource })
        return PlanText(part, style: style, layout: inner, preview: preview).lines
    }
}

/// Figures as indented lines: a name and its value, lists item by item.
enum FactText {
    static func lines(_ json: JSON) -> [String] {
        guard case .object(let members) = json else { return [scalar(json)] }
        return members.flatMap { entry($0.name, $0.value) }
    }

    private static func entry(_ name: String, _ value: JSON) -> [String] {
        switch value {
        case .object(let members) where isFlat(members): ["\(name): \(flat(members))"]
        case .object: ["\(name):"] + lines(value).map { "  " + $0 }
        case .array(let items): ["\(name):"] + items.enumerated().flatMap(item)
        default: ["\(name): \(scalar(value))"]
        }
    }

    private static func item(_ index: Int, _ value: JSON) -> [String] {
        switch value {
        case .object(let members) where isFlat(members): ["  - \(flat(members))"]
        case .object: lines(value).enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
        case .array(let items): ["  - \(index + 1):"] + items.enumerated().flatMap(item).map { "  " + $0 }
        default: ["  - \(scalar(value))"]
        }
    }

    /// On one line: nothing in it is a list, and what is inside holds scalars only.
    private static func isFlat(_ members: [JSON.Member]) -> Bool {
        members.allSatisfy { member in
            switch member.value {
            case .array: false
            case .object(let inner): inner.allSatisfy { isScalar($0.value) }
            default: true
            }
        }
    }

    private static func isScalar(_ value: JSON) -> Bool {
        switch value {
        case .array, .object: false
        default: true
        }
    }

    private static func flat(_ members: [JSON.Member]) -> String {
        members.map { member in
            if case .object(let inner) = member.value { return "\(member.name) (\(flat(inner)))" }
            return "\(member.name) \(scalar(member.value))"
        }.joined(separator: ", ")
    }

    private static func scalar(_ value: JSON) -> String {
        switch value {
        case .string(let text): TerminalText.safe(text)
        case .null: OverviewWords.unknown
        default: value.description
        }
    }
}
