internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld

/// The commands of one process conform to its plans: a step begins only if the last plan had it ready and its
/// predecessors are done, and a command reaches a host only as the next one of a step that has begun. Every host of the
/// step's preconditions is observed between the begin of the step and its first command, and no command is sent if a
/// precondition observably does not hold.
struct PlanConformance: Sendable {
    let caller: String
    private var ready: [StepKey] = []
    private var done: Set<StepKey> = []
    private var open: [OpenStep] = []

    private struct OpenStep {
        let id: StepKey
        let target: Target
        /// Whether its process is done with it. A command that was long on its way may still begin.
        var isOver = false
        var commands: [[String]]
        /// Hosts that must still be asked before the first command.
        var unasked: Set<HostName>
        let preconditions: [Precondition]
        /// What did not hold when it was read again.
        var breaches: [String] = []
    }

    init(_ caller: String) { self.caller = caller }

    mutating func record(_ event: RunEvent, _ at: Duration) -> [Violation] {
        switch event {
        case .planned(let plan):
            ready = plan.ready.map(\.id)
            done = []
            return disorder(plan, at)
        case .stepStarted(let step): return begun(step, at)
        case .stepFinished(let step, let result, _):
            if result == .done { done.insert(step.id) }
            for index in open.indices where open[index].id == step.id { open[index].isOver = true }
            return []
        case .auditRejected(let words): return words.map { Violation(.audit, at: at, "\(caller): \($0)") }
        case .observed, .termTaken, .remembered, .waiting: return []
        }
    }

    mutating func judge(_ event: WorldEvent) -> [Violation] {
        guard case .begun(let command) = event.kind, command.caller == caller, !command.isExclusive else { return [] }
        let next = open.indices.filter {
            open[$0].target == .host(command.host) && open[$0].commands.first == command.words
        }
        guard let index = next.first(where: { !open[$0].isOver }) ?? next.first else {
            return [
                Violation(
                    .planned, at: event.at,
                    "\(caller) ran “\(CommandLine(command.words))” on \(command.host), which no step begun has next")
            ]
        }
        let (unasked, breaches) = (open[index].unasked.sorted(), open[index].breaches)
        open[index].breaches = []
        open[index].commands.removeFirst()
        if open[index].commands.isEmpty { open.remove(at: index) }
        return unasked.map {
            Violation(
                .planned, at: event.at,
                "\(caller) ran “\(CommandLine(command.words))” and did not read again what it requires of \($0)")
        }
            + breaches.map {
                Violation(
                    .planned, at: event.at,
                    "\(caller) ran “\(CommandLine(command.words))” although it could read that this did not hold: \($0)"
                )
            }
    }

    /// A host was observed, which is news to every step that has begun. `state`: the model, if nothing happened meanwhile.
    mutating func observed(_ host: HostName, in state: ClusterState? = nil) {
        for index in open.indices where open[index].unasked.remove(host) != nil {
            guard let state else { continue }
            open[index].breaches += open[index].preconditions.filter { $0.target == .host(host) }.compactMap {
                $0.breach(in: state)
            }
        }
    }

    private mutating func begun(_ step: Step, _ at: Duration) -> [Violation] {
        let name = "\(caller): step \(step.resource) \(step.action.name)"
        guard !open.contains(where: { $0.id == step.id && !$0.isOver }) else {
            return [Violation(.planned, at: at, "\(name) began while it was running")]
        }
        open.append(
            OpenStep(
                id: step.id, target: step.action.target, commands: Preview.commands(step.action).map(\.arguments),
                unasked: Set(step.preconditions.compactMap(\.target.host)), preconditions: step.preconditions))
        guard ready.contains(step.id) else { return [Violation(.planned, at: at, "\(name) is not in the last plan")] }
        return step.after.filter { !done.contains($0) }.map {
            Violation(.planned, at: at, "\(name) began before step \($0) was done")
        }
    }

    private func disorder(_ plan: Plan, _ at: Duration) -> [Violation] {
        let keys = plan.ready.map(\.id) + plan.held.compactMap(\.id)
        let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        return twice.map { Violation(.planned, at: at, "\(caller): two steps of the plan share the key \($0.text)") }
            + misplaced(plan, at)
    }

    private func misplaced(_ plan: Plan, _ at: Duration) -> [Violation] {
        plan.ready.indices.flatMap { index in
            let before = plan.ready[..<index].map(\.id)
            return plan.ready[index].after.filter { !before.contains($0) }.map {
                Violation(.planned, at: at, "\(caller): in the plan step \($0) is not before what needs it")
            }
        }
    }
}
