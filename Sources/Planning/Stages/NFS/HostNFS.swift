internal import ClusterModel

/// The NFS server of one host.
struct HostNFS {
    let host: HostName
    let stage: NFSStage
    let input: PlanningInput
    let seen: ObservedHost
    /// The restart of another host's server in this plan.
    let otherRestart: StepKey?
    private let files: NFSFiles

    init(_ host: HostName, _ stage: NFSStage, restarting: StepKey?) {
        self.host = host
        self.stage = stage
        input = stage.input
        seen = stage.input.observed.host(host)
        otherRestart = restarting
        files = NFSFiles(host, stage)
    }

    func report() -> StageReport {
        let written = files.report()
        switch seen.service(GaneshaSettings.unit) {
        case .unknown(let why): return written + StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: return written + missing()
        case .known(let state): return written + service(state, written)
        }
    }

    // MARK: - The service

    private func missing() -> StageReport {
        let installing = stage.packages.obstacles(on: host)
        let step = start(
            [
                Difference(
                    "services[\(GaneshaSettings.unit)]", desired: "active, enabled", observed: nil, rule: .cluster)
            ],
            after: [])
        return .one(
            step, waitingOn: installing.isEmpty ? [.host(.notInstalled(host, what: GaneshaSettings.unit))] : installing)
    }

    private func service(_ state: ServiceState, _ written: StageReport) -> StageReport {
        let differences = ServiceStage.differences(GaneshaSettings.unit, state)
        switch (state.load, state.active, state.enablement) {
        case ("not-found", _, _): return missing()
        case ("masked", _, let enablement):
            let isOurs = enablement == "masked-runtime"
            let step = start(differences, after: written, unmasking: isOurs)
            let waiting: [WaitingOn] = isOurs ? [] : [.consent(.unmask(host, unit: GaneshaSettings.unit))]
            return .one(step, waitingOn: waiting + obstacles(written))
        case (_, "active", "enabled"): return running(written)
        case (_, "active", _): return started(state, differences, written) + running(written)
        default: return started(state, differences, written)
        }
    }

    private func started(
        _ state: ServiceState, _ differences: [Difference], _ written: StageReport
    ) -> StageReport {
        let (counted, noted) = input.split(differences, of: .host(host))
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        let part: [WaitingOn] =
            noted.isEmpty ? [] : [.unsupported(.serviceInPart(host, unit: GaneshaSettings.unit))]
        let step = start(counted, after: written, clearing: state.active == "failed")
        return StageReport(noted: noted) + .one(step, waitingOn: part + obstacles(written))
    }

    /// Without its files it would start with those of the package, and a file that is named and missing is fatal to it.
    private func obstacles(_ written: StageReport) -> [WaitingOn] {
        input.maintenance(of: host) + stage.packages.obstacles(on: host)
            + written.held.filter { $0.isOfNFSFile }.flatMap(\.waitingOn) + glusterd
    }

    /// It opens volumes as a client of the host's own glusterd.
    private var glusterd: [WaitingOn] {
        stage.services.steps(on: host).map { .step($0.id) } + stage.services.held(on: host).flatMap(\.waitingOn)
    }

    private func start(
        _ differences: [Difference], after written: StageReport, clearing: Bool = false, unmasking: Bool = false
    ) -> Step {
        let unit = GaneshaSettings.unit
        return Step(
            resource: .host(host),
            action: .host(.enableAndStart(unit: unit, clearing: clearing, unmasking: unmasking), on: host),
            after: (written.ready + volumeSteps).map(\.id), postcondition: .host(.serviceRuns(host, unit: unit)),
            risk: .benign, scope: .host(host), differences: differences)
    }

    private func start(_ differences: [Difference], after: [Step]) -> Step {
        start(differences, after: StageReport(ready: after))
    }

    /// A volume that starts now is exported by the start, and not one by one afterwards.
    private var volumeSteps: [Step] {
        let exported = Set(input.desired.nfsExports.map { ResourceID.volume($0.spec.volume) })
        return stage.volumes.report.ready.filter { exported.contains($0.resource) }
    }

    // MARK: - A server that runs

    private func running(_ written: StageReport) -> StageReport {
        let nfs = seen.nfs
        if nfs.hangs { return hanging() }
        if let restart = restart(written) { return restart }
        switch (nfs.nullCall, nfs.exports) {
        case (.unknown(let why), _), (_, .unknown(let why)):
            return StageReport(unknown: [UnknownFact(.host(host), on: host, why)]) + statd(written)
        case (.absent, _), (_, .absent): return answer("starting", .starting(host)) + statd(written)
        case (.known, .known(let served)):
            let grace = nfs.isInGrace == .known(true) ? answer("in its grace period", .inGrace(host)) : StageReport()
            return HostExports(host, stage, served, files: files, written).report() + grace + statd(written)
        }
    }

    /// Nothing is to be done, and clients cannot work yet.
    private func answer(_ words: String, _ hold: NFSHold) -> StageReport {
        StageReport(held: [
            HeldStep(resource: .host(host), differences: [answering(words)], waitingOn: [.nfs(hold)])
        ])
    }

    private func answering(_ words: String) -> Difference {
        Difference("services[\(GaneshaSettings.unit)].answer", desired: "ready", observed: words, rule: .cluster)
    }

    /// A process that answers nobody serves nobody: it is killed, once that is certain.
    private func hanging() -> StageReport {
        let seen = input.history.nfsHangs[host]
        let time = seen.map { input.now - $0.since } ?? .zero
        let samples = seen?.samples ?? 0
        let isCertain = samples >= NFSHangs.needed && time >= NFSHangs.settleTime
        return .one(
            restart(killing: true, [answering("none")], after: []),
            waitingOn: input.maintenance(of: host)
                + (isCertain ? [] : [.nfs(.hangs(host, samples: samples, needed: NFSHangs.needed))]))
    }

    /// Settings are read when it starts.
    private func restart(_ written: StageReport) -> StageReport? {
        let writing = written.ready.first { $0.writes(.nfs(.server)) }
        if writing == nil {
            guard case .known(let file) = seen.file(.nfs(.server)), file.isNewerThanReader == .known(true) else {
                return nil
            }
        }
        let step = restart(
            killing: false,
            [
                Difference(
                    "services[\(GaneshaSettings.unit)].settings", desired: "those of ganesha.conf",
                    observed: "older ones", rule: .cluster)
            ], after: written.ready)
        let waiting =
            input.maintenance(of: host) + written.held.filter { $0.isOfNFSFile }.flatMap(\.waitingOn)
            + foreignExports + otherServers
        return .one(step, waitingOn: waiting)
    }

    private func restart(killing: Bool, _ differences: [Difference], after: [Step]) -> Step {
        Step(
            resource: .host(host), action: .nfs(.restartServer(killing: killing), on: host), after: after.map(\.id),
            postcondition: .nfs(.answers(host)), risk: killing ? .benign : .disruptive, scope: .host(host),
            differences: differences)
    }

    /// What no file names would be gone after a restart.
    private var foreignExports: [WaitingOn] {
        guard case .known(let served) = seen.nfs.exports else { return [] }
        return served.filter { $0.id != 0 && !files.ownIDs.contains($0.id) }.map {
            .nfs(.foreignExport(host, id: $0.id, path: $0.pseudoPath))
        }
    }

    /// One server at a time, and only while the others are ready.
    private var otherServers: [WaitingOn] {
        let others = input.desired.spec.hosts.filter { $0 != host && !input.observed.host($0).nfs.isReady }
        return (otherRestart.map { [.step($0)] } ?? []) + others.map { .nfs(.onlyServer(host, notReady: $0)) }
    }

    // MARK: - rpc.statd

    /// It takes its port when it starts.
    private func statd(_ written: StageReport) -> StageReport {
        guard case .known(let ports) = seen.nfs.ports else { return StageReport() }
        let found = Set(ports.filter { $0.program == GaneshaSettings.statusProgram }.map(\.port)).sorted()
        guard found != [GaneshaSettings.statusPort] else { return StageReport() }
        let step = Step(
            resource: .host(host), action: .nfs(.restartStatd, on: host),
            after: written.ready.filter { $0.writes(.nfs(.statd)) }.map(\.id),
            postcondition: .nfs(.statdPort(host, GaneshaSettings.statusPort)), risk: .benign, scope: .host(host),
            differences: [
                Difference(
                    "services[\(GaneshaSettings.lockUnit)].port", desired: "\(GaneshaSettings.statusPort)",
                    observed: found.isEmpty ? nil : found.map { "\($0)" }.joined(separator: ", "), rule: .cluster)
            ])
        return .one(step, waitingOn: input.maintenance(of: host))
    }
}

extension Step {
    /// Whether it writes the file.
    func writes(_ file: ManagedFile.ID) -> Bool {
        if case .host(.replaceFile(let replacement), _) = action { replacement.file == file } else { false }
    }
}

extension HeldStep {
    /// Whether it is the write of a file that the server reads.
    fileprivate var isOfNFSFile: Bool {
        guard case .host(.replaceFile(let replacement), _)? = step?.action, case .nfs(let file) = replacement.file
        else {
            return false
        }
        return file != .check && file != .statd
    }
}
