/// What becomes of the steps of a plan: done now, done afterwards, or held.
package struct PlanOutlook: Sendable {
    /// Steps that are ready.
    package let now: [Step]
    /// What waits only for other steps of the plan, all the way to steps that are ready.
    package let afterwards: [HeldStep]
    /// What waits for anything else, or for a step that does.
    package let held: [HeldStep]

    /// The outlook of a plan.
    package init(_ plan: Plan) {
        let follows = Self.following(plan) { _ in false }
        now = plan.ready
        afterwards = zip(plan.held, follows).filter(\.1).map(\.0)
        held = zip(plan.held, follows).filter { !$0.1 }.map(\.0)
    }

    /// All steps that a run will take without an operator: ready ones, and those that follow from them or from a wait
    /// that ends by itself. Without those that are not decided yet: these are benign, see `ForeseenStep`.
    package static func foreseen(_ plan: Plan) -> [Step] {
        plan.ready + coming(plan).compactMap(\.step)
    }

    /// What is held and needs no operator: it waits for steps of the plan, or for what ends by itself.
    package static func coming(_ plan: Plan) -> [HeldStep] {
        let follows = following(plan) { $0.resolution == .automatic }
        return zip(plan.held, follows).filter(\.1).map(\.0)
    }

    /// For each held step whether every wait is for a step that follows, or passes by itself. A step that is in no plan
    /// never comes.
    private static func following(_ plan: Plan, passes: (WaitingOn) -> Bool) -> [Bool] {
        var coming = Set(plan.ready.map(\.id))
        var follows = plan.held.map { _ in false }
        var open = Array(plan.held.indices)
        while true {
            let next = open.filter { index in
                plan.held[index].waitingOn.allSatisfy { waiting in
                    if case .step(let id) = waiting { coming.contains(id) } else { passes(waiting) }
                }
            }
            guard !next.isEmpty else { return follows }
            for index in next { follows[index] = true }
            coming.formUnion(next.compactMap { plan.held[$0].id })
            open.removeAll { follows[$0] }
        }
    }
}
