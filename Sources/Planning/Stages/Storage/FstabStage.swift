internal import ClusterModel

/// The lines of /etc/fstab for a host's file systems: one write for all of them.
struct FstabStage {
    private let input: PlanningInput
    private let host: HostName
    private let fstab: Reading<Fstab>

    init(_ input: PlanningInput, host: HostName) {
        self.input = input
        self.host = host
        fstab = input.observed.host(host).fstab
    }

    /// What a line names as long as mkfs has not chosen the UUID.
    private static let sourceBeforeMkfs = "UUID=(not known before mkfs)"

    /// `following`: file systems that steps of this plan make.
    func report(
        _ filesystems: [StorageFilesystem], following: [(entry: HostSpec.Storage, step: StepKey)]
    ) -> StageReport {
        let report = report(filesystems)
        guard case .known = fstab, !following.isEmpty else { return report }
        return report + later(following, isWriting: !report.ready.isEmpty)
    }

    /// The lines of file systems that are yet to be made. Where lines are written now, the same step is taken again
    /// later: only the differences are foreseen.
    private func later(_ following: [(entry: HostSpec.Storage, step: StepKey)], isWriting: Bool) -> StageReport {
        let differences = following.map { entry, _ in
            difference(entry, wanted: Self.text(entry, source: Self.sourceBeforeMkfs), found: nil)
        }
        let waiting = following.map { WaitingOn.step($0.step) }
        guard !isWriting else {
            return StageReport(held: [HeldStep(resource: .host(host), differences: differences, waitingOn: waiting)])
        }
        let step = ForeseenStep(
            resource: .host(host), .replaceFile(.fstab, added: following.count), on: host, differences: differences)
        return StageReport(held: [HeldStep(step, waitingOn: waiting)])
    }

    private func report(_ filesystems: [StorageFilesystem]) -> StageReport {
        guard !filesystems.isEmpty else { return StageReport() }
        switch fstab {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: return filesystems.reduce(into: StageReport()) { $0 += held($1, "there is no /etc/fstab") }
        case .known(let table): return report(filesystems, table)
        }
    }

    private func report(_ filesystems: [StorageFilesystem], _ table: Fstab) -> StageReport {
        var report = StageReport()
        var lines: [OwnedLine] = []
        var differences: [Difference] = []
        for filesystem in filesystems {
            switch judge(filesystem, table) {
            case .right: break
            case .conflict(let found): report += held(filesystem, found)
            case .write(let line, let old):
                let (counted, noted) = input.split(
                    [difference(filesystem.entry, wanted: line.text, found: old)], of: .host(host))
                report.noted += noted
                if !counted.isEmpty { lines.append(line) }
                differences += counted
            }
        }
        let step = FileStep(file: .fstab, host: host, old: table.file)
        if !lines.isEmpty, let step = step.holding(lines, .host(host), differences: differences) {
            report.ready.append(step)
        }
        return report
    }

    private enum Assessment {
        case right
        case write(OwnedLine, old: String?)
        case conflict(String)
    }

    private func judge(_ filesystem: StorageFilesystem, _ table: Fstab) -> Assessment {
        let lines = table.entries.filter { $0.target == filesystem.entry.mountPoint }
        guard let old = lines.first else { return .write(Self.line(filesystem), old: nil) }
        let described = lines.map { "\($0.source) \($0.target) \($0.filesystem) \($0.options.joined(separator: ","))" }
            .joined(separator: "; ")
        guard lines.count == 1, filesystem.isNamed(by: old) else { return .conflict(described) }
        guard let wanted = filesystem.declaredOptions, !MountOptions.areEqual(wanted, old.options) else {
            return .right
        }
        return .write(Self.line(filesystem, keeping: old), old: described)
    }

    private func held(_ filesystem: StorageFilesystem, _ found: String) -> StageReport {
        let mountPoint = filesystem.entry.mountPoint
        return StageReport(held: [
            HeldStep(
                resource: .host(host),
                differences: [
                    difference(
                        filesystem.entry, wanted: Self.line(filesystem).text, found: found)
                ],
                waitingOn: [.storage(.mountConflict(host, mountPoint: mountPoint, found: "/etc/fstab has “\(found)”"))])
        ])
    }

    private func difference(_ entry: HostSpec.Storage, wanted: String, found: String?) -> Difference {
        Difference("spec.storage[\(entry.name)].fstab", desired: wanted, observed: found, rule: .explicit)
    }

    /// A line that is there keeps the name by which it knows the file system.
    private static func line(_ filesystem: StorageFilesystem, keeping old: Fstab.Entry? = nil) -> OwnedLine {
        let entry = filesystem.entry
        let source = old?.source ?? filesystem.source
        let options = entry.declaredOptions.map { MountOptions.written($0).joined(separator: ",") }
        return OwnedLine(
            key: entry.mountPoint, text: text(entry, source: source),
            fields: [source, entry.mountPoint, nil, options])
    }

    /// `0 0`: not dumped, and XFS is never checked at boot (fsck.xfs(8) does nothing). Options that are not declared may
    /// be changed by others.
    private static func text(_ entry: HostSpec.Storage, source: String) -> String {
        let options = MountOptions.written(entry.declaredOptions ?? StorageFilesystem.standardOptions)
            .joined(separator: ",")
        return "\(source) \(entry.mountPoint) \(entry.filesystem.rawValue) \(options) 0 0"
    }
}
