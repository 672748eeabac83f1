internal import ClusterModel

/// Holds steps of all stages that would harm the engine: its volume is not lowered in protection while it has the engine's
/// disk, and nothing is changed that two running engines touch.
struct HostedEngineGuard {
    private let volume: VolumeName?
    /// The manifest's hosts on which an engine runs.
    private let runsOn: [HostName]
    private let isDoubled: Bool
    private let isDeployed: Bool
    /// Live hosts besides those that could start the engine.
    private let canTakeOver: Set<HostName>

    init(_ input: PlanningInput) {
        guard let engine = input.desired.hostedEngine else {
            (volume, runsOn, isDoubled, isDeployed, canTakeOver) = (nil, [], false, false, [])
            return
        }
        let merge = HostedEngineMerge(input.desired.spec.hosts, input.observed)
        volume = input.desired.engineVolume
        runsOn = merge.engineOn.compactMap(input.host)
        isDoubled = merge.engineOn.count > 1
        isDeployed = engine.spec.hosts.contains {
            input.observed.host($0).hostedEngine.configuration.isKnown(\.isDeployed)
        }
        canTakeOver = Set(
            merge.rows.filter { $0.isLive && !$0.isStopped && !$0.isInMaintenance && $0.score > 0 }
                .compactMap(input.host))
    }

    func hold(_ report: inout StageReport) {
        guard volume != nil || isDoubled else { return }
        let steps = report.ready
        report.ready = []
        for step in steps {
            let reasons = obstacles(step)
            if reasons.isEmpty {
                report.ready.append(step)
            } else {
                report.held.append(HeldStep(step, waitingOn: reasons))
            }
        }
    }

    private func obstacles(_ step: Step) -> [WaitingOn] {
        let isOfVolume = volume.map { step.resource == .volume($0) || step.scope == .volume($0) } ?? false
        if isDoubled, isOfVolume || step.action.host.map(runsOn.contains) ?? false {
            return [.hostedEngine(.severalEngines(runsOn))]
        }
        // Consent is asked where protection is lowered; for the engine's own volume none is accepted.
        if isDeployed, isOfVolume, !step.consents.isEmpty, let volume { return [.hostedEngine(.holdsEngine(volume))] }
        return []
    }

    /// What speaks against taking the host away.
    func obstacles(disturbing host: HostName) -> [WaitingOn] {
        if isDoubled { return [.hostedEngine(.severalEngines(runsOn))] }
        guard runsOn == [host], canTakeOver.subtracting([host]).isEmpty else { return [] }
        return [.hostedEngine(.onlyEngineHost(host))]
    }
}
