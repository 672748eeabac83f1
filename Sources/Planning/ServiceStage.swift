internal import ClusterModel

/// The daemons that every host of the cluster runs, enabled and started, once its storage is dealt with.
struct ServiceStage {
    /// What gluster's daemon is called on Debian and on EL.
    static let glusterd = "glusterd"

    let situation: Situation
    /// What a daemon starts after.
    let earlier: StageReport

    init(_ situation: Situation, after earlier: StageReport) {
        self.situation = situation
        self.earlier = earlier
    }

    func report() -> StageReport {
        situation.desired.spec.hosts.reduce(into: StageReport()) { report, host in
            guard situation.unreachable(host) == nil else { return }
            report += self.report(Self.glusterd, on: host)
        }
    }

    private func report(_ unit: String, on host: HostName) -> StageReport {
        switch situation.observed.host(host).service(unit) {
        case .unknown(let why): StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: .one(step(unit, on: host, found: nil), waitingOn: [.notInstalled(host, what: unit)])
        case .known(let state): report(unit, state, on: host)
        }
    }

    private func report(_ unit: String, _ state: ServiceState, on host: HostName) -> StageReport {
        let found = "\(state.active), \(state.enablement.isEmpty ? "no unit file" : state.enablement)"
        let step = step(unit, on: host, found: found)
        switch (state.load, state.active, state.enablement) {
        case ("not-found", _, _): return .one(step, waitingOn: [.notInstalled(host, what: unit)])
        case ("masked", _, _): return .one(step, waitingOn: [.consent("unmask \(unit) on \(host)")])
        case (_, "active", "enabled"), (_, "activating", "enabled"): return answer(on: host)
        default: return .one(step)
        }
    }

    /// A daemon that runs and says nothing hides pool and volumes of its host.
    private func answer(on host: HostName) -> StageReport {
        guard case .unknown(let why) = situation.observed.host(host).gluster else { return StageReport() }
        return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
    }

    private func step(_ unit: String, on host: HostName, found: String?) -> Step {
        Step(
            resource: .host(host), action: .host(.enableAndStart(unit: unit), on: host),
            after: earlier.steps(on: host).map(\.id), proof: .serviceRuns(host, unit: unit), risk: .benign,
            scope: .host(host),
            because: [Difference("services[\(unit)]", desired: "active, enabled", observed: found, rule: .cluster)])
    }
}
