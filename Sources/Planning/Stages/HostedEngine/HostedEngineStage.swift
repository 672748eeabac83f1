internal import ClusterModel

/// The hosted engine (MISSION M15 to M21): its installer on one host, then the other hosts and what is kept as declared.
struct HostedEngineStage: PlanningStage {
    static let name = StageName.hostedEngine
    let input: PlanningInput
    let packages: StageConclusion
    let volumes: StageConclusion
    let ctdb: StageConclusion
    let nfs: StageConclusion

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        packages = draft[.packages]
        volumes = draft[.volumes]
        ctdb = draft[.ctdb]
        nfs = draft[.nfs]
    }

    func report() -> StageReport {
        guard let engine = input.desired.hostedEngine else { return StageReport() }
        let merge = HostedEngineMerge(input.desired.spec.hosts, input.observed)
        guard merge.engineOn.count < 2 else { return twice(engine.id, merge) }
        if let running = running(engine) { return running }
        switch deployment(of: engine.spec.hosts) {
        case .unknown(let facts): return StageReport(unknown: facts.map { UnknownFact(engine.id, on: $0.0, $0.1) })
        case .none: return HostedEngineDeploying(engine, self).report()
        case .on(let hosts): return HostedEngineKeeping(engine, self, merge, deployed: hosts).report()
        }
    }

    /// Two engines write to one disk, or are about to: nothing is done before an operator has checked.
    private func twice(_ engine: ResourceID, _ merge: HostedEngineMerge) -> StageReport {
        let hosts = merge.engineOn.map { input.host(of: $0)?.text ?? $0.hostname }
        return StageReport(held: [
            HeldStep(
                resource: engine,
                differences: [
                    Difference(
                        "engine", desired: "on one host", observed: hosts.joined(separator: ", "), rule: .cluster)
                ], waitingOn: [.hostedEngine(.severalEngines(merge.engineOn.compactMap(input.host)))])
        ])
    }

    private func running(_ engine: Desired<HostedEngineSpec>) -> StageReport? {
        for host in engine.spec.hosts {
            guard case .known(let work) = input.observed.host(host).hostedEngine.deployment, work.state == .running
            else { continue }
            let words = HostedEngineStages.last(in: work.words) ?? work.words.last ?? ""
            return StageReport(held: [
                HeldStep(
                    resource: engine.id,
                    differences: [
                        Difference("engine", desired: "deployed", observed: "being deployed on \(host)", rule: .cluster)
                    ],
                    waitingOn: [
                        .host(
                            .operation(
                                host, what: "deploying the hosted engine", elapsed: work.elapsed, nil, words: words))
                    ])
            ])
        }
        return nil
    }

    private enum Deployment {
        case none
        case on([HostName])
        case unknown([(HostName, UnknownReason)])
    }

    /// A host that does not answer may have the engine: the installer is only started where every host says that it has
    /// none.
    private func deployment(of hosts: [HostName]) -> Deployment {
        let readings = hosts.map { ($0, input.observed.host($0).hostedEngine.configuration) }
        let deployed = readings.filter { $0.1.isKnown(\.isDeployed) }.map(\.0)
        guard deployed.isEmpty else { return .on(deployed) }
        let unknown = readings.compactMap { host, reading in
            if case .unknown(let why) = reading { (host, why) } else { nil }
        }
        return unknown.isEmpty ? .none : .unknown(unknown)
    }
}

/// What the installer prints on its way.
enum HostedEngineStages {
    /// The last stage or task: `[ INFO  ] TASK [… : Wait for the host to be up]`, `[ INFO  ] Stage: Setup validation`.
    static func last(in words: [String]) -> String? {
        words.lazy.reversed().compactMap(stage).first
    }

    private static func stage(_ line: String) -> String? {
        if let range = line.range(ofFirst: "Stage: ") { return String(line[range...]) }
        guard let range = line.range(ofFirst: "TASK [") else { return nil }
        let task = line[range...].prefix { $0 != "]" }
        return task.split(separator: " : ").last.map(String.init) ?? String(task)
    }

    /// What was said of the error: the lines that name one, else the last one.
    static func trouble(in words: [String]) -> String {
        let errors = words.filter { $0.hasPrefix("[ ERROR ]") || $0.hasPrefix("[ FATAL ]") }
        let meant = errors.isEmpty ? Array(words.suffix(1)) : Array(errors.suffix(2))
        return meant.map { $0.split(separator: "] ", maxSplits: 1).last.map(String.init) ?? $0 }.joined(separator: "; ")
    }
}

extension String {
    /// The place behind the first occurrence.
    fileprivate func range(ofFirst text: String) -> Index? { ranges(of: text).first?.upperBound }
}

extension PlanningInput {
    /// The manifest's host that a row of the metadata is about: by its address, its name, or the first label of either.
    func host(of row: HostedEngineRow) -> HostName? {
        orderedHosts.first { name, spec in
            [spec.address, name.text].contains { $0 == row.hostname || Self.label($0) == Self.label(row.hostname) }
        }?.name
    }

    private static func label(_ name: String) -> Substring { name.prefix { $0 != "." } }
}
