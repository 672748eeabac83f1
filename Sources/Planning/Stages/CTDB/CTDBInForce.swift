internal import ClusterModel

/// What a running ctdbd has in force, and the state of its node.
struct CTDBInForce {
    private let owner: CTDBHost
    private let units: CTDBUnits

    init(_ owner: CTDBHost, _ units: CTDBUnits) {
        self.owner = owner
        self.units = units
    }

    private var host: HostName { owner.host }

    func report() -> StageReport {
        switch owner.seen.ctdb.view {
        case .unknown(let why): unknown(why)
        case .absent: held(.settling(host, state: "starting"), observed: "starting")
        case .known(let view): tunables(view) + lock(view) + addresses(view) + state(view)
        }
    }

    private func unknown(_ why: UnknownReason) -> StageReport {
        StageReport(unknown: [UnknownFact(owner.resource, on: host, why)])
    }

    private func tunables(_ view: CTDBView) -> StageReport {
        let declared = owner.cluster.ctdb.spec.tunables
        switch view.tunables {
        case .unknown(let why): return declared.isEmpty ? StageReport() : unknown(why)
        case .absent: return StageReport()
        case .known(let values):
            return declared.filter { values[$0.name] != $0.value }.reduce(into: StageReport()) {
                $0 += set($1, observed: values[$1.name])
            }
        }
    }

    private func set(_ tunable: CTDBClusterSpec.Tunable, observed: Int?) -> StageReport {
        let difference = Difference(
            "spec.tunables[\(tunable.name)]", desired: "\(tunable.value) in force", observed: observed.map { "\($0)" },
            rule: .explicit, on: host)
        let (counted, noted) = owner.input.split([difference], of: owner.resource)
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        let step = Step(
            resource: owner.resource, action: .ctdb(.setTunable(tunable), on: host),
            postcondition: .ctdb(.tunable(host, tunable)), risk: .benign, scope: .host(host), differences: counted)
        return StageReport(noted: noted) + .one(step, waitingOn: owner.steps(writing: .tunables).map { .step($0) })
    }

    private func lock(_ view: CTDBView) -> StageReport {
        let expected = owner.lock.lockPath
        switch view.lock {
        case .unknown(let why): return unknown(why)
        case .known(expected): return StageReport()
        case .known(let found): return otherLock(found, expected)
        case .absent: return otherLock("none", expected)
        }
    }

    private func otherLock(_ found: String, _ expected: String) -> StageReport {
        let difference = Difference("lock.inForce", desired: expected, observed: found, rule: .cluster, on: host)
        return StageReport(held: [
            HeldStep(
                resource: owner.resource, differences: [difference],
                waitingOn: [.ctdb(.otherLock(host, found: found, expected: expected))])
        ])
    }

    private func addresses(_ view: CTDBView) -> StageReport {
        let wanted = owner.cluster.ctdb.spec.publicAddresses.map(\.bare).sorted()
        guard !wanted.isEmpty else { return StageReport() }
        switch view.addresses {
        case .unknown(let why): return unknown(why)
        case .absent: return StageReport()
        case .known(let found):
            let known = found.map(\.address).sorted()
            guard known != wanted else { return StageReport() }
            let step = Step(
                resource: owner.resource, action: .ctdb(.reloadAddresses, on: host),
                postcondition: .ctdb(.addresses(host, wanted)), risk: .disruptive, scope: .host(host),
                differences: [
                    Difference(
                        "publicAddresses.inForce", desired: wanted.joined(separator: ", "),
                        observed: known.joined(separator: ", "), rule: .cluster, on: host)
                ])
            return .one(step, waitingOn: owner.steps(writing: .publicAddresses).map { .step($0) })
        }
    }

    /// Bans and stops are decisions of people or of the cluster: said, never undone.
    private func state(_ view: CTDBView) -> StageReport {
        guard let node = view.ownNode else { return unknown(.notReported) }
        let words = CTDBNode.Flag.allCases.filter(node.flags.contains).map(\.rawValue).joined(separator: ", ")
        if node.flags.contains(.banned) { return held(.banned(host), observed: words) }
        if node.flags.contains(.stopped) { return held(.stoppedByHand(host), observed: words) }
        if node.flags.contains(.disabled) { return held(.disabledByHand(host), observed: words) }
        if view.isRecovering != .known(false) { return held(.settling(host, state: "recovery"), observed: "recovery") }
        guard !node.isHealthy else { return StageReport() }
        return unhealthy(view, words)
    }

    /// Before the first monitor event a node counts as unhealthy.
    private func unhealthy(_ view: CTDBView, _ words: String) -> StageReport {
        switch view.scripts {
        case .known(let scripts):
            guard let failed = scripts.first(where: { $0.status == .error || $0.status == .timedOut }) else {
                return held(.settling(host, state: words), observed: words)
            }
            let output = failed.output.isEmpty ? failed.status.rawValue : failed.output
            return held(.unhealthy(host, script: failed.name, output: output), observed: words)
        case .absent: return held(.settling(host, state: words), observed: words)
        case .unknown: return held(.unhealthy(host, script: nil, output: ""), observed: words)
        }
    }

    private func held(_ hold: CTDBHold, observed: String) -> StageReport {
        let difference = Difference("node", desired: "healthy", observed: observed, rule: .cluster, on: host)
        return StageReport(held: [
            HeldStep(resource: owner.resource, differences: [difference], waitingOn: [.ctdb(hold)])
        ])
    }
}
