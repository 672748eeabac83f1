internal import ClusterModel

/// The daemons that every host of the cluster runs, enabled and started, once its storage is dealt with.
struct ServiceStage: PlanningStage {
    static let name = StageName.services

    let input: PlanningInput
    let packages: StageConclusion
    /// Stages whose steps on a host come before the start of its daemons.
    let earlier: [StageConclusion]

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        packages = draft[.packages]
        earlier = [draft[.names], draft[.daemonFiles], draft[.storage]]
    }

    func report() -> StageReport {
        input.desired.spec.hosts.reduce(into: StageReport()) { report, host in
            guard input.unreachable(host) == nil else { return }
            for service in input.desired.services(of: host) where service.isPlain {
                report += self.report(service.unit, on: host)
            }
        }
    }

    private func report(_ unit: String, on host: HostName) -> StageReport {
        switch input.observed.host(host).service(unit) {
        case .unknown(let why): StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: missing(unit, on: host)
        case .known(let state): report(unit, state, on: host)
        }
    }

    /// A daemon that is activating may only be waiting for the minute that systemd leaves between two starts: starting
    /// it ends that wait, and does nothing to one that is really starting.
    private func report(_ unit: String, _ state: ServiceState, on host: HostName) -> StageReport {
        let differences = Self.differences(unit, state)
        switch (state.load, state.active, state.enablement) {
        case ("not-found", _, _): return missing(unit, on: host)
        // The mask under which its package is installed is ours; any other is a person's.
        case ("masked", _, "masked-runtime"):
            let waiting = input.maintenance(of: host) + packages.obstacles(on: host)
            return .one(step(unit, differences, on: host, unmasking: true), waitingOn: waiting)
        case ("masked", _, _):
            return .one(step(unit, differences, on: host), waitingOn: [.consent(.unmask(host, unit: unit))])
        case (_, "active", "enabled"): return answer(on: host)
        default:
            let (counted, noted) = input.split(differences, of: .host(host))
            let step = step(unit, counted, on: host, clearing: state.active == "failed")
            // One command enables and starts: what is ignored must not be changed with the other.
            let part: [WaitingOn] =
                noted.isEmpty || counted.isEmpty ? [] : [.unsupported(.serviceInPart(host, unit: unit))]
            let report = StageReport.one(
                step, waitingOn: damage(on: host) + part + input.maintenance(of: host) + packages.obstacles(on: host))
            return counted.isEmpty ? StageReport(noted: noted) : StageReport(noted: noted) + report
        }
    }

    /// A daemon that failed over files that are empty fails again: it was started once, and its store is not touched.
    private func damage(on host: HostName) -> [WaitingOn] {
        guard case .known(let damage) = input.observed.host(host).gluster.damage, !damage.emptyFiles.isEmpty else {
            return []
        }
        let words = damage.words.joined(separator: "; ")
        return [.gluster(.damagedStore(host, files: damage.emptyFiles, words: words))]
    }

    private func missing(_ unit: String, on host: HostName) -> StageReport {
        let installing = packages.obstacles(on: host)
        let step = step(
            unit, [Difference("services[\(unit)]", desired: "active, enabled", observed: nil, rule: .cluster)],
            on: host)
        return .one(step, waitingOn: installing.isEmpty ? [.host(.notInstalled(host, what: unit))] : installing)
    }

    /// Only what differs: a daemon that runs, or is enabled, is not named for that.
    static func differences(_ unit: String, _ state: ServiceState) -> [Difference] {
        let enablement = state.enablement.isEmpty ? "no unit file" : state.enablement
        return [("active", "active", state.active), ("enabled", "enabled", enablement)].compactMap {
            field, desired, observed in
            guard desired != observed else { return nil }
            return Difference("services[\(unit)].\(field)", desired: desired, observed: observed, rule: .cluster)
        }
    }

    /// A daemon that runs and says nothing hides pool and volumes of its host.
    private func answer(on host: HostName) -> StageReport {
        guard case .unknown(let why) = input.observed.host(host).gluster.view else { return StageReport() }
        return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
    }

    private func step(
        _ unit: String, _ differences: [Difference], on host: HostName, clearing: Bool = false, unmasking: Bool = false
    ) -> Step {
        Step(
            resource: .host(host),
            action: .host(.enableAndStart(unit: unit, clearing: clearing, unmasking: unmasking), on: host),
            after: earlier.flatMap { $0.steps(on: host) }.map(\.id),
            postcondition: .host(.serviceRuns(host, unit: unit)),
            risk: .benign,
            scope: .host(host), differences: differences)
    }
}
