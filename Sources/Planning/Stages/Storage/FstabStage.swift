internal import ClusterModel

/// The lines of /etc/fstab for a host's file systems: one write for all of them, other lines byte for byte as they were.
struct FstabStage {
    let host: HostName
    let fstab: Reading<Fstab>

    func report(_ filesystems: [StorageFilesystem]) -> StageReport {
        guard !filesystems.isEmpty else { return StageReport() }
        switch fstab {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .absent: return filesystems.reduce(into: StageReport()) { $0 += held($1, "there is no /etc/fstab") }
        case .known(let table): return report(filesystems, table)
        }
    }

    private func report(_ filesystems: [StorageFilesystem], _ table: Fstab) -> StageReport {
        var text = table.text
        var report = StageReport()
        var differences: [Difference] = []
        for filesystem in filesystems {
            switch judge(filesystem, table) {
            case .right: break
            case .conflict(let found): report += held(filesystem, found)
            case .append(let line):
                text = Self.appended(line, to: text)
                differences.append(difference(filesystem, wanted: line, found: nil))
            case .replace(let line, let old):
                text = Self.replaced(filesystem.entry.mountPoint, by: line, in: text)
                differences.append(difference(filesystem, wanted: line, found: old))
            }
        }
        guard !differences.isEmpty, let first = filesystems.first else { return report }
        report.ready.append(step(text, table, differences, first))
        return report
    }

    private enum Assessment {
        case right
        case append(String)
        case replace(String, old: String)
        case conflict(String)
    }

    private func judge(_ filesystem: StorageFilesystem, _ table: Fstab) -> Assessment {
        let line = Self.line(filesystem, filesystem.declaredOptions ?? ["defaults"])
        let lines = table.entries.filter { $0.target == filesystem.entry.mountPoint }
        guard let old = lines.first else { return .append(line) }
        let described = lines.map { "\($0.source) \($0.target) \($0.filesystem) \($0.options.joined(separator: ","))" }
            .joined(separator: "; ")
        guard lines.count == 1, filesystem.isNamed(by: old) else { return .conflict(described) }
        guard let wanted = filesystem.declaredOptions, Set(wanted) != Set(old.options) else { return .right }
        return .replace(line, old: described)
    }

    private func step(
        _ text: String, _ table: Fstab, _ differences: [Difference], _ first: StorageFilesystem
    ) -> Step {
        Step(
            resource: .host(host), action: .host(.writeFstab(text: text, replacing: table.digest), on: host),
            postcondition: .fstabLine(host, mountPoint: first.entry.mountPoint), risk: .benign, scope: .host(host),
            differences: differences)
    }

    private func held(_ filesystem: StorageFilesystem, _ found: String) -> StageReport {
        let mountPoint = filesystem.entry.mountPoint
        return StageReport(held: [
            HeldStep(
                resource: .host(host),
                differences: [
                    difference(
                        filesystem, wanted: Self.line(filesystem, filesystem.declaredOptions ?? ["defaults"]),
                        found: found)
                ],
                waitingOn: [.mountConflict(host, mountPoint: mountPoint, found: "/etc/fstab has “\(found)”")])
        ])
    }

    private func difference(_ filesystem: StorageFilesystem, wanted: String, found: String?) -> Difference {
        Difference("spec.storage[\(filesystem.entry.name)].fstab", desired: wanted, observed: found, rule: .explicit)
    }

    /// `0 0`: not dumped, and XFS is never checked at boot (fsck.xfs(8) does nothing).
    private static func line(_ filesystem: StorageFilesystem, _ options: [String]) -> String {
        "\(filesystem.source) \(filesystem.entry.mountPoint) \(filesystem.entry.filesystem.rawValue) "
            + "\(options.joined(separator: ",")) 0 0"
    }

    private static func appended(_ line: String, to text: String) -> String {
        text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + line + "\n"
    }

    /// The line whose second field is the mount point, exchanged; every other line stays as it is.
    private static func replaced(_ mountPoint: String, by line: String, in text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { old in
            let words = old.split(whereSeparator: { $0 == " " || $0 == "\t" })
            let isIt = words.count > 1 && words[0].first != "#" && Fstab.Entry.normal(String(words[1])) == mountPoint
            return isIt ? line : String(old)
        }.joined(separator: "\n")
    }
}
