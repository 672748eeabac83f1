package import ClusterModel

/// Tells who is fought: what is mended, seen to hold, and goes back to the same value time and again.
///
/// What it remembers is a value that it is handed and hands back, so that the same look told twice counts once.
package struct RecurringDriftDetector: Sendable {
    /// Repairs that are remembered. Nobody fights over more; it keeps what a controller remembers after a cluster was
    /// made from nothing to a few megabytes. The oldest are forgotten first, and begin to count anew.
    static let kept = 10_000
    /// As if each repair in vain had doubled the pause, from the shortest on.
    static let pauses = (base: BackoffPass.base, cap: BackoffPass.cap)

    private let rules: DisruptionSpec.Fighting
    private let now: Moment

    /// Judges by those rules, at that time.
    package init(_ rules: DisruptionSpec.Fighting, at now: Moment) {
        self.rules = rules
        self.now = now
    }

    /// What is remembered once these steps were taken, each of which mends its differences.
    package func taken(_ steps: [Step], after earlier: [Repair: RepairRecord]) -> [Repair: RepairRecord] {
        guard rules.repeats > 0 else { return [:] }
        var repairs = earlier
        for step in steps {
            for repair in step.differences.map({ Repair(step.resource, $0) }) {
                let evidenceHint = step.action.evidenceHint
                var record =
                    repairs[repair]
                    ?? RepairRecord(postcondition: step.postcondition, evidenceHint: evidenceHint, last: now)
                (record.postcondition, record.evidenceHint, record.last) = (step.postcondition, evidenceHint, now)
                (record.canFailOnItsOwn, record.holdsSince, record.isUndone) = (step.action.canFailOnItsOwn, nil, false)
                repairs[repair] = record
            }
        }
        return bounded(repairs)
    }

    /// What is remembered after a look: what was mended is seen to hold, or differs again.
    package func looked(
        _ observed: ObservedState, differing: @autoclosure () -> [Repair], after earlier: [Repair: RepairRecord]
    ) -> [Repair: RepairRecord] {
        guard rules.repeats > 0, !earlier.isEmpty else { return [:] }
        let back = Set(differing())
        var repairs: [Repair: RepairRecord] = [:]
        for (repair, record) in earlier {
            let isBack = back.contains(repair)
            let isSatisfied = !isBack && record.postcondition.isSatisfied(in: observed)
            let next = advanced(record, isBack: isBack, isSatisfied: isSatisfied)
            if isKept(next, isSatisfied: isSatisfied) { repairs[repair] = next }
        }
        return repairs
    }

    /// Who is fought just now.
    package func recurringDrifts(_ repairs: [Repair: RepairRecord]) -> [Repair: RecurringDrift] {
        var recurringDrifts: [Repair: RecurringDrift] = [:]
        for (repair, record) in repairs {
            guard let count = record.fight else { continue }
            recurringDrifts[repair] = RecurringDrift(
                repair, record, count, until: record.last + Self.pause(count.times))
        }
        return recurringDrifts
    }

    /// Pause between two repairs of what came back so many times.
    package static func pause(_ times: Int) -> Duration {
        times < 20 ? min(pauses.cap, pauses.base * (1 << times)) : pauses.cap
    }

    private func advanced(_ earlier: RepairRecord, isBack: Bool, isSatisfied: Bool) -> RepairRecord {
        var record = earlier
        if isSatisfied { record.holdsSince = record.holdsSince ?? now }
        guard isBack, record.holdsSince != nil else { return record }
        if !record.isUndone { count(RepairRecord.Return(at: now, after: now - record.last), in: &record) }
        (record.holdsSince, record.isUndone) = (nil, true)
        return record
    }

    /// One return more: more of them within the window than the rules allow are a fight.
    private func count(_ new: RepairRecord.Return, in record: inout RepairRecord) {
        if let fight = record.fight {
            record.fight = .init(
                since: fight.since, times: fight.times + 1, longest: max(fight.longest, new.after))
            return
        }
        let returns = record.returns.filter { now - $0.at <= rules.window } + [new]
        guard returns.count > rules.repeats else {
            record.returns = returns
            return
        }
        record.returns = []
        record.fight = .init(
            since: returns[0].at, times: returns.count, longest: returns.map(\.after).max() ?? new.after)
    }

    /// A fight is over once the field was as declared for a whole window, and is seen to be so now: while nobody can see
    /// it, nothing is over. What came back before then is forgotten, too.
    private func isKept(_ record: RepairRecord, isSatisfied: Bool) -> Bool {
        if record.fight != nil {
            guard isSatisfied, let since = record.holdsSince else { return true }
            return now - since <= rules.window
        }
        let latest = max(record.last, record.holdsSince ?? record.last, record.returns.last?.at ?? record.last)
        return now - latest <= rules.window
    }

    /// Without the oldest, if there are too many: a quarter at a time, so that it is seldom done.
    private func bounded(_ repairs: [Repair: RepairRecord]) -> [Repair: RepairRecord] {
        guard repairs.count > Self.kept else { return repairs }
        let ordered = repairs.sorted { left, right in
            let (one, other) = (left.value, right.value)
            if (one.fight == nil) != (other.fight == nil) { return one.fight != nil }
            return one.last == other.last ? left.key.name < right.key.name : one.last > other.last
        }
        return Dictionary(uniqueKeysWithValues: ordered.prefix(Self.kept * 3 / 4).map { ($0.key, $0.value) })
    }
}

extension StageReport {
    /// Everything that differs.
    var differing: [Repair] { Plan(ready: ready, held: held).differing }
}

extension Action {
    /// Where a host keeps what tells who undoes the action.
    var evidenceHint: String {
        switch self {
        case .host(let action, let host): "\(action.evidenceHint) on \(host)"
        case .ctdb(_, let host): "“journalctl -u ctdb -u \(CTDBFile.lockUnitName)” on \(host)"
        case .nfs(_, let host): "/var/log/ganesha/ganesha.log on \(host)"
        case .hostedEngine(_, let host): "/var/log/ovirt-hosted-engine-ha on \(host)"
        case .gluster(.startBricks, _): "/var/log/glusterfs/bricks on the hosts of the bricks"
        case .gluster: "/var/log/glusterfs/cmd_history.log on every host of the pool"
        }
    }

    /// Whether what it begins may end without anybody's doing.
    var canFailOnItsOwn: Bool {
        switch self {
        case .host(.enableAndStart, _), .host(.mount, _), .gluster(.startBricks, _), .ctdb(.start, _),
            .ctdb(.mountLock, _), .nfs(.addExport, _), .nfs(.restartServer, _), .nfs(.restartStatd, _):
            true
        case .host, .gluster, .ctdb, .nfs, .hostedEngine: false
        }
    }
}

extension HostAction {
    fileprivate var evidenceHint: String {
        switch self {
        case .replaceFile(let replacement):
            "what writes \(replacement.file.path) (\(replacement.file.declaration.otherWriters))"
        case .installPackages, .updatePackageLists, .configurePackages: "/var/log/dpkg.log"
        case .enableAndStart(let unit, _, _), .restart(let unit): "“journalctl -u \(unit)”"
        case .mount, .remount: "“journalctl -u '*.mount'” and “journalctl -k”"
        case .makeFilesystem: "“journalctl -k”"
        case .makeDirectory(let path), .releaseMountPoint(let path), .removeBrickMark(let path, _):
            "what touches \(path)"
        }
    }
}
