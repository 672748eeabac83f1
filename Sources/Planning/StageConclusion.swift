internal import ClusterModel

/// The report of a stage that has run, indexed by host for the stages after it.
final class StageConclusion: Sendable {
    let report: StageReport
    private let ready: [HostName: [Step]]
    private let held: [HostName: [HeldStep]]

    init(_ report: StageReport) {
        self.report = report
        ready = report.ready.reduce(into: [:]) { ready, step in
            if let host = step.action.host { ready[host, default: []].append(step) }
        }
        held = report.held.reduce(into: [:]) { held, one in
            if let host = one.step?.action.host { held[host, default: []].append(one) }
        }
        differing = report.held.reduce(into: [:]) { $0[$1.resource, default: []].append($1) }
    }

    private let differing: [ResourceID: [HeldStep]]

    /// The ready steps on a host.
    func steps(on host: HostName) -> [Step] { ready[host] ?? [] }

    /// The held steps on a host.
    func held(on host: HostName) -> [HeldStep] { held[host] ?? [] }

    /// The holds of a host's own differences, with or without a step.
    func holds(of host: HostName) -> [HeldStep] { differing[.host(host)] ?? [] }

    /// The key of the step that mounts at the mount point, ready or foreseen.
    func mount(at mountPoint: String, on host: HostName) -> StepKey? {
        let mount = HostAction.mount(device: "", at: mountPoint, options: [])
        let key = StepKey(resource: .host(host), action: .host(mount, on: host))
        let isComing = steps(on: host).contains { $0.id == key } || holds(of: host).contains { $0.foreseen?.id == key }
        return isComing ? key : nil
    }

    /// What keeps a host from the work that this stage is the precondition of: its ready steps and its holds.
    func obstacles(on host: HostName) -> [WaitingOn] {
        steps(on: host).map { .step($0.id) } + holds(of: host).flatMap(\.waitingOn)
    }
}
