internal import ClusterModel

/// The files of CTDB on one host.
struct CTDBFiles {
    let host: HostName
    let cluster: CTDBAssessment
    let input: PlanningInput
    let packages: StageConclusion
    let storage: StageConclusion

    init(_ host: HostName, _ cluster: CTDBAssessment, _ input: PlanningInput, _ draft: PlanDraft) {
        self.host = host
        self.cluster = cluster
        self.input = input
        packages = draft[.packages]
        storage = draft[.storage]
    }

    private var resource: ResourceID { cluster.ctdb.id }
    private var seen: ObservedHost { input.observed.host(host) }

    func report() -> StageReport {
        input.desired.ctdbFiles.reduce(into: fstab()) { $0 += report($1) }
    }

    /// nil where it is not known; the assessment says why.
    private func wanted(_ file: CTDBFile) -> [OwnedLine]? {
        let spec = cluster.ctdb.spec
        switch file {
        case .nodes:
            guard case .known(let lines) = cluster.list.lines else { return nil }
            return CTDBText.lines(lines)
        case .publicAddresses: return CTDBText.publicAddresses(spec, on: host)
        case .configuration: return CTDBText.configuration(cluster.lock)
        case .scriptOptions: return CTDBText.scriptOptions(spec.scriptOptions)
        case .tunables: return CTDBText.tunables(spec.tunables)
        case .lockUnit: return CTDBText.lockUnit(cluster.lock)
        case .dropIn: return CTDBText.dropIn(cluster.lock)
        }
    }

    private func report(_ file: CTDBFile) -> StageReport {
        guard let lines = wanted(file) else { return StageReport() }
        switch seen.file(.ctdb(file)) {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(resource, on: host, why)])
        case .absent: return write(file, lines, old: nil)
        case .known(let old): return write(file, lines, old: old)
        }
    }

    private func write(_ file: CTDBFile, _ lines: [OwnedLine], old: ObservedFile?) -> StageReport {
        let all = CTDBText.differences(file, wanted: lines, found: old, on: host)
        let (counted, noted) = input.split(all, of: resource)
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        let step = FileStep(file: .ctdb(file), host: host, old: old).holding(lines, resource, differences: counted)
        return StageReport(noted: noted) + (step.map { .one($0, waitingOn: obstacles) } ?? StageReport())
    }

    /// The folder comes with the package.
    private var obstacles: [WaitingOn] {
        guard seen.os.packages["ctdb"] == .absent else { return [] }
        let installing = packages.obstacles(on: host)
        return installing.isEmpty ? [.host(.notInstalled(host, what: "ctdb"))] : installing
    }

    /// One line of /etc/fstab; of two steps for one file the second would be refused, so that it waits for the first.
    private func fstab() -> StageReport {
        switch seen.file(.fstab) {
        case .unknown(let why): return StageReport(unknown: [UnknownFact(resource, on: host, why)])
        case .absent: return StageReport()
        case .known(let file): return fstab(file)
        }
    }

    private func fstab(_ file: ObservedFile) -> StageReport {
        let line = CTDBText.fstab(cluster.lock)
        guard !ManagedFile.ID.fstab.holds([line], in: file) else { return StageReport() }
        let old = Fstab(file).entries.first { $0.target == line.key }.map {
            "\($0.source) \($0.target) \($0.filesystem) \($0.options.joined(separator: ","))"
        }
        let differences = [
            Difference("/etc/fstab[\(line.key)]", desired: line.text, observed: old, rule: .explicit, on: host)
        ]
        let (counted, noted) = input.split(differences, of: resource)
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        let first =
            storage.steps(on: host).filter(\.writesFstab).map { WaitingOn.step($0.id) }
            + storage.holds(of: host).filter { $0.writesFstab }.flatMap {
                $0.id.map { [WaitingOn.step($0)] } ?? $0.waitingOn
            }
        let step = FileStep(file: .fstab, host: host, old: file).holding([line], resource, differences: counted)
        return StageReport(noted: noted) + (step.map { .one($0, waitingOn: first) } ?? StageReport())
    }
}

extension Step {
    fileprivate var writesFstab: Bool {
        if case .host(.replaceFile(let replacement), _) = action { replacement.file == .fstab } else { false }
    }
}

extension HeldStep {
    fileprivate var writesFstab: Bool {
        if let step { return step.writesFstab }
        if case .replaceFile(.fstab, _)? = foreseen?.work { return true }
        return differences.contains { $0.field.hasSuffix(".fstab") }
    }
}
