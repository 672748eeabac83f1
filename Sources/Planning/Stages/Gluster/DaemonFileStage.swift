internal import ClusterModel

/// glusterd's own settings (MISSION M06): written before its first start. A running daemon reads them only when it is
/// restarted, which kills the bricks of its host (KillMode=control-group): one host at a time, and only while the volumes
/// do not need them.
struct DaemonFileStage: PlanningStage {
    static let name = StageName.daemonFiles
    let input: PlanningInput
    let packages: StageConclusion

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        packages = draft[.packages]
    }

    private var wanted: [DaemonOption] { input.desired.spec.gluster.daemonOptions }

    func report() -> StageReport {
        guard !wanted.isEmpty else { return StageReport() }
        return input.desired.spec.hosts.filter { input.unreachable($0) == nil }.reduce(into: StageReport()) {
            report, host in
            report += self.report(on: host)
        }
    }

    private func report(on host: HostName) -> StageReport {
        switch input.observed.host(host).file(.glusterdVolfile) {
        case .unknown(let why): StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: missing(on: host)
        case .known(let file): report(GlusterdFile(file), on: host)
        }
    }

    /// It comes with the package of the daemon.
    private func missing(on host: HostName) -> StageReport {
        let obstacles = packages.obstacles(on: host).distinct()
        let step = ForeseenStep(
            resource: .host(host), .replaceFile(.glusterdVolfile, added: nil), on: host,
            differences: wanted.map { difference($0, nil) })
        return StageReport(held: [
            HeldStep(
                step, waitingOn: obstacles.isEmpty ? [.host(.notInstalled(host, what: "glusterfs-server"))] : obstacles)
        ])
    }

    private func report(_ file: GlusterdFile, on host: HostName) -> StageReport {
        let all = wanted.filter { file.value($0.name) != $0.value }
        let noted = input.split(all.map { difference($0, file.value($0.name)) }, of: .host(host)).noted
        return StageReport(noted: noted) + report(file, all.filter { !isIgnored($0, host) }, on: host)
    }

    private func isIgnored(_ option: DaemonOption, _ host: HostName) -> Bool {
        input.isIgnored(difference(option, nil), of: .host(host))
    }

    private func report(_ file: GlusterdFile, _ differing: [DaemonOption], on host: HostName) -> StageReport {
        guard !differing.isEmpty else { return restart(file, on: host, writing: nil) }
        let differences = differing.map { difference($0, file.value($0.name)) }
        let step = FileStep(file: .glusterdVolfile, host: host, old: file.file).holding(
            differing.map(\.line), proving: wanted.filter { !isIgnored($0, host) }.map(\.line), .host(host),
            risk: risk(on: host), differences: differences)
        guard let step else {
            return StageReport(held: [
                HeldStep(
                    resource: .host(host), differences: differences,
                    waitingOn: [.unsupported(.glusterdFileWithoutSection(host))])
            ])
        }
        return .one(step) + restart(file, on: host, writing: step)
    }

    private func difference(_ option: DaemonOption, _ observed: String?) -> Difference {
        Difference(option.field, desired: option.value, observed: observed, rule: .explicit)
    }

    // MARK: - A daemon that runs

    private func restart(
        _ file: GlusterdFile, on host: HostName, writing: Step?
    ) -> StageReport {
        guard case .known(let state) = input.observed.host(host).service(HostService.glusterd.unit),
            state.active == "active"
        else { return StageReport() }
        if writing == nil {
            switch file.isUnread(by: input.observed.host(host).gluster.view) {
            case .known(false): return StageReport()
            case .known(true): break
            case .absent: return StageReport()
            case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
            }
        }
        let risk = risk(on: host)
        let step = Step(
            resource: .host(host), action: .host(.restart(unit: HostService.glusterd.unit), on: host),
            after: writing.map { [$0.id] } ?? [], postcondition: .gluster(.daemonServes(host)), risk: risk,
            scope: .host(host),
            differences: [
                Difference(
                    "services[\(HostService.glusterd.unit)].settings", desired: "those of glusterd.vol",
                    observed: "others", rule: .cluster)
            ], subject: "\(host):\(HostService.glusterd.unit) for \(contents(file, writing))")
        return .one(step, waitingOn: risk == .disruptive ? silence(of: host) : [])
    }

    /// Identifies what the file holds once it is written: attempts to have it read count for these contents only.
    private func contents(_ file: GlusterdFile, _ writing: Step?) -> String {
        guard case .host(.replaceFile(let replacement), _)? = writing?.action else {
            return FNV1a.hex(file.file.text.bytes)
        }
        return FNV1a.hex(replacement.contents.bytes)
    }

    /// What a daemon serves that was not observed is not known.
    private func silence(of host: HostName) -> [WaitingOn] {
        guard case .unknown(let why) = input.observed.host(host).gluster.view else { return [] }
        return [.fact(.glusterd(host), why)]
    }

    private func risk(on host: HostName) -> Risk {
        servesBricks(host) ? ManagedFile.ID.glusterdVolfile.declaration.reader.risk : .benign
    }

    /// Bricks of started volumes, as its own daemon reports; one that does not answer may serve some.
    private func servesBricks(_ host: HostName) -> Bool {
        guard case .known(let view) = input.observed.host(host).gluster.view else {
            if case .known(let state) = input.observed.host(host).service(HostService.glusterd.unit) {
                return state.active == "active"
            }
            return false
        }
        return view.volumes.contains { volume in
            volume.status == .started && volume.bricks.contains { $0.isRunning != .unknown(.notAsked) }
        }
    }
}
