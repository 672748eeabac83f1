internal import ClusterModel

/// What may be done to the hosted engine.
struct HostedEngineRules {
    let step: Step
    let host: HostName
    let observed: ObservedState

    init(_ step: Step, _ host: HostName, _ observed: ObservedState) {
        self.step = step
        self.host = host
        self.observed = observed
    }

    func judge(_ action: HostedEngineAction) -> [Objection] {
        switch action {
        case .deploy(let deployment): asked() + alone() + over(deployment) + secrets(deployment)
        case .cleanUp: asked() + agreed() + unused()
        case .setMaintenance, .set: alone()
        }
    }

    /// One installer at a time, whichever host it is on.
    static func together(_ plan: Plan) -> [Objection] {
        let runs = (plan.running + plan.ready).filter { step in
            if case .hostedEngine(.deploy, _) = step.action { true } else { false }
        }
        return runs.dropFirst().filter(plan.ready.contains).map {
            Objection($0, "another installer of the engine is begun by the same plan, or runs")
        }
    }

    private var hosts: [HostName] { observed.hosts.keys.sorted() }

    private func facts(_ host: HostName) -> HostedEngineFacts { observed.host(host).hostedEngine }

    /// The installer takes the host's network away for a moment, and the clean-up too.
    private func asked() -> [Objection] {
        step.risk == .benign ? [Objection(step, "\(host) is disturbed, and no operator was asked")] : []
    }

    /// While two engines run nothing is changed.
    private func alone() -> [Objection] {
        let rows = hosts.flatMap { host -> [HostedEngineRow] in
            if case .known(let view) = facts(host).view { view.hosts } else { [] }
        }
        let up = Set(rows.filter { $0.isLive && $0.engine.vm == "up" }.map(\.id))
        return up.count > 1 ? [Objection(step, "the engine runs on \(up.count) hosts")] : []
    }

    /// The first installer runs only where no host is known to have an engine and no host's state is unknown; that of a
    /// further host only where it has none itself.
    private func over(_ deployment: HostedEngineDeployment) -> [Objection] {
        let isFurther = deployment.answers.contains { $0.key == "OVEHOSTED_CORE/isAdditionalHost" }
        return (isFurther ? [host] : hosts).compactMap { name in
            switch facts(name).configuration {
            case .known(let found) where found.values["vmid"].map { !$0.isEmpty } ?? false:
                Objection(step, "\(name) has an engine already")
            case .unknown: facts(name).view == .absent ? nil : unread(name)
            case .known, .absent: nil
            }
        } + domains(isFurther)
    }

    /// A host of which nothing was asked is none of the engine's.
    private func unread(_ name: HostName) -> Objection? {
        if case .unknown(.notAsked) = facts(name).configuration { return nil }
        return Objection(step, "whether \(name) has an engine is not known")
    }

    private func domains(_ isFurther: Bool) -> [Objection] {
        guard !isFurther else { return [] }
        let found = hosts.flatMap { host in
            facts(host).preflight.domains.values.flatMap { reading -> [String] in
                if case .known(let names) = reading { names } else { [] }
            }
        }
        return found.isEmpty ? [] : [Objection(step, "the volume holds the storage domain \(found[0])")]
    }

    /// A password is read when the file is written, and is no part of a plan.
    private func secrets(_ deployment: HostedEngineDeployment) -> [Objection] {
        let open = deployment.answers.filter { answer in
            guard answer.key.hasSuffix("Password") || answer.key.hasSuffix("Pwd") else { return false }
            if case .secret = answer.value { return false }
            return true
        }
        return open.map { Objection(step, "\($0.key) is a part of the plan") }
    }

    private func agreed() -> [Objection] {
        step.consents.contains { $0.allows("hostedEngine.cleanUp", host.text) }
            ? [] : [Objection(step, "no operator has agreed that \(host) is cleaned up")]
    }

    /// An engine that runs is not taken away.
    private func unused() -> [Objection] {
        let rows = hosts.flatMap { host -> [HostedEngineRow] in
            if case .known(let view) = facts(host).view { view.hosts } else { [] }
        }
        return rows.contains { $0.isLive && $0.engine.vm == "up" }
            ? [Objection(step, "an engine runs on the storage of the deployment")] : []
    }
}
