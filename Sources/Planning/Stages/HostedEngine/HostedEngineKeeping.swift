internal import ClusterModel

/// Keeps a deployed engine as declared: global maintenance, settings, and the hosts that take part.
struct HostedEngineKeeping {
    private let engine: Desired<HostedEngineSpec>
    private let spec: HostedEngineSpec
    private let stage: HostedEngineStage
    private let input: PlanningInput
    private let merge: HostedEngineMerge
    private let deployed: [HostName]

    init(
        _ engine: Desired<HostedEngineSpec>, _ stage: HostedEngineStage, _ merge: HostedEngineMerge,
        deployed: [HostName]
    ) {
        self.engine = engine
        spec = engine.spec
        self.stage = stage
        input = stage.input
        self.merge = merge
        self.deployed = deployed
    }

    func report() -> StageReport {
        let other = deployedOtherwise
        guard other.held.isEmpty else { return other }
        guard merge.rows.contains(where: \.isLive) else { return silent() }
        return maintenance() + (isGood ? settings() + hosts() : notGood())
    }

    private var isGood: Bool { merge.engineOn.count == 1 && merge.engineOn[0].engine.health == "good" }

    // MARK: - What cannot be changed

    /// The storage of a deployed engine stays: moving it is a restore of a backup.
    private var deployedOtherwise: StageReport {
        let expected = input.desired.engineStorage(spec)
        let strange = deployed.compactMap { host -> (HostName, String)? in
            guard case .known(let found) = facts(host).configuration, let storage = found.storage,
                !isSame(storage, expected)
            else { return nil }
            return (host, storage)
        }
        return StageReport(
            held: strange.map { host, found in
                HeldStep(
                    resource: engine.id,
                    differences: [
                        Difference("spec.storage", desired: expected, observed: found, rule: .explicit, on: host)
                    ],
                    waitingOn: [
                        .hostedEngine(.deployedOtherwise(host, field: "storage", found: found, expected: expected))
                    ])
            })
    }

    /// Any host of the cluster may be the source of a gluster volume's description: the volume is what counts.
    private func isSame(_ found: String, _ expected: String) -> Bool {
        guard spec.storage.type == .glusterfs, let server = Self.split(found), let wanted = Self.split(expected) else {
            return found == expected
        }
        return server.path == wanted.path && input.isAddress(server.server)
    }

    private static func split(_ text: String) -> (server: String, path: String)? {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    // MARK: - The agents

    /// No host has seen another one write: brokers that were just started report so for a minute.
    private func silent() -> StageReport {
        let unknown = merge.unknown.map { UnknownFact(engine.id, on: $0.host, $0.why) }
        guard unknown.isEmpty else { return StageReport(unknown: unknown) }
        return held("no host reports live data", [.hostedEngine(.notGood(state: "no agent has written yet"))])
    }

    private func notGood() -> StageReport {
        let live = merge.rows.filter(\.isLive)
        let states = live.map { "\($0.hostname) \($0.state ?? $0.engine.detail)" }.joined(separator: ", ")
        return held(states, failure + [.hostedEngine(.notGood(state: states))])
            + (failure.isEmpty ? StageReport() : HostedEngineCleaning(engine.id, spec.deployFrom, input).report())
    }

    private func held(_ observed: String, _ waiting: [WaitingOn]) -> StageReport {
        StageReport(held: [
            HeldStep(
                resource: engine.id,
                differences: [Difference("engine", desired: "up, good", observed: observed, rule: .cluster)],
                waitingOn: waiting)
        ])
    }

    /// The installer ended with an error after it had written the configuration: it waited for the engine without effect.
    private var failure: [WaitingOn] {
        guard case .known(let work) = facts(spec.deployFrom).deployment, case .failed = work.state else { return [] }
        return [
            .hostedEngine(
                .deployFailed(
                    spec.deployFrom, stage: HostedEngineStages.last(in: work.words),
                    words: HostedEngineStages.trouble(in: work.words),
                    leftovers: [
                        HostedEngineConfiguration.path, "storage domain on \(input.desired.engineStorage(spec))",
                    ]))
        ]
    }

    /// Hosts whose agents run and are not in local maintenance, the engine's own first: a command given on a parked host
    /// has no effect and ends with 0.
    private var issuers: [HostName] {
        let fit = merge.rows.filter {
            $0.isLive && !$0.isStopped && !$0.isInMaintenance && $0.state != "LocalMaintenance"
        }
        let hosts = fit.sorted { ($0.engine.vm == "up" ? 0 : 1, $0.id) < ($1.engine.vm == "up" ? 0 : 1, $1.id) }
            .compactMap(input.host)
        return hosts.filter { host in
            facts(host).isInLocalMaintenance != .known(true) && input.unreachable(host) == nil
        }
    }

    private func facts(_ host: HostName) -> HostedEngineFacts { input.observed.host(host).hostedEngine }

    // MARK: - Maintenance

    private func maintenance() -> StageReport {
        let isWanted = spec.maintenance == .global
        let difference = Difference(
            "spec.maintenance", desired: spec.maintenance.rawValue,
            observed: merge.isInGlobalMaintenance.map { $0 ? "global" : "none" } ?? "not the same on all hosts",
            rule: .explicit)
        guard let found = merge.isInGlobalMaintenance else {
            return StageReport(held: [
                HeldStep(
                    resource: engine.id, differences: [difference], waitingOn: [.hostedEngine(.maintenanceSpreads)])
            ])
        }
        guard found != isWanted else { return StageReport() }
        let step = Step(
            resource: engine.id,
            action: .hostedEngine(.setMaintenance(spec.maintenance), on: issuers.first ?? spec.deployFrom),
            postcondition: .hostedEngine(.globalMaintenance(isWanted)), risk: .benign, scope: .cluster,
            differences: [difference])
        return .one(step, waitingOn: issuers.isEmpty ? [.hostedEngine(.noAgent)] : [])
    }

    // MARK: - Settings

    /// The brokers' settings once for all hosts; what each host keeps of its own on that host.
    private func settings() -> StageReport {
        guard let issuer = issuers.first else { return StageReport() }
        return broker(issuer) + deployed.reduce(into: StageReport()) { $0 += ownCopy(on: $1) }
    }

    private func broker(_ issuer: HostName) -> StageReport {
        guard let mail = spec.notifications else { return StageReport() }
        switch facts(issuer).broker {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(engine.id, on: issuer, why)])
        case .absent: return StageReport()
        case .known(let found):
            let wanted = mail.brokerValues
            return HostedEngineBroker.fields.reduce(into: StageReport()) { report, field in
                guard let value = wanted[field.0], found[field.0] != value else { return }
                report += set(
                    field.0, value, .broker, on: issuer,
                    Difference(
                        "spec.notifications.\(field.1)", desired: value, observed: found[field.0], rule: .explicit))
            }
        }
    }

    private func ownCopy(on host: HostName) -> StageReport {
        guard case .known(let found) = facts(host).configuration, input.unreachable(host) == nil else {
            return StageReport()
        }
        let options = input.desired.engineMountOptions(spec).joined(separator: ",")
        let wanted = [
            ("gateway", spec.gateway, "spec.gateway"), ("mnt_options", options, "spec.mountOptions"),
            ("network_test", spec.networkTest.kind.rawValue, "spec.networkTest.kind"),
        ]
        return wanted.reduce(into: StageReport()) { report, part in
            let (key, value, field) = part
            guard let observed = found.values[key], observed != value else { return }
            report += set(
                key, value, .ownCopy, on: host,
                Difference(field, desired: value, observed: observed, rule: .explicit, on: host))
        }
    }

    private func set(
        _ key: String, _ value: String, _ type: HostedEngineConfigurationType, on host: HostName,
        _ difference: Difference
    ) -> StageReport {
        let (counted, noted) = input.split([difference], of: engine.id)
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        return .one(
            Step(
                resource: engine.id, action: .hostedEngine(.set(key: key, value: value, of: type), on: host),
                postcondition: .hostedEngine(.configured(host, type, key: key, value: value)), risk: .benign,
                scope: .host(host), differences: counted))
    }

    // MARK: - Further hosts

    /// One at a time: each becomes part before the next one is begun.
    private func hosts() -> StageReport {
        let missing = spec.hosts.filter { !takesPart($0) }
        return missing.enumerated().reduce(into: StageReport()) { report, item in
            report += further(item.element, after: item.offset > 0 ? missing[0] : nil)
        }
    }

    private func takesPart(_ host: HostName) -> Bool { deployed.contains(host) }

    private func further(_ host: HostName, after other: HostName?) -> StageReport {
        if let why = input.unreachable(host) { return StageReport(unknown: [UnknownFact(engine.id, on: host, why)]) }
        let step = Step(
            resource: engine.id,
            action: .hostedEngine(.deploy(HostedEngineAnswerList(spec, input.desired).further(host)), on: host),
            postcondition: .hostedEngine(.takesPart(host)), risk: .disruptive, scope: .host(host),
            differences: [
                Difference("spec.hosts[\(host)]", desired: "takes part", observed: nil, rule: .explicit, on: host)
            ])
        return .one(step, waitingOn: obstacles(host, other))
    }

    private func obstacles(_ host: HostName, _ other: HostName?) -> [WaitingOn] {
        let first: [WaitingOn] = other.map { [.hostedEngine(.otherHostFirst(host, other: $0))] } ?? []
        let common = input.maintenance(of: host) + stage.packages.obstacles(on: host)
        switch facts(host).release {
        case .unknown(let why): return common + [.fact(.hostedEngine(host), why)]
        case .absent: return common + [.hostedEngine(.preflight(host, .notInstalled(program: "hosted-engine")))]
        case .known(let release) where release.hasSharedConfiguration:
            return [.hostedEngine(.addedByEngine(host))]
        case .known: return common + first + stage.addressObstacles(deployingOn: host) + failure(on: host)
        }
    }

    private func failure(on host: HostName) -> [WaitingOn] {
        guard case .known(let work) = facts(host).deployment, case .failed = work.state else { return [] }
        return [
            .hostedEngine(
                .deployFailed(
                    host, stage: HostedEngineStages.last(in: work.words),
                    words: HostedEngineStages.trouble(in: work.words), leftovers: []))
        ]
    }
}
