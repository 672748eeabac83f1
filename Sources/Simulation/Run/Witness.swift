internal import ClusterModel
internal import SimulatedWorld
internal import Synchronization
internal import World

/// Sees everything that happens in one run: keeps the trace, and judges each event once, in its order.
final class Witness: Sendable {
    private struct Seen {
        var next = 0
        var trace: [String] = []
        var findings: [Finding] = []
        var safety = SafetyRules()
        var terms: TermRule
        var steps: [String: StepRule] = [:]
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
                terms: TermRule(hosts: desired.spec.hosts.count),
                baseline: ForeignThings(cluster.state, desired, at: .zero)))
    }

    var clock: any TimeSource { time }

    /// What happened, one line each.
    var trace: [String] { seen.withLock { $0.trace } }
    /// What must not be, in the order of its discovery.
    var findings: [Finding] { seen.withLock { $0.findings } }
    var tally: SeedTally { seen.withLock { $0.tally } }

    /// Judges what is new since the last look.
    func look() {
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

    /// Does what an operator or nature does. What others own may look different afterwards, and that is how it stays.
    @discardableResult
    func act(_ hand: Hand) -> Bool {
        look()
        let isDone = cluster.act(hand)
        if !isDone { note("in vain: \(hand)") }
        let (state, now) = (cluster.state, time.uptime())
        seen.withLock { $0.baseline = ForeignThings(state, desired, at: now, after: $0.baseline) }
        look()
        return isDone
    }

    /// What a process tells of itself.
    func hear(_ event: RunEvent, from caller: String) {
        let now = time.uptime()
        seen.withLock { seen in
            seen.trace.append(TraceLine.text(event, caller, now))
            seen.findings += seen.steps[caller, default: StepRule(caller)].hear(event, now)
            if case .stepFinished(let step, let result, _) = event { seen.tally.count(step, result) }
            if case .planned(let plan) = event, !plan.recurringDrifts.isEmpty, seen.fought.insert(caller).inserted {
                seen.tally.fought += 1
            }
        }
    }

    /// A process has asked a host something. `isStill`: nothing happened meanwhile.
    func asked(_ host: HostName, by caller: String, isStill: Bool = false) {
        let state = isStill ? cluster.state : nil
        seen.withLock { seen in
            seen.steps[caller]?.asked(host, in: state)
            seen.terms.asked(host, by: caller)
        }
    }

    func note(_ words: String) {
        let now = time.uptime()
        seen.withLock { $0.trace.append(TraceLine.text(words, now)) }
    }

    func find(_ rule: Finding.Rule, _ words: String) {
        let finding = Finding(rule, at: time.uptime(), words)
        seen.withLock { seen in
            seen.findings.append(finding)
            seen.trace.append(TraceLine.text("FINDING \(finding)", finding.at))
        }
    }

    func count(_ change: (inout SeedTally) -> Void) { seen.withLock { change(&$0.tally) } }

    private static func judge(_ event: WorldEvent, _ seen: inout Seen) {
        seen.trace.append(TraceLine.text(event))
        seen.tally.count(event)
        var found = seen.safety.judge(event) + seen.terms.judge(event)
        for caller in seen.steps.keys.sorted() { found += seen.steps[caller]?.judge(event) ?? [] }
        if case .begun(let command) = event.kind, !command.isExclusive, seen.steps[command.caller] == nil {
            found.append(Finding(.planned, at: event.at, "\(command.caller) changes something and planned nothing"))
        }
        note(found, &seen)
    }

    private static func compare(
        _ state: ClusterState, _ desired: DesiredState, begun: Duration, _ seen: inout Seen, _ now: Duration
    ) {
        let later = ForeignThings(state, desired, at: now, after: seen.baseline)
        note(seen.baseline.touched(by: later, begun: begun).map { Finding(.foreign, at: now, $0) }, &seen)
        // What has just been made is foreign to whoever comes next, and what was touched is told once.
        seen.baseline = later
    }

    private static func note(_ found: [Finding], _ seen: inout Seen) {
        seen.findings += found
        seen.trace += found.map { TraceLine.text("FINDING \($0)", $0.at) }
    }
}

extension WorldEvent {
    /// When the command was begun that may have taken effect with this event.
    fileprivate var begun: Duration? {
        switch kind {
        case .ended(let command, _, _, _), .tornOff(let command): command.begun
        case .madeFilesystem, .termTaken: at
        case .begun, .formatting, .markedByForce, .copiesLost, .lastGoodCopyLost, .brick, .fault, .callerDied, .hand:
            nil
        }
    }
}
