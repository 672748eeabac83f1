internal import ClusterModel

/// glusterd's own settings (MISSION M06): written before its first start. A daemon that runs has to be started anew to
/// read them, which on Debian kills the bricks of its host (KillMode=control-group): one host at a time, and only while
/// nobody needs it.
struct DaemonFileStage {
    let input: PlanningInput
    let packages: StageReport

    init(_ input: PlanningInput, packages: StageReport) {
        self.input = input
        self.packages = packages
    }

    private var wanted: [DaemonOption] { input.desired.spec.gluster.daemonOptions }

    func report() -> StageReport {
        guard !wanted.isEmpty else { return StageReport() }
        var disturbing: [StepID] = []
        return input.desired.spec.hosts.filter { input.unreachable($0) == nil }.reduce(into: StageReport()) {
            report, host in
            let own = self.report(on: host, after: disturbing)
            disturbing += own.ready.filter { $0.risk == .disruptive && $0.isRestart }.map(\.id)
            report += own
        }
    }

    private func report(on host: HostName, after disturbing: [StepID]) -> StageReport {
        switch input.observed.host(host).glusterdFile {
        case .unknown(let why): StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: missing(on: host)
        case .known(let file): report(file, on: host, after: disturbing)
        }
    }

    /// It comes with the package of the daemon.
    private func missing(on host: HostName) -> StageReport {
        let obstacles = packages.obstacles(on: host)
        return StageReport(held: [
            HeldStep(
                resource: .host(host), differences: wanted.map { difference($0, nil) },
                waitingOn: obstacles.isEmpty ? [.notInstalled(host, what: "glusterfs-server")] : obstacles)
        ])
    }

    private func report(_ file: GlusterdFile, on host: HostName, after disturbing: [StepID]) -> StageReport {
        let differing = wanted.filter { file.value($0.name) != $0.value }
        guard !differing.isEmpty else { return restart(file, on: host, after: disturbing, writing: nil) }
        let differences = differing.map { difference($0, file.value($0.name)) }
        guard let text = text(file, differing) else {
            return StageReport(held: [
                HeldStep(
                    resource: .host(host), differences: differences,
                    waitingOn: [.unsupported(.glusterdFileWithoutSection(host))])
            ])
        }
        let step = Step(
            resource: .host(host),
            action: .host(.writeGlusterdFile(text: text, replacing: file.digest), on: host),
            postcondition: .daemonOptions(host, wanted), risk: servesBricks(host) ? .disruptive : .benign, scope: .host(host),
            differences: differences)
        return .one(step) + restart(file, on: host, after: disturbing, writing: step.id)
    }

    private func text(_ file: GlusterdFile, _ differing: [DaemonOption]) -> String? {
        differing.reduce(file.text as String?) { text, option in
            text.flatMap { GlusterdFile.setting(option.name, to: option.value, in: $0) }
        }
    }

    private func difference(_ option: DaemonOption, _ observed: String?) -> Difference {
        Difference(option.field, desired: option.value, observed: observed, rule: .explicit)
    }

    // MARK: - A daemon that runs

    private func restart(
        _ file: GlusterdFile, on host: HostName, after disturbing: [StepID], writing: StepID?
    ) -> StageReport {
        guard case .known(let state) = input.observed.host(host).service(ServiceStage.glusterd),
            state.active == "active"
        else { return StageReport() }
        if writing == nil {
            switch file.isNewerThanDaemon {
            case .known(false): return StageReport()
            case .known(true): break
            case .absent: return StageReport()
            case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
            }
        }
        let isDisturbing = servesBricks(host)
        let step = Step(
            resource: .host(host), action: .host(.restart(unit: ServiceStage.glusterd), on: host),
            after: writing.map { [$0] } ?? [], postcondition: .daemonServes(host), risk: isDisturbing ? .disruptive : .benign,
            scope: .host(host),
            differences: [
                Difference(
                    "services[\(ServiceStage.glusterd)].settings", desired: "those of glusterd.vol",
                    observed: "older ones", rule: .cluster)
            ])
        let obstacles =
            isDisturbing
            ? silence(of: host) + disturbing.map(WaitingOn.step)
                + DisruptionGuard(input).obstacles(disturbing: host) : []
        return .one(step, waitingOn: obstacles)
    }

    /// What a daemon serves that was not heard, nobody knows.
    private func silence(of host: HostName) -> [WaitingOn] {
        guard case .unknown(let why) = input.observed.host(host).gluster else { return [] }
        return [.fact(.glusterd(host), why)]
    }

    /// Bricks of started volumes, as its own daemon tells; where that does not answer, it may serve some.
    private func servesBricks(_ host: HostName) -> Bool {
        guard case .known(let view) = input.observed.host(host).gluster else {
            if case .known(let state) = input.observed.host(host).service(ServiceStage.glusterd) {
                return state.active == "active"
            }
            return false
        }
        return view.volumes.contains { volume in
            volume.status == .started && volume.bricks.contains { $0.isRunning != .unknown(.notAsked) }
        }
    }
}

extension Step {
    /// Whether it stops a daemon and starts it anew.
    var isRestart: Bool { if case .host(.restart, _) = action { true } else { false } }
}
