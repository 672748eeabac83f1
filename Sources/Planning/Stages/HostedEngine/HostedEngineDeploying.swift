internal import ClusterModel

/// Deploys the engine while no host has one: what the installer needs is known first, because it leaves half a host
/// behind where it fails.
struct HostedEngineDeploying {
    private let engine: Desired<HostedEngineSpec>
    private let stage: HostedEngineStage
    private let input: PlanningInput
    private let host: HostName
    private let seen: HostedEngineFacts

    init(_ engine: Desired<HostedEngineSpec>, _ stage: HostedEngineStage) {
        self.engine = engine
        self.stage = stage
        input = stage.input
        host = engine.spec.deployFrom
        seen = stage.input.observed.host(engine.spec.deployFrom).hostedEngine
    }

    func report() -> StageReport {
        let check = HostedEngineCheck(engine, stage)
        guard check.unknown.isEmpty else {
            return StageReport(held: held(check), unknown: check.unknown)
        }
        return .one(step, waitingOn: check.obstacles + failure) + cleaning
    }

    /// Obstacles that are known are shown although others are not.
    private func held(_ check: HostedEngineCheck) -> [HeldStep] {
        let obstacles = check.obstacles.distinct()
        return obstacles.isEmpty ? [] : [HeldStep(step, waitingOn: obstacles)]
    }

    private var step: Step {
        let storage = input.desired.engineStorage(engine.spec)
        let observed = failed.map {
            "not deployed; the last attempt failed in “\($0.stage ?? "its begin")”: \($0.words)"
        }
        return Step(
            resource: engine.id,
            action: .hostedEngine(.deploy(HostedEngineAnswerList(engine.spec, input.desired).first), on: host),
            after: [], postcondition: .hostedEngine(.runs(from: host, storage: storage)), risk: .disruptive,
            scope: .host(host),
            differences: [Difference("engine", desired: "deployed", observed: observed, rule: .cluster)])
    }

    /// The last run of the installer, if it failed.
    private var failed: (stage: String?, words: String)? {
        guard case .known(let work) = seen.deployment, case .failed(let result, let status) = work.state else {
            return nil
        }
        let words =
            work.words.isEmpty ? "it ended with \(result), \(status)" : HostedEngineStages.trouble(in: work.words)
        return (HostedEngineStages.last(in: work.words), words)
    }

    /// An installer takes up to an hour, and what it failed on is mostly not gone by itself: it is run once in a run of
    /// hcctl, and again in the next one.
    private var failure: [WaitingOn] {
        guard let failed, (input.history.attempts[step.id]?.count ?? 0) > 0 else { return [] }
        return [.hostedEngine(.deployFailed(host, stage: failed.stage, words: failed.words, leftovers: leftovers))]
    }

    /// What it left behind, as far as this is observed.
    private var leftovers: [String] {
        var found: [String] = []
        if case .known = seen.configuration { found.append(HostedEngineConfiguration.path) }
        if seen.hasLocalMachine { found.append("virtual machine HostedEngineLocal") }
        for (path, domains) in seen.preflight.domains.sorted(by: { $0.key < $1.key }) {
            if case .known(let names) = domains { found += names.map { "storage domain \($0) in \(path)" } }
        }
        return found
    }

    /// Offered where the host itself has leftovers.
    private var cleaning: StageReport {
        guard failed != nil, seen.hasLocalMachine || seen.configuration.isKnown({ _ in true }) else {
            return StageReport()
        }
        return HostedEngineCleaning(engine.id, host, input).report()
    }
}

/// The removal of what a failed deployment left on its host, with consent only.
struct HostedEngineCleaning {
    private let engine: ResourceID
    private let host: HostName
    private let input: PlanningInput

    init(_ engine: ResourceID, _ host: HostName, _ input: PlanningInput) {
        self.engine = engine
        self.host = host
        self.input = input
    }

    func report() -> StageReport {
        let request = ConsentRequest.cleanUpEngine(host)
        let consent = input.policy(engine).consents.first {
            $0.usedAt == nil && $0.allows("hostedEngine.cleanUp", host.text)
        }
        let step = Step(
            resource: engine, action: .hostedEngine(.cleanUp, on: host),
            postcondition: .hostedEngine(.cleaned(host)), risk: .disruptive, scope: .host(host),
            differences: [
                Difference(
                    "leftovers", desired: nil, observed: "those of a failed deployment", rule: .cluster, on: host)
            ], consents: consent.map { [$0] } ?? [])
        return .one(step, waitingOn: consent == nil ? [.consent(request)] : [])
    }
}

extension HostedEngineFacts {
    /// The command says with status 2 that the virtual machine of an unfinished deployment exists.
    var hasLocalMachine: Bool {
        if case .unknown(.refused(_, 2, let words)) = view { words.contains("previous attempt") } else { false }
    }
}
