internal import ClusterModel

/// Mount points that left the manifest: once nothing is mounted there any more, the directory that hcctl made immutable
/// is an ordinary one again. As long as something is mounted, nothing differs: hcctl unmounts nothing.
struct ReleasedMountPoints {
    private let host: HostName
    private let spec: HostSpec
    private let input: PlanningInput

    init(_ host: HostName, _ spec: HostSpec, _ input: PlanningInput) {
        self.host = host
        self.spec = spec
        self.input = input
    }

    func report() -> StageReport {
        let storage = input.observed.host(host).storage
        guard case .known(let mounts) = storage.mounts else { return StageReport() }
        switch storage.protectedMountPoints {
        case .absent, .unknown(.notAsked): return StageReport()
        case .unknown(let why): return StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        case .known(let paths):
            let declared = Set(spec.storage.map(\.mountPoint))
            let free = paths.filter { path in !declared.contains(path) && !mounts.contains { $0.target == path } }
            return free.reduce(into: StageReport()) { $0 += .one(step($1), waitingOn: input.maintenance(of: host)) }
        }
    }

    private func step(_ path: String) -> Step {
        Step(
            resource: .host(host), action: .host(.releaseMountPoint(path: path), on: host),
            preconditions: [.storage(.notMounted(host, at: path))],
            postcondition: .storage(.mountPointReleased(host, path: path)), risk: .benign, scope: .host(host),
            differences: [
                Difference("mountPoints[\(path)]", desired: "changeable", observed: "immutable", rule: .cluster)
            ])
    }
}
