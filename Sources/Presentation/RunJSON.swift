package import ClusterModel

/// The one envelope of diff, apply and their like.
package struct RunJSON {
    /// Raised when a reader of an older document could misread a newer one.
    package static let formatVersion = 1

    private let report: RunReport
    private let command: String
    private let isSimulated: Bool
    private let preview: (Action) -> [CommandLine]

    /// The document of a run; `preview` tells the commands of an action. A simulated run says so.
    package init(
        _ report: RunReport, command: String, isSimulated: Bool = false, preview: @escaping (Action) -> [CommandLine]
    ) {
        self.report = report
        self.command = command
        self.isSimulated = isSimulated
        self.preview = preview
    }

    /// With what was done, what was waited for and how long each stage took, if the run could change anything.
    package func document(doing: Bool) -> JSON {
        .object(members + (doing ? done : []))
    }

    /// Of one command that changes nothing, with an exit code of its own, about these resources only; nil is all.
    package func document(exitCode: Int, of resources: [ResourceID]?) -> JSON {
        .object(
            members.map { member in
                switch member.name {
                case "exitCode": .init("exitCode", .integer(exitCode))
                case "resources": .init("resources", .array(chosen(resources).map(Self.status)))
                default: member
                }
            })
    }

    /// Of everything that concerns one resource, with its chain of causes.
    package func document(describing chain: CauseChain) -> JSON {
        let own: Set<String> = ["differences", "steps", "held", "unknown", "noted", "running"]
        let part = document(exitCode: 0, of: [chain.resource])
        guard case .object(let members) = part else { return part }
        let kept = members.map { member -> JSON.Member in
            guard own.contains(member.name), case .array(let items) = member.value else { return member }
            return .init(member.name, .array(items.filter { $0.names(chain.resource) }))
        }
        return .object(kept + [.init("causes", CauseJSON.links(chain))])
    }

    private func chosen(_ resources: [ResourceID]?) -> [ResourceStatus] {
        guard let resources else { return report.statuses }
        let wanted = Set(resources)
        return report.statuses.filter { wanted.contains($0.resource) }
    }

    private var members: [JSON.Member] {
        let counts = report.counts
        var members: [JSON.Member] = [
            .init("formatVersion", .integer(Self.formatVersion)), .init("command", .string(command)),
        ]
        if isSimulated { members.append(.init("simulated", .bool(true))) }
        members += [
            .init("cluster", .string(report.cluster.text)),
            .init("exitCode", .integer(Int(report.verdict.exitStatus))),
            .init("verdict", .string(report.verdict.word)), .init("seconds", Self.seconds(report.took)),
            .init(
                "commands",
                [
                    "reading": .integer(counts.reading), "changing": .integer(counts.changing),
                    "fence": .integer(counts.fence), "roundTrips": .integer(counts.roundTrips),
                ]),
            .init("resources", .array(report.statuses.map(Self.status))),
            .init("plan", counted),
            .init("differences", .array(differences)),
            .init("steps", .array(report.plan.ready.map(step))),
            .init("held", .array(report.plan.held.map(held))),
            .init("unknown", .array(report.plan.unknown.map(Self.unknown))),
            .init("unmanaged", .array(report.overview.unmanaged.map(Self.unmanaged))),
        ]
        if let scope = report.plan.scope { members.append(.init("scope", Self.scope(scope))) }
        if !report.plan.running.isEmpty { members.append(.init("running", .array(report.plan.running.map(step)))) }
        if !report.plan.noted.isEmpty { members.append(.init("noted", .array(report.plan.noted.map(Self.noted)))) }
        if !refusals.isEmpty { members.append(.init("refusals", .array(refusals.map(JSON.string)))) }
        return members
    }

    private var counted: JSON {
        let outlook = PlanOutlook(report.plan)
        return [
            "now": .integer(outlook.now.count), "afterwards": .integer(outlook.afterwards.count),
            "held": .integer(outlook.held.count), "unknown": .integer(report.plan.unknown.count),
        ]
    }

    private var done: [JSON.Member] {
        [
            .init("done", .array(report.taken.map(taken))),
            .init(
                "waits",
                .array(
                    report.waits.sorted { $0.key < $1.key }.map {
                        ["reason": .string($0.key), "seconds": Self.seconds($0.value)]
                    })),
            .init(
                "stages",
                .array(stages(report).map { ["name": .string($0.name), "seconds": Self.seconds($0.took)] })),
        ]
    }

    /// The audit's objections, or the hosts that would not let this run act.
    private var refusals: [String] {
        switch report.verdict {
        case .refused(let words): words
        case .notLeader(let words): words.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        case .converged, .different, .stalled, .timedOut, .interrupted, .declined: []
        }
    }

    private var differences: [JSON] {
        let all =
            report.plan.ready.map { ($0.resource, $0.differences) }
            + report.plan.held.map { ($0.resource, $0.differences) }
        return all.flatMap { resource, differences in differences.map { Self.difference($0, of: resource) } }
    }

    private static func difference(_ difference: Difference, of resource: ResourceID) -> JSON {
        var members: [JSON.Member] = [
            .init("resource", .string("\(resource)")), .init("field", .string(difference.field)),
            .init("desired", JSON(difference.desired)), .init("observed", JSON(difference.observed)),
            .init("rule", .string(difference.rule.rawValue)),
        ]
        if let host = difference.host { members.append(.init("host", .string(host.text))) }
        return .object(members)
    }

    private static func noted(_ note: NotedDifference) -> JSON {
        guard case .object(let members) = difference(note.difference, of: note.resource) else { return .null }
        return .object(members + [.init("annotation", .string(note.annotation))])
    }

    private func step(_ step: Step) -> JSON {
        [
            "id": .string("\(step.id)"), "resource": .string("\(step.resource)"), "action": .string(step.action.name),
            "summary": .string(step.summary),
            "host": JSON(step.action.host?.text), "risk": .string(step.risk.rawValue),
            "after": .array(step.after.map { .string("\($0)") }),
            "commands": .array(preview(step.action).map { .array($0.arguments.map(JSON.string)) }),
        ]
    }

    /// A step whose commands are not known yet.
    private static func foreseen(_ step: ForeseenStep) -> JSON {
        [
            "id": .string("\(step.id)"), "resource": .string("\(step.resource)"), "action": .string(step.actionName),
            "summary": .string(step.summary),
            "host": .string(step.host.text), "risk": .string(Risk.benign.rawValue),
            "after": .array([]), "commands": .array([]), "foreseen": .bool(true),
        ]
    }

    private func held(_ held: HeldStep) -> JSON {
        [
            "resource": .string("\(held.resource)"),
            "step": held.step.map(step) ?? held.foreseen.map(Self.foreseen) ?? .null,
            "waitingOn": .array(
                held.waitingOn.map {
                    WaitingJSON.document($0, since: report.firstSeen[HoldKey(held.resource, $0)])
                }),
        ]
    }

    static func unknown(_ fact: UnknownFact) -> JSON {
        [
            "resource": .string("\(fact.resource)"), "host": JSON(fact.target.host?.text),
            "reason": .string(fact.why.reason), "message": .string(fact.why.sentence),
        ]
    }

    private static func scope(_ scope: PlanScope) -> JSON {
        [
            "dependencies": .array(scope.dependencies.map { .string("\($0)") }), "leftOut": .integer(scope.leftOut),
        ]
    }

    private static func unmanaged(_ thing: Unmanaged) -> JSON {
        [
            "kind": .string(thing.kind.rawValue), "name": .string(thing.name), "reason": .string(thing.reason),
            "message": .string(UnmanagedText.sentence(thing)),
        ]
    }

    private func taken(_ one: TakenStep) -> JSON {
        [
            "step": step(one.step), "result": .string(one.result.sentence),
            "proven": .bool(report.proven.contains(one.step.id)), "begun": Self.seconds(one.begun),
            "seconds": Self.seconds(one.took),
        ]
    }

    private static func status(_ status: ResourceStatus) -> JSON {
        [
            "kind": .string(status.resource.kind.rawValue), "name": .string(status.resource.name),
            "sync": .string(status.sync.rawValue), "health": .string(status.health.rawValue),
            "actuation": .string(status.actuation.rawValue),
            "conditions": .array(status.conditions.map(condition)), "facts": status.facts,
        ]
    }

    private static func condition(_ condition: ResourceStatus.Condition) -> JSON {
        [
            "type": .string(condition.type.rawValue), "status": .bool(condition.status),
            "reason": .string(condition.reason), "message": .string(condition.message),
            "since": .string("\(condition.since)"),
        ]
    }

    static func seconds(_ duration: Duration) -> JSON {
        let (whole, parts) = duration.components
        return .decimal(Double(whole) + Double(parts) / 1e18)
    }
}

extension JSON {
    /// Whether it is an object about the resource.
    fileprivate func names(_ resource: ResourceID) -> Bool {
        guard case .object(let members) = self else { return false }
        return members.contains { $0.name == "resource" && $0.value == .string("\(resource)") }
    }
}
