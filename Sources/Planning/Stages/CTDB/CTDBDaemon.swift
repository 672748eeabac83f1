internal import ClusterModel

/// ctdbd on one host: started on a mounted lock and never otherwise, stopped for maintenance.
struct CTDBDaemon {
    private let owner: CTDBHost
    private let units: CTDBUnits
    private let isMounted: Bool?

    init(_ owner: CTDBHost, _ units: CTDBUnits) {
        self.owner = owner
        self.units = units
        guard case .known(let mounts) = owner.seen.storage.mounts else {
            isMounted = nil
            return
        }
        isMounted = owner.lock.isMounted(in: mounts)
    }

    private var host: HostName { owner.host }
    /// Whether nothing at all is mounted where the lock is to be.
    private var isBare: Bool {
        guard case .known(let mounts) = owner.seen.storage.mounts else { return false }
        return !mounts.contains { $0.target == owner.lock.mountPoint }
    }
    private var isActive: Bool { units.daemon.state.active == "active" }

    /// The daemon runs on a lock that is not on the volume: whatever it serves, another side of a partition may serve too.
    var strayStop: Step? {
        guard isActive, isMounted == false || units.daemonIsOlderThanMount else { return nil }
        let observed = isMounted == false ? "active, its lock volume not mounted" : "active since before the mount"
        // A mount that came since the observation may be the one that the daemon runs on.
        let again: [Precondition] =
            isBare ? [.storage(.notMounted(host, at: owner.lock.mountPoint))] : []
        return stop(
            [Difference("services[ctdb].active", desired: "inactive", observed: observed, rule: .cluster, on: host)],
            again)
    }

    /// `lock`: what is to be done first for its mount.
    func report(lock: StageReport, reload: NodeReload?) -> StageReport {
        if owner.isInMaintenance { return isActive ? maintenance() : StageReport() }
        let scripts = EventScripts(owner).report()
        if let stray = strayStop {
            return scripts + .one(stray) + .one(start(differences), waitingOn: [.step(stray.id)] + first(lock, reload))
        }
        let starting = differences.isEmpty ? StageReport() : begin(lock, reload)
        guard isActive else { return scripts + starting }
        return scripts + starting + CTDBInForce(owner, units).report()
    }

    /// Only what differs.
    private var differences: [Difference] {
        let state = units.daemon.state
        let enablement = state.enablement.isEmpty ? "no unit file" : state.enablement
        return [("active", "active", state.active), ("enabled", "enabled", enablement)].compactMap {
            field, desired, observed in
            desired == observed
                ? nil
                : Difference(
                    "services[ctdb].\(field)", desired: desired, observed: observed, rule: .cluster, on: host)
        }
    }

    private func begin(_ lock: StageReport, _ reload: NodeReload?) -> StageReport {
        let (counted, noted) = owner.input.split(differences, of: owner.resource)
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        let part: [WaitingOn] =
            noted.isEmpty ? [] : [.unsupported(.serviceInPart(host, unit: CTDBFile.daemonUnit))]
        return StageReport(noted: noted) + .one(start(counted), waitingOn: part + first(lock, reload))
    }

    private func first(_ lock: StageReport, _ reload: NodeReload?) -> [WaitingOn] {
        var waiting = owner.fileSteps.map { WaitingOn.step($0) }
        waiting += lock.ready.map { .step($0.id) }
        waiting += lock.held.flatMap { held in held.id.map { [.step($0)] } ?? held.waitingOn }
        if owner.rereadsUnits(units) { waiting.append(.step(owner.readUnits.id)) }
        if isMounted == false, lock.ready.isEmpty, lock.held.isEmpty {
            waiting.append(.fact(.mounts(host), lock.unknown.first?.why ?? .notReported))
        }
        if let reload { waiting.append(.step(reload.step.id)) }
        return waiting + unready
    }

    private var unready: [WaitingOn] {
        if case .held(let holds) = owner.cluster.list.lines { return holds }
        switch (units.daemon.state.load, isMounted) {
        case ("not-found", _):
            let installing = owner.draft[.packages].obstacles(on: host)
            return installing.isEmpty ? [.host(.notInstalled(host, what: CTDBFile.daemonUnit))] : installing
        case ("masked", _): return [.consent(.unmask(host, unit: CTDBFile.daemonUnit))]
        case (_, nil): return [.fact(.mounts(host), .notReported)]
        default: return []
        }
    }

    private func start(_ differences: [Difference]) -> Step {
        Step(
            resource: owner.resource, action: .ctdb(.start, on: host),
            preconditions: [.ctdb(.lockMounted(host, owner.lock))], postcondition: .ctdb(.runs(host)), risk: .benign,
            scope: .host(host), differences: differences)
    }

    private func maintenance() -> StageReport {
        let step = stop([
            Difference("services[ctdb].active", desired: "inactive", observed: "active", rule: .cluster, on: host)
        ])
        return .one(step, waitingOn: owner.cluster.obstacles(stopping: host))
    }

    /// For maintenance another node must be healthy at that very moment.
    private func stop(_ differences: [Difference], _ preconditions: [Precondition] = []) -> Step {
        let others = owner.input.desired.spec.hosts.filter { $0 != host && owner.cluster.isHealthy($0) }
        let takers = owner.isInMaintenance ? others.prefix(1).map { Precondition.ctdb(.nodeHealthy($0)) } : []
        return Step(
            resource: owner.resource, action: .ctdb(.stop, on: host), preconditions: takers + preconditions,
            postcondition: .ctdb(.stopped(host)), risk: .disruptive, scope: .host(host), differences: differences)
    }
}

/// Event scripts that are declared enabled or disabled.
struct EventScripts {
    private let owner: CTDBHost

    init(_ owner: CTDBHost) { self.owner = owner }

    func report() -> StageReport {
        let declared = owner.cluster.ctdb.spec.eventScripts
        return declared.enabled.reduce(into: StageReport()) { $0 += report($1, isEnabled: true) }
            + declared.disabled.reduce(into: StageReport()) { $0 += report($1, isEnabled: false) }
    }

    private func report(_ name: String, isEnabled: Bool) -> StageReport {
        switch owner.seen.ctdb.scripts {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(owner.resource, on: owner.host, why)])
        case .absent:
            return .one(
                step(name, isEnabled, observed: nil), waitingOn: owner.draft[.packages].obstacles(on: owner.host))
        case .known(let scripts):
            guard let found = scripts[name] else {
                guard isEnabled else { return StageReport() }
                return .one(
                    step(name, isEnabled, observed: "not there"),
                    waitingOn: [.ctdb(.noScript(owner.host, name: name))])
            }
            guard found != isEnabled else { return StageReport() }
            let step = step(name, isEnabled, observed: Self.word(found))
            let (counted, noted) = owner.input.split(step.differences, of: owner.resource)
            return StageReport(noted: noted) + (counted.isEmpty ? StageReport() : .one(step))
        }
    }

    private func step(_ name: String, _ isEnabled: Bool, observed: String?) -> Step {
        Step(
            resource: owner.resource, action: .ctdb(.setScript(name, isEnabled: isEnabled), on: owner.host),
            postcondition: .ctdb(.script(owner.host, name, isEnabled: isEnabled)), risk: .benign,
            scope: .host(owner.host),
            differences: [
                Difference(
                    "spec.eventScripts[\(name)]", desired: Self.word(isEnabled), observed: observed, rule: .explicit,
                    on: owner.host)
            ])
    }

    private static func word(_ isEnabled: Bool) -> String { isEnabled ? "enabled" : "disabled" }
}
