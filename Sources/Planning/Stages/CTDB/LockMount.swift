internal import ClusterModel

/// The lock volume on one host: mounted by its unit, over a directory in which nothing can be made.
struct LockMount {
    private let owner: CTDBHost
    private let units: CTDBUnits
    /// The step that stops a daemon which runs without the lock.
    private let stop: Step?

    init(_ owner: CTDBHost, _ units: CTDBUnits, after stop: Step?) {
        self.owner = owner
        self.units = units
        self.stop = stop
    }

    private var host: HostName { owner.host }
    private var lock: CTDBClusterSpec.LockVolume { owner.lock }

    func report() -> StageReport {
        guard case .known(let mounts) = owner.seen.storage.mounts else { return StageReport() }
        if lock.isMounted(in: mounts) { return isKept ? StageReport() : .one(mount(unitDifferences), waitingOn: files) }
        if let other = mounts.last(where: { $0.target == lock.mountPoint }) { return conflict(other) }
        return directory(unitDifferences)
    }

    /// Whether the unit will mount it after a start of the host.
    private var isKept: Bool { unitDifferences.isEmpty }

    private var unitDifferences: [Difference] {
        let state = units.lock.state
        let name = CTDBFile.lockUnitName
        return [("active", "active", state.active), ("enabled", "enabled", state.enablement)].compactMap {
            field, desired, observed in
            desired == observed
                ? nil
                : Difference(
                    "services[\(name)].\(field)", desired: desired, observed: observed.isEmpty ? nil : observed,
                    rule: .cluster, on: host)
        }
    }

    private var files: [WaitingOn] {
        (owner.fileSteps + (owner.rereadsUnits(units) ? [owner.readUnits.id] : [])).map { .step($0) }
    }

    private func conflict(_ other: Mount) -> StageReport {
        let found = "\(other.source) (\(other.filesystem)) is mounted there"
        let difference = Difference(
            "spec.lockVolume", desired: lock.source, observed: other.source, rule: .explicit, on: host)
        return StageReport(held: [
            HeldStep(
                resource: owner.resource, differences: [difference],
                waitingOn: [.storage(.mountConflict(host, mountPoint: lock.mountPoint, found: found))])
        ])
    }

    /// What is beneath it first: a file that ctdbd made there while the volume was away is a lock of this host alone.
    private func directory(_ differences: [Difference]) -> StageReport {
        switch owner.seen.ctdb.lockDirectory {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(owner.resource, on: host, why)])
        case .absent: return made(observed: nil, differences)
        case .known(let directory):
            let others = directory.entries.filter { $0 != CTDBClusterSpec.LockVolume.fileName }
            guard others.isEmpty else {
                return .one(
                    mount(missing + differences),
                    waitingOn: [.ctdb(.beneathMount(host, path: lock.mountPoint, entries: directory.entries))])
            }
            let local = directory.entries.map { name in
                Difference(
                    "\(lock.mountPoint)/\(name)", desired: nil, observed: "a local file", rule: .cluster, on: host)
            }
            if directory.isImmutable == .known(false) { return made(observed: "writable", local + differences) }
            return .one(mount(missing + local + differences), waitingOn: waiting)
        }
    }

    private func made(observed: String?, _ differences: [Difference]) -> StageReport {
        let step = Step(
            resource: owner.resource, action: .ctdb(.makeLockDirectory(path: lock.mountPoint), on: host),
            preconditions: [.storage(.notMounted(host, at: lock.mountPoint))],
            postcondition: .ctdb(.lockDirectory(host, lock)), risk: .benign, scope: .host(host),
            differences: [
                Difference(
                    lock.mountPoint, desired: "an immutable directory", observed: observed, rule: .cluster, on: host)
            ])
        return .one(step) + .one(mount(missing + differences), waitingOn: [.step(step.id)] + waiting)
    }

    private var missing: [Difference] {
        [
            Difference(
                "spec.lockVolume", desired: "\(lock.source) at \(lock.mountPoint)", observed: "not mounted",
                rule: .explicit,
                on: host)
        ]
    }

    private func mount(_ differences: [Difference]) -> Step {
        Step(
            resource: owner.resource, action: .ctdb(.mountLock(lock), on: host),
            postcondition: .ctdb(.lockMounted(host, lock)), risk: .benign, scope: .host(host), differences: differences)
    }

    /// The files first, the daemon stopped, and a volume that is as declared and runs: short timeouts are in force only for
    /// clients that connect after they were set.
    private var waiting: [WaitingOn] {
        let volumes = owner.draft[.volumes]
        let id = ResourceID.volume(lock.volume)
        let steps = volumes.report.ready.filter { $0.resource == id }.map { WaitingOn.step($0.id) }
        let held = volumes.report.held.filter { $0.resource == id }.flatMap { one in
            one.id.map { [WaitingOn.step($0)] } ?? one.waitingOn
        }
        let stopping = stop.map { [WaitingOn.step($0.id)] } ?? []
        return (files + steps + held + stopping + notStarted(steps + held)).distinct()
    }

    /// A volume of which nothing is to be done, and that is not known to run.
    private func notStarted(_ pending: [WaitingOn]) -> [WaitingOn] {
        guard pending.isEmpty, owner.input.observed.volumes[lock.volume]?.status != .started else { return [] }
        return [.fact(.glusterd(host), .notReported)]
    }
}
