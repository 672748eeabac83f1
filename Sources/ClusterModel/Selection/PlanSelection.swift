/// The part of a plan that a run is about.
package enum PlanSelection: Sendable, Hashable {
    case everything
    /// Steps of these resources, with the steps that they depend on.
    case resources(Set<ResourceID>)
    /// These steps and no others.
    case steps(Set<StepKey>)
}

/// What became of a plan of which a part was selected.
package struct PlanScope: Sendable, Hashable {
    /// Resources that were not selected, and of which steps are in the plan because others depend on them.
    package let dependencies: [ResourceID]
    /// Steps that are in the whole plan and not in the part, held ones included.
    package let leftOut: Int

    package init(dependencies: [ResourceID], leftOut: Int) {
        self.dependencies = dependencies
        self.leftOut = leftOut
    }
}

extension Plan {
    /// The selected part. Steps that run stay, whatever they belong to.
    package func selected(_ selection: PlanSelection) -> Plan {
        switch selection {
        case .everything: return self
        case .resources(let resources):
            let needed = closure(of: resources)
            let isSelected = { (parts: [ResourceID], id: StepKey?) in
                !resources.isDisjoint(with: parts) || (id.map(needed.contains) ?? false)
            }
            return part(isSelected, resources: resources)
        case .steps(let keys):
            return part({ _, id in id.map(keys.contains) ?? false }, resources: nil)
        }
    }

    /// Steps of the resources, and all that come before them.
    private func closure(of resources: Set<ResourceID>) -> Set<StepKey> {
        let before =
            ready.map { ($0.id, $0.after) }
            + held.compactMap { held in held.id.map { ($0, held.waitingOn.compactMap(\.step)) } }
        let byKey = Dictionary(before, uniquingKeysWith: +)
        // A held difference without a step of its own can wait for one, too.
        var open =
            ready.filter { resources.contains($0.resource) }.map(\.id)
            + held.filter { resources.contains($0.resource) }.flatMap { held in
                (held.id.map { [$0] } ?? []) + held.waitingOn.compactMap(\.step)
            }
        var found: Set<StepKey> = []
        while let key = open.popLast() {
            if found.insert(key).inserted { open += byKey[key] ?? [] }
        }
        return found
    }

    private func part(
        _ isSelected: ([ResourceID], StepKey?) -> Bool, resources: Set<ResourceID>?
    ) -> Plan {
        let steps = ready.filter { isSelected([$0.resource], $0.id) }
        let waiting = held.filter { isSelected($0.resources, $0.id) }
        let others = (steps.map(\.resource) + waiting.map(\.resource)).filter { !(resources?.contains($0) ?? true) }
        let isOwn = { (resource: ResourceID) in resources?.contains(resource) ?? false }
        return Plan(
            ready: steps, held: waiting, unknown: unknown.filter { isOwn($0.resource) },
            noted: noted.filter { isOwn($0.resource) },
            recurringDrifts: recurringDrifts.filter { isOwn($0.repair.resource) }, running: running,
            scope: PlanScope(
                dependencies: Set(others).sorted(),
                leftOut: ready.count - steps.count + held.count - waiting.count))
    }
}

extension WaitingOn {
    fileprivate var step: StepKey? { if case .step(let key) = self { key } else { nil } }
}
