internal import ClusterModel

/// CTDB on one host that answers.
struct CTDBHost {
    let host: HostName
    let cluster: CTDBAssessment
    let input: PlanningInput
    let draft: PlanDraft
    let seen: ObservedHost
    /// The steps that write its files.
    let files: StageReport

    init(_ host: HostName, _ cluster: CTDBAssessment, _ input: PlanningInput, _ draft: PlanDraft) {
        self.host = host
        self.cluster = cluster
        self.input = input
        self.draft = draft
        seen = input.observed.host(host)
        files = CTDBFiles(host, cluster, input, draft).report()
    }

    var resource: ResourceID { cluster.ctdb.id }
    var lock: CTDBClusterSpec.LockVolume { cluster.lock }
    var view: CTDBView? { cluster.view(host) }
    /// An operator works on it, or the installer of the engine is to make its bridge.
    var isInMaintenance: Bool { (input.desired.hosts[host]?.maintenance ?? false) || cluster.deploying == host }
    var fileSteps: [StepKey] { (files.ready.map(\.id) + files.held.compactMap(\.id)).distinct() }

    /// Steps, ready or held, that write a file.
    func steps(writing file: CTDBFile) -> [StepKey] {
        (files.ready + files.held.compactMap(\.step)).filter { step in
            if case .host(.replaceFile(let replacement), _) = step.action {
                replacement.file == .ctdb(file)
            } else {
                false
            }
        }.map(\.id)
    }

    func report(after reload: NodeReload?) -> StageReport {
        switch seen.ctdb.units {
        case .unknown(let why): StageReport(unknown: [UnknownFact(resource, on: host, why)])
        case .absent: StageReport(unknown: [UnknownFact(resource, on: host, .notReported)])
        case .known(let units): files + report(units, after: reload)
        }
    }

    private func report(_ units: CTDBUnits, after reload: NodeReload?) -> StageReport {
        let daemon = CTDBDaemon(self, units)
        let lock = isInMaintenance ? StageReport() : LockMount(self, units, after: daemon.strayStop).report()
        return unitReload(units) + lock + daemon.report(lock: lock, reload: reload)
    }

    private var unitFileSteps: [StepKey] { steps(writing: .lockUnit) + steps(writing: .dropIn) }

    /// Whether systemd has not read a file of the units as it is, or as it will be.
    func rereadsUnits(_ units: CTDBUnits) -> Bool { units.areStale || !unitFileSteps.isEmpty }

    private func unitReload(_ units: CTDBUnits) -> StageReport {
        rereadsUnits(units) ? .one(readUnits, waitingOn: unitFileSteps.map { .step($0) }) : StageReport()
    }

    var readUnits: Step {
        Step(
            resource: resource, action: .ctdb(.readUnits, on: host), postcondition: .ctdb(.unitsRead(host)),
            risk: .benign, scope: .host(host),
            differences: [
                Difference("units.inForce", desired: "as their files", observed: "older", rule: .cluster, on: host)
            ])
    }
}
