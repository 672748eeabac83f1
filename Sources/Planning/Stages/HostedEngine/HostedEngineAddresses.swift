internal import ClusterModel

/// The host that is about to get its management bridge (MISSION M16): CTDB is stopped there first, so that no public
/// address is on the interface that becomes a part of the bridge, and is started again once the host has its engine.
struct HostedEngineTurn {
    private let input: PlanningInput

    init(_ input: PlanningInput) { self.input = input }

    /// nil where no installer runs or could be run now.
    var host: HostName? {
        guard let engine = input.desired.hostedEngine, input.desired.ctdb != nil else { return nil }
        let hosts = engine.spec.hosts
        if let running = hosts.first(where: isInstalling) { return running }
        let missing = hosts.filter { !isDeployed($0) }
        guard missing.count < hosts.count else {
            return HostedEngineCheck(engine, input).lacksNothing ? engine.spec.deployFrom : nil
        }
        return isGood ? missing.first(where: takesCommand) : nil
    }

    private func facts(_ host: HostName) -> HostedEngineFacts { input.observed.host(host).hostedEngine }

    private func isInstalling(_ host: HostName) -> Bool { facts(host).deployment.isKnown { $0.state == .running } }

    private func isDeployed(_ host: HostName) -> Bool { facts(host).configuration.isKnown(\.isDeployed) }

    private var isGood: Bool {
        let up = HostedEngineMerge(input.desired.spec.hosts, input.observed).engineOn
        return up.count == 1 && up[0].engine.health == "good"
    }

    /// Releases before 4.1 add a host by its own command.
    private func takesCommand(_ host: HostName) -> Bool {
        input.unreachable(host) == nil && facts(host).release.isKnown { !$0.hasSharedConfiguration }
    }
}

extension HostedEngineStage {
    /// What CTDB still has to do before the installer makes the bridge: stop on that host, and serve elsewhere.
    func addressObstacles(deployingOn host: HostName) -> [WaitingOn] {
        guard input.desired.ctdb != nil else { return [] }
        let steps = ctdb.report.ready.map { WaitingOn.step($0.id) }
        let held = ctdb.report.held.flatMap { held -> [WaitingOn] in
            guard let id = held.id else { return held.waitingOn }
            return held.step?.action.host == host ? held.waitingOn : [.step(id)]
        }
        let isStopped =
            switch input.observed.host(host).ctdb.view {
            case .absent: true
            case .known, .unknown: false
            }
        return (steps + held + (isStopped || !steps.isEmpty ? [] : [.hostedEngine(.addressesFirst(host))])).distinct()
    }
}
