internal import ClusterModel

/// The files of one host's NFS server. The list of the exports' files is written after them: Ganesha does not start where
/// a file that is named is missing.
struct NFSFiles {
    private let host: HostName
    private let stage: NFSStage
    private let input: PlanningInput
    /// Exports that the list on the host names and no manifest does.
    let dropped: [ListedExport]

    init(_ host: HostName, _ stage: NFSStage) {
        self.host = host
        self.stage = stage
        input = stage.input
        guard case .known(let file) = stage.input.observed.host(host).file(.nfs(.exports)) else {
            dropped = []
            return
        }
        let declared = Set(stage.input.desired.nfsExports.map(\.name))
        dropped = GaneshaText.listed(in: file).filter { !declared.contains($0.name) }
    }

    /// Numbers of the exports that files of hcctl's name.
    var ownIDs: Set<Int> { Set(input.desired.nfsExports.map(\.exportID) + dropped.map(\.id)) }

    func report() -> StageReport {
        var report = StageReport()
        for export in input.desired.nfsExports {
            report += self.report(
                .export(export.name), GaneshaText.export(kept(export)), of: export.id, after: [],
                differences: { ExportFields.differences(export, $0, on: host) })
        }
        report += self.report(.exports, GaneshaText.exports(listed), of: .host(host), after: report.ready)
        if !isForeign {
            report += self.report(.server, GaneshaText.server(input.desired.nfsExports), of: .host(host), after: [])
        } else {
            report += foreign()
        }
        report += self.report(.statd, GaneshaText.statd, of: .host(host), after: []) + unserved
        guard !input.desired.ctdbClusters.isEmpty else { return report }
        return report + self.report(.check, GaneshaText.check(version: version), of: .host(host), after: [])
    }

    private var version: Int { input.desired.nfsExports.flatMap(\.spec.protocols).min() ?? 3 }

    /// Declared ones, by name, and dropped ones that nobody has agreed to remove or that are still served. A new one
    /// that is only observed gets no file, and must not be named.
    private var listed: [ListedExport] {
        let declared = input.desired.nfsExports.filter { export in
            if case .known = input.observed.host(host).file(.nfs(.export(export.name))) { return true }
            return input.policy(export.id).mode != .observe
        }.map { ListedExport(name: $0.name, id: $0.exportID) }
        return (declared + dropped.filter { !isGone($0) }).sorted { $0.name < $1.name }
    }

    private func isGone(_ dropped: ListedExport) -> Bool {
        guard ExportRemoval(dropped.name, input).consent != nil,
            case .known(let served) = input.observed.host(host).nfs.exports
        else { return false }
        return !served.contains { $0.id == dropped.id }
    }

    /// Exports without a manifest that a server does not serve now, and would serve after its next start.
    private var unserved: StageReport {
        guard case .known(let served) = input.observed.host(host).nfs.exports else { return StageReport() }
        let asleep = dropped.filter { one in !served.contains { $0.id == one.id } }
        return StageReport(
            held: asleep.compactMap { one in
                ExportRemoval(one.name, input).obstacle.map { obstacle in
                    HeldStep(
                        resource: .cluster(input.desired.cluster),
                        differences: [
                            Difference(
                                "exports[\(one.name)]", desired: nil, observed: "named in \(NFSFile.exports.path)",
                                rule: .cluster, on: host)
                        ], waitingOn: [obstacle])
                }
            })
    }

    /// The export with the observed value of each field that is ignored.
    private func kept(_ export: Desired<NFSExportSpec>) -> Desired<NFSExportSpec> {
        guard case .known(let file) = input.observed.host(host).file(.nfs(.export(export.name))) else { return export }
        let noted = input.split(ExportFields.differences(export, file, on: host), of: export.id).noted
        return noted.isEmpty ? export : ExportFields.keeping(noted.map(\.difference.field), of: export, from: file)
    }

    /// Settings of a person: neither the package's example, in which every line is a comment, nor hcctl's own.
    private var isForeign: Bool {
        guard case .known(let file) = input.observed.host(host).file(.nfs(.server)) else { return false }
        let lines = file.entries.flatMap(\.words)
        let hasSettings = lines.contains { line in
            let text = line.drop { $0 == " " || $0 == "\t" }
            return !text.isEmpty && text.first != "#"
        }
        return hasSettings && lines.first != GaneshaText.header
    }

    private func foreign() -> StageReport {
        guard case .known(let file) = input.observed.host(host).file(.nfs(.server)),
            let step = step(
                .server, GaneshaText.server(input.desired.nfsExports), file, .host(host), [],
                [
                    difference(.server, desired: "written by hcctl", observed: "other settings")
                ])
        else { return StageReport() }
        return .one(step, waitingOn: [.nfs(.foreignConfiguration(host))])
    }

    // MARK: - One file

    private func report(
        _ file: NFSFile, _ lines: [String], of resource: ResourceID, after: [Step],
        differences: ((ObservedFile) -> [Difference])? = nil
    ) -> StageReport {
        switch input.observed.host(host).file(.nfs(file)) {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(resource, on: host, why)])
        case .absent:
            let missing = difference(file, desired: "written by hcctl", observed: nil)
            return write(file, lines, nil, resource, after, [missing])
        case .known(let found):
            let all = differences?(found) ?? []
            let (counted, noted) = input.split(all, of: resource)
            let report = StageReport(noted: noted)
            guard found.text != FileText(lines.map { $0 + "\n" }.joined()) else { return report }
            return report
                + write(
                    file, lines, found, resource, after, counted.isEmpty ? [differing(file, lines, found)] : counted)
        }
    }

    private func write(
        _ file: NFSFile, _ lines: [String], _ old: ObservedFile?, _ resource: ResourceID, _ after: [Step],
        _ differences: [Difference]
    ) -> StageReport {
        guard let step = step(file, lines, old, resource, after, differences) else { return StageReport() }
        return .one(step, waitingOn: old == nil ? missingPackage : [])
    }

    private func step(
        _ file: NFSFile, _ lines: [String], _ old: ObservedFile?, _ resource: ResourceID, _ after: [Step],
        _ differences: [Difference]
    ) -> Step? {
        FileStep(file: .nfs(file), host: host, old: old).holding(
            GaneshaText.owned(lines), resource, after: after.map(\.id), differences: differences)
    }

    /// The folder comes with the package.
    private var missingPackage: [WaitingOn] {
        let missing = HostPackage.nfs.map(\.name).filter { input.observed.host(host).os.packages[$0] == .absent }
        let coming = stage.packages.obstacles(on: host)
        return !coming.isEmpty ? coming : missing.map { .host(.notInstalled(host, what: $0)) }
    }

    /// The first line that is not as wanted.
    private func differing(_ file: NFSFile, _ lines: [String], _ found: ObservedFile) -> Difference {
        let old = found.entries.flatMap(\.words)
        let index = zip(lines, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let place = index ?? min(lines.count, old.count)
        return difference(
            file, desired: lines.indices.contains(place) ? lines[place] : nil,
            observed: old.indices.contains(place) ? old[place] : "no line")
    }

    private func difference(_ file: NFSFile, desired: String?, observed: String?) -> Difference {
        Difference("files[\(file.path)]", desired: desired, observed: observed, rule: .cluster, on: host)
    }
}
