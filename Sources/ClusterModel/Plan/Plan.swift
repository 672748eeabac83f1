/// A difference that is not mended now, and why.
package struct HeldStep: Sendable, Hashable {
    /// The resource.
    package let resource: ResourceID
    /// What would be done; nil where hcctl has no step for it, or none that is decided.
    package let step: Step?
    /// What will be done once the steps are done that it waits for; never together with `step`.
    package let foreseen: ForeseenStep?
    /// What differs.
    package let differences: [Difference]
    /// Never empty.
    package let waitingOn: [WaitingOn]

    /// A step that is held.
    package init(_ step: Step, waitingOn: [WaitingOn]) {
        self.init(resource: step.resource, step: step, differences: step.differences, waitingOn: waitingOn)
    }

    /// A step that is not decided before those that it waits for.
    package init(_ foreseen: ForeseenStep, waitingOn: [WaitingOn]) {
        self.init(
            resource: foreseen.resource, foreseen: foreseen, differences: foreseen.differences, waitingOn: waitingOn)
    }

    /// A difference that is held although no step for it is known.
    package init(
        resource: ResourceID, step: Step? = nil, foreseen: ForeseenStep? = nil, differences: [Difference],
        waitingOn: [WaitingOn]
    ) {
        precondition(!waitingOn.isEmpty, "a step is held by something")
        precondition(step == nil || foreseen == nil, "a step is decided or foreseen")
        self.resource = resource
        self.step = step
        self.foreseen = foreseen
        self.differences = differences
        self.waitingOn = waitingOn
    }

    /// The resource, and those that the same hold keeps as they are.
    package var resources: [ResourceID] {
        waitingOn.reduce(into: [resource]) { found, waiting in
            if case .consent(let request) = waiting { found += request.resources }
        }
    }

    /// The key of the step, decided or foreseen.
    package var id: StepKey? { step?.id ?? foreseen?.id }
}

/// A managed fact that could not be seen.
package struct UnknownFact: Sendable, Hashable {
    /// The resource whose fact it is.
    package let resource: ResourceID
    /// What was asked.
    package let target: Target
    /// Why it is not known.
    package let why: UnknownReason

    /// Whether the resource is the very host that was asked.
    package var isOfItsTarget: Bool { target.host.map { resource == .host($0) } ?? false }

    package init(_ resource: ResourceID, from target: Target, _ why: UnknownReason) {
        self.resource = resource
        self.target = target
        self.why = why
    }

    package init(_ resource: ResourceID, on host: HostName, _ why: UnknownReason) {
        self.init(resource, from: .host(host), why)
    }
}

/// A difference that an annotation takes out of the count.
package struct NotedDifference: Sendable, Hashable {
    /// The resource.
    package let resource: ResourceID
    /// What differs.
    package let difference: Difference
    /// The annotation, as it stands in the manifest: `hcctl.dev/mode: observe`.
    package let annotation: String

    /// A difference that is only noted.
    package init(_ resource: ResourceID, _ difference: Difference, annotation: String) {
        self.resource = resource
        self.difference = difference
        self.annotation = annotation
    }
}

/// What is to be done now, what is to be done later and why not now, and what could not be seen.
package struct Plan: Sendable, Hashable {
    /// Topologically sorted by `after`.
    package let ready: [Step]
    /// In the order of the stages.
    package let held: [HeldStep]
    /// In the order of resources.
    package let unknown: [UnknownFact]
    /// Differences that annotations take out of the count: shown, and nothing more.
    package let noted: [NotedDifference]
    /// Fields that something else sets back again and again, whether or not they differ just now.
    package let recurringDrifts: [RecurringDrift]
    /// Steps of earlier plans that have not ended, in the order in which they began.
    package let running: [Step]
    /// Nil of a whole plan.
    package let scope: PlanScope?

    package init(
        ready: [Step] = [], held: [HeldStep] = [], unknown: [UnknownFact] = [], noted: [NotedDifference] = [],
        recurringDrifts: [RecurringDrift] = [], running: [Step] = [], scope: PlanScope? = nil
    ) {
        self.scope = scope
        self.running = running
        self.noted = noted
        self.recurringDrifts = recurringDrifts
        self.ready = ready
        self.held = held
        self.unknown = unknown
    }

    /// Nothing to do and nothing under way, everything was observed, and no drift is known to recur.
    package var isConverged: Bool {
        ready.isEmpty && held.isEmpty && unknown.isEmpty && recurringDrifts.isEmpty && running.isEmpty
    }

    /// Everything that differs.
    package var differing: [Repair] {
        (running + ready).flatMap { step in step.differences.map { Repair(step.resource, $0) } }
            + held.flatMap { held in held.differences.map { Repair(held.resource, $0) } }
    }

    /// Whether the step mends nothing but what is fought over.
    package func isRecurring(_ step: Step) -> Bool {
        !step.differences.isEmpty
            && step.differences.allSatisfy { one in recurringDrifts.contains { $0.repair == Repair(step.resource, one) }
            }
    }
}
