internal import ClusterModel

/// The exports of a server that answers: what it serves is compared with the manifests and changed over D-Bus.
struct HostExports {
    private let host: HostName
    private let stage: NFSStage
    private let input: PlanningInput
    private let served: [ServedExport]
    private let files: NFSFiles
    /// What is written to its files in this plan.
    private let written: StageReport

    init(_ host: HostName, _ stage: NFSStage, _ served: [ServedExport], files: NFSFiles, _ written: StageReport) {
        self.host = host
        self.stage = stage
        input = stage.input
        self.served = served
        self.files = files
        self.written = written
    }

    func report() -> StageReport {
        input.desired.nfsExports.reduce(into: StageReport()) { $0 += report($1) }
            + files.dropped.reduce(into: StageReport()) { $0 += removal($1) }
    }

    private func report(_ export: Desired<NFSExportSpec>) -> StageReport {
        let wanted = WantedExport(export)
        let ignored = input.policy(export.id).ignored
        if let found = served.first(where: { $0.id == wanted.id }) {
            let all = ExportFields.differences(wanted, found, on: host)
            let isForeign =
                found.details.map { $0.path != wanted.path } ?? false && found.pseudoPath != export.spec.pseudoPath
            if isForeign { return taken(wanted, by: found) }
            return changed(wanted, all.filter { !ignored.contains($0.field) }, export)
        }
        if let other = served.first(where: { $0.pseudoPath == export.spec.pseudoPath }) {
            return taken(wanted, by: other)
        }
        return one(
            .addExport(wanted.name, id: wanted.id), wanted,
            [Difference("served", desired: "yes", observed: "no", rule: .explicit, on: host)])
    }

    /// Path and volume of an export cannot be updated (ganesha-export-config(8)): clients lose their handles.
    private func changed(
        _ wanted: WantedExport, _ differences: [Difference], _ export: Desired<NFSExportSpec>
    ) -> StageReport {
        let isRewritten = written.ready.contains { $0.writes(.nfs(.export(export.name))) }
        guard !differences.isEmpty else {
            guard isRewritten, let step = written.ready.first(where: { $0.writes(.nfs(.export(export.name))) }) else {
                return StageReport()
            }
            return one(.updateExport(wanted.name, id: wanted.id), wanted, step.differences)
        }
        let isReplaced = differences.contains { $0.field == "spec.volume" }
        return one(
            isReplaced
                ? .replaceExport(wanted.name, id: wanted.id, old: wanted.id)
                : .updateExport(wanted.name, id: wanted.id), wanted, differences,
            risk: isReplaced ? .disruptive : .benign)
    }

    /// The number or the path is that of an export that is not ours.
    private func taken(_ wanted: WantedExport, by other: ServedExport) -> StageReport {
        let step = step(
            .addExport(wanted.name, id: wanted.id), wanted,
            [
                Difference(
                    "served", desired: "yes", observed: "export \(other.id) at \(other.pseudoPath)", rule: .explicit,
                    on: host)
            ], .benign)
        return .one(step, waitingOn: [.nfs(.numberTaken(host, id: other.id, path: other.pseudoPath))])
    }

    private func one(
        _ action: NFSAction, _ wanted: WantedExport, _ differences: [Difference], risk: Risk = .benign
    ) -> StageReport {
        let blocked = written.held.filter { $0.step?.writes(.nfs(.export(wanted.name))) ?? false }
        return .one(
            step(action, wanted, differences, risk),
            waitingOn: blocked.flatMap(\.waitingOn) + stage.obstacles(of: wanted.spec.volume))
    }

    private func step(_ action: NFSAction, _ wanted: WantedExport, _ differences: [Difference], _ risk: Risk) -> Step {
        Step(
            resource: ResourceID(wanted.name), action: .nfs(action, on: host),
            after: written.ready.filter { $0.writes(.nfs(.export(wanted.name))) }.map(\.id),
            postcondition: .nfs(.serves(host, wanted)), risk: risk, scope: .host(host), differences: differences)
    }

    /// Clients lose what is removed: it needs the agreement of a person. The list of files names it until the server has
    /// let it go, or nobody would know afterwards that it was hcctl's.
    private func removal(_ dropped: ListedExport) -> StageReport {
        guard served.contains(where: { $0.id == dropped.id }) else { return StageReport() }
        let removal = ExportRemoval(dropped.name, input)
        let step = Step(
            resource: .cluster(input.desired.cluster),
            action: .nfs(.removeExport(dropped.name, id: dropped.id), on: host),
            postcondition: .nfs(.removed(host, id: dropped.id)), risk: .disruptive, scope: .host(host),
            differences: [
                Difference(
                    "exports[\(dropped.name)]", desired: nil, observed: "exported as \(dropped.id)", rule: .cluster,
                    on: host)
            ], consents: removal.consent.map { [$0] } ?? [])
        return .one(step, waitingOn: removal.obstacle.map { [$0] } ?? [])
    }
}

/// Whether an export may be removed that no manifest declares any more.
struct ExportRemoval {
    let consent: Consent?
    let obstacle: WaitingOn?

    init(_ name: NFSExportName, _ input: PlanningInput) {
        let request = ConsentRequest.removeExport(name)
        let given = input.policy(.cluster(input.desired.cluster)).consents.filter { consent in
            request.annotation.map { consent.allows($0.action, $0.object) } ?? false
        }
        consent = given.first
        obstacle = given.isEmpty ? .consent(request) : nil
    }
}
