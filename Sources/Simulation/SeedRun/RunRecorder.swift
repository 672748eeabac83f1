internal import ClusterModel
internal import SimulatedWorld
internal import Synchronization
internal import World

/// Records one run: keeps its trace, and judges each event once, in order.
final class RunRecorder: Sendable {
    private struct Seen {
        var next = 0
        var trace: [String] = []
        var violations: [Violation] = []
        var safety = SafetyInvariants()
        var terms: FencingInvariant
        var steps: [String: PlanConformance] = [:]
        var baseline: ForeignThings
        var tally = SeedTally()
        var fought: Set<String> = []
    }

    let cluster: SimulatedCluster
    let desired: DesiredState
    private let time: any TimeSource
    private let seen: Mutex<Seen>

    init(_ cluster: SimulatedCluster, _ desired: DesiredState, time: any TimeSource) {
        self.cluster = cluster
        self.desired = desired
        self.time = time
        seen = Mutex(
            Seen(
                terms: FencingInvariant(hosts: desired.spec.hosts.count),
                baseline: ForeignThings(cluster.state, desired, at: .zero)))
    }

    var clock: any TimeSource { time }

    /// The events, one line each.
    var trace: [String] { seen.withLock { $0.trace } }
    /// In the order of their discovery.
    var violations: [Violation] { seen.withLock { $0.violations } }
    var tally: SeedTally { seen.withLock { $0.tally } }

    /// Judges the events since the last call.
    func judgeNews() {
        let log = cluster.log
        let state = seen.withLock { $0.next < log.count } ? cluster.state : nil
        seen.withLock { seen in
            let news = log[seen.next...]
            seen.next = log.count
            for event in news { Self.judge(event, &seen) }
            let begun = news.compactMap(\.begun).min()
            if let state, let begun { Self.compare(state, desired, begun: begun, &seen, time.uptime()) }
        }
    }

    /// Performs an external action. What others own may be different afterwards: that is the new baseline.
    @discardableResult
    func act(_ action: ExternalAction) -> Bool {
        judgeNews()
        let isDone = cluster.act(action)
        if !isDone { note("without effect: \(action)") }
        let (state, now) = (cluster.state, time.uptime())
        seen.withLock { $0.baseline = ForeignThings(state, desired, at: now, after: $0.baseline) }
        judgeNews()
        return isDone
    }

    /// Records what a process reports of itself.
    func record(_ event: RunEvent, from caller: String) {
        let now = time.uptime()
        seen.withLock { seen in
            seen.trace.append(TraceLine.text(event, caller, now))
            seen.violations += seen.steps[caller, default: PlanConformance(caller)].record(event, now)
            if case .stepFinished(let step, let result, _) = event { seen.tally.count(step, result) }
            if case .planned(let plan) = event, !plan.recurringDrifts.isEmpty, seen.fought.insert(caller).inserted {
                seen.tally.fought += 1
            }
        }
    }

    /// A process has observed a host. `isStill`: nothing happened meanwhile.
    func observed(_ host: HostName, by caller: String, isStill: Bool = false) {
        let state = isStill ? cluster.state : nil
        seen.withLock { seen in
            seen.steps[caller]?.observed(host, in: state)
            seen.terms.observed(host, by: caller)
        }
    }

    func note(_ words: String) {
        let now = time.uptime()
        seen.withLock { $0.trace.append(TraceLine.text(words, now)) }
    }

    func report(_ rule: Violation.Rule, _ words: String) {
        let violation = Violation(rule, at: time.uptime(), words)
        seen.withLock { seen in
            seen.violations.append(violation)
            seen.trace.append(TraceLine.text("VIOLATION \(violation)", violation.at))
        }
    }

    func count(_ change: (inout SeedTally) -> Void) { seen.withLock { change(&$0.tally) } }

    private static func judge(_ event: WorldEvent, _ seen: inout Seen) {
        seen.trace.append(TraceLine.text(event))
        seen.tally.count(event)
        var found = seen.safety.judge(event) + seen.terms.judge(event)
        for caller in seen.steps.keys.sorted() { found += seen.steps[caller]?.judge(event) ?? [] }
        if case .begun(let command) = event.kind, !command.isExclusive, seen.steps[command.caller] == nil {
            found.append(Violation(.planned, at: event.at, "\(command.caller) changes something without a plan"))
        }
        note(found, &seen)
    }

    private static func compare(
        _ state: ClusterState, _ desired: DesiredState, begun: Duration, _ seen: inout Seen, _ now: Duration
    ) {
        let later = ForeignThings(state, desired, at: now, after: seen.baseline)
        note(seen.baseline.touched(by: later, begun: begun).map { Violation(.foreign, at: now, $0) }, &seen)
        // What has just been created is foreign to the next process, and each violation is reported once.
        seen.baseline = later
    }

    private static func note(_ found: [Violation], _ seen: inout Seen) {
        seen.violations += found
        seen.trace += found.map { TraceLine.text("VIOLATION \($0)", $0.at) }
    }
}

extension WorldEvent {
    /// When the command began that may have taken effect with this event.
    fileprivate var begun: Duration? {
        switch kind {
        case .ended(let command, _, _, _), .aborted(let command): command.begun
        case .madeFilesystem, .termTaken: at
        case .begun, .formatting, .markedByForce, .copiesLost, .lastGoodCopyLost, .brick, .exportRemoved,
            .fault, .callerDied, .external, .ctdbLeader, .ctdbWithoutLock, .ctdbStopped, .enginesDoubled,
            .deployedOver:
            nil
        }
    }
}
