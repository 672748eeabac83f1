internal import ClusterModel

/// Which steps may begin, which run, and on which hosts the term is being taken: no I/O, no clock.
///
/// Independent steps run together, each after those it names; no host waits for another one.
struct StepFlight {
    /// Steps at a time that touch one host: that act on it, or read again what they require of it.
    ///
    /// It spends the sessions of the one ssh connection to the host. sshd allows ten (MaxSessions), one is the
    /// connection's own, and the transport lets eight through: two are left for observing, so that neither an
    /// observation nor what a step reads again waits for a command that holds gluster's lock for two minutes. More would
    /// gain little, because gluster takes one transaction a volume. It may be raised with the transport's own limit.
    static let stepsPerHost = 6

    /// In the order in which they began, those of earlier plans included.
    private(set) var running: [Step] = []
    private var queue = StepQueue([])
    private var load = TargetLoad(limit: stepsPerHost)
    /// Of the running steps those of the current plan.
    private var current: Set<StepKey> = []
    private var joining: Set<HostName> = []

    /// No step runs, and the term is being taken nowhere.
    var isIdle: Bool { running.isEmpty && joining.isEmpty }
    /// Nothing of the current plan is left to begin or to end.
    var isPlanOver: Bool { queue.isEmpty && current.isEmpty }

    /// The ready steps of a new plan replace what has not begun of the one before.
    mutating func start(_ steps: [Step]) {
        queue = StepQueue(steps)
        current = []
    }

    /// What has not begun is left to the next plan.
    mutating func drop() { queue = StepQueue([]) }

    /// Hosts that take the term before the first step there.
    mutating func join(besides takers: Set<HostName>) -> [HostName] {
        let hosts = queue.hosts.subtracting(takers).subtracting(joining)
        joining.formUnion(hosts)
        return hosts.sorted()
    }

    mutating func joined(_ host: HostName) { joining.remove(host) }

    /// The steps of a host on which none of them can begin, all with that result.
    mutating func refuse(_ host: HostName, _ result: StepResult) -> [(Step, StepResult)] {
        let steps = queue.takeAll(on: host)
        for step in steps { queue.finished(step.id, result) }
        return steps.map { ($0, result) }
    }

    /// The steps that begin now: on hosts that have the term; on the engine once some host has it.
    mutating func begin(on takers: Set<HostName>) -> [Step] {
        var begun: [Step] = []
        while let step = queue.next(where: { Self.isAllowed($0, takers) && load.hasRoom(for: $0) }) {
            load.begin(step)
            running.append(step)
            current.insert(step.id)
            begun.append(step)
        }
        return begun
    }

    private static func isAllowed(_ step: Step, _ takers: Set<HostName>) -> Bool {
        step.action.host.map(takers.contains) ?? !takers.isEmpty
    }

    mutating func ended(_ step: Step, _ result: StepResult) {
        running.removeAll { $0.id == step.id }
        current.remove(step.id)
        load.end(step)
        queue.finished(step.id, result)
    }

    /// Steps after one that did not succeed.
    mutating func takeSkipped() -> [(Step, StepResult)] {
        queue.takeSkipped().map { ($0.0, .skipped(after: $0.after)) }
    }
}
