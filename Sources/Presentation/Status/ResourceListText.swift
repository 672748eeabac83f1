package import ClusterModel

/// A table for each kind of resource, and one of what is unmanaged.
package struct ResourceListText {
    private let report: RunReport
    private let resources: [ResourceID]
    private let unmanaged: [Unmanaged]
    private let layout: TextLayout

    /// The resources in this order; `unmanaged` is shown below them.
    package init(
        _ report: RunReport, _ resources: [ResourceID], unmanaged: [Unmanaged], layout: TextLayout = .fitted()
    ) {
        self.report = report
        self.resources = resources
        self.unmanaged = unmanaged
        self.layout = layout
    }

    package var lines: [String] {
        let tables = ResourceKind.allCases.map(table).filter { !$0.isEmpty } + (unmanaged.isEmpty ? [] : [foreign])
        return Array(tables.joined(separator: [""]))
    }

    /// `Kind/name` line by line, for scripts.
    package var names: [String] { (resources + unmanagedResources).map(\.description) }

    /// Declared volumes without a tag are resources already.
    private var unmanagedResources: [ResourceID] {
        unmanaged.map { ResourceID($0.kind, $0.name) }.filter { !resources.contains($0) }
    }

    private func table(_ kind: ResourceKind) -> [String] {
        let own = resources.filter { $0.kind == kind }
        guard !own.isEmpty else { return [] }
        switch kind {
        case .host: return table(HostRow.header + wide(["ADDRESS", "VERSION", "DISKS"]), own, hostCells)
        case .glusterVolume: return table(VolumeRow.header + wide(["OWNER", "SETS"]), own, volumeCells)
        case .cluster, .volumeOptionGroup, .ctdbCluster, .nfsExport, .hostedEngine, .engineCluster, .storageDomain:
            return table([kind.rawValue.uppercased(), "SYNC", "HEALTH", "ACTUATION"], own, cells)
        }
    }

    private func table(_ header: [String], _ own: [ResourceID], _ cells: (ResourceID) -> [String]?) -> [String] {
        Table(header, own.compactMap(cells).map { $0.map { TerminalText.safe($0) } }, gap: 2).lines
    }

    private func wide(_ words: [String]) -> [String] { layout.isWide ? words : [] }

    private func cells(_ resource: ResourceID) -> [String]? {
        let status = report.status(of: resource)
        return [resource.name]
            + [status?.sync.rawValue, status?.health.rawValue, status?.actuation.rawValue].map {
                $0 ?? OverviewWords.unknown
            }
    }

    private func hostCells(_ resource: ResourceID) -> [String]? {
        report.overview.host(HostName(resource.name)).map { host in
            let version: String = if case .known(let version) = host.version { version } else { OverviewWords.unknown }
            let disks = host.disks.map { "\($0.device) on \($0.mountPoint)" }.joined(separator: ", ")
            return HostRow(host, report.status(of: resource)).cells + wide([host.address, version, disks])
        }
    }

    private func volumeCells(_ resource: ResourceID) -> [String]? {
        guard let volume = report.overview.volume(VolumeName(resource.name)) else {
            return cells(resource).map {
                $0.dropLast() + Array(repeating: OverviewWords.unknown, count: 5) + wide(["", ""])
            }
        }
        let sets = volume.sets.map { $0.map { "\($0.brick.host) \(OverviewWords.brick($0))" }.joined(separator: ", ") }
        return VolumeRow(volume, report.status(of: resource)).cells
            + wide([OverviewWords.owner(volume.owner), sets.joined(separator: "; ")])
    }

    private var foreign: [String] {
        let rows = unmanaged.map { [$0.kind.rawValue, $0.name, UnmanagedText.sentence($0)] }
        return Table(["UNMANAGED", "NAME", "WHY"], rows.map { $0.map { TerminalText.safe($0) } }, gap: 2).lines.map {
            TerminalText.shortened($0, width: layout.width)
        }
    }
}
