public import ClusterModel

/// A plan as text: what differs, what is held and why, what is unknown.
public struct PlanText {
    private let plan: Plan
    private let style: Style

    /// Text of a plan.
    public init(_ plan: Plan, style: Style = .plain) {
        self.plan = plan
        self.style = style
    }

    /// One line a difference; `~` is mended by the next apply, `!` is held, with the reasons below it, `?` is unknown.
    public var lines: [String] {
        let ready = plan.ready.flatMap { step in
            step.because.map { style.changed("~ \(Self.line(step.resource, $0))") }
        }
        let unknown = plan.unknown.map { style.bad("? \($0.resource) \($0.host): \(Self.words($0))") }
        return ready + plan.held.flatMap(held) + unknown
    }

    private func held(_ held: HeldStep) -> [String] {
        held.because.map { style.strong("! \(Self.line(held.resource, $0))") }
            + held.waitingOn.map { "    waits: \(words($0))" }
    }

    private static func line(_ resource: ResourceID, _ difference: Difference) -> String {
        "\(resource) \(difference.field): \(difference.observed ?? "nothing") -> \(difference.desired ?? "nothing") "
            + "(\(difference.rule.rawValue))"
    }

    /// The host's name stands before it already.
    private static func words(_ fact: UnknownFact) -> String {
        if case .hostUnreachable(_, let detail) = fact.why { "no answer: \(detail)" } else { "\(fact.why)" }
    }

    /// A reason; a step is named by what it does.
    func words(_ waiting: WaitingOn) -> String {
        guard case .step(let id) = waiting, let step = steps.first(where: { $0.id == id }) else { return "\(waiting)" }
        return "\(step.resource) \(step.action.name) comes first"
    }

    private var steps: [Step] { plan.ready + plan.held.compactMap(\.step) }
}
