internal import Audit
package import ClusterModel
internal import Planning
package import World

/// Brings a cluster to what is desired, or says what keeps it from getting there.
package struct Reconciler: Sendable {
    /// Limits and permissions of one run.
    package struct Settings: Sendable {
        /// How long a run may take; nil is for ever.
        package var timeLimit: Duration?
        /// How long apply waits for a host that does not answer, and for anything else that only a host can end.
        package var hostPatience = Duration.seconds(60)
        /// How long apply waits for what ends by itself without any progress of it. Gluster's own longest time-out is
        /// ten minutes. A heal takes longer, and shows progress: its backlog falls.
        package var patience = Duration.seconds(600)
        /// Once more than half of the hosts have answered, a host that does not is given up after so long, or after three
        /// times what the slowest of the others took, whichever is longer; nil waits as long as the transport does. For
        /// commands whose answer an operator waits for: one dead host must not hold back what is known of the others.
        package var answerPatience: Duration?
        /// `answerPatience` of commands that only show something: a host in the same building answers within 0.5 s.
        package static let shortPatience = Duration.milliseconds(1200)
        /// The part of every plan that the run is about.
        package var selection = PlanSelection.everything
        /// Whether the sync windows of the manifests hold steps: for controllers.
        package var keepsWindows = false
        /// The shortest pause between two observations while waiting.
        package var pollPause = Duration.seconds(1)
        /// The longest one. An observation of three hosts is about 60 reading commands; ten seconds bound what waiting
        /// costs them, and what a change that is noticed late costs the run.
        package var longestPollPause = Duration.seconds(10)
        /// While nothing changes, the pause is this part of the time since the last change: a wait ends at most a
        /// tenth of its length late.
        package static let pausePart = 10

        /// The defaults.
        package init() {}
    }

    /// While steps run, the cluster is observed again once none has begun or ended for so long: a command that hangs
    /// for minutes keeps no other host from being repaired. Shorter would observe beside every command of a few
    /// seconds, which costs each host a round trip and gains nothing.
    static let quietTime = Duration.seconds(5)

    let desired: DesiredState
    let environment: RunEnvironment
    let settings: Settings
    let counter: CountingTransport
    let tell: @Sendable (RunEvent) -> Void
    let mustStop: @Sendable () -> Bool

    /// A reconciler for one run. `tell` hears what happens; once `mustStop` is true the step in flight is finished and
    /// nothing else begun.
    package init(
        _ desired: DesiredState, environment: RunEnvironment, settings: Settings = Settings(),
        tell: @escaping @Sendable (RunEvent) -> Void, mustStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.desired = desired
        counter = CountingTransport(environment.transport)
        self.environment = RunEnvironment(
            transport: counter, time: environment.time, random: environment.random, secrets: environment.secrets)
        self.settings = settings
        self.tell = tell
        self.mustStop = mustStop
    }

    /// Looks and decides, and changes nothing.
    package func diff() async -> RunReport { await inspect().report }

    /// What diff reports, with what it was concluded from.
    package struct Inspection: Sendable {
        package let report: RunReport
        /// When it was made.
        package let at: WallTime
        private let desired: DesiredState
        fileprivate let observed: ObservedState

        fileprivate init(_ report: RunReport, _ desired: DesiredState, _ observed: ObservedState, at: WallTime) {
            self.report = report
            self.at = at
            self.desired = desired
            self.observed = observed
        }

        /// Why a resource is not as it should be.
        package func chain(for resource: ResourceID) -> CauseChain {
            Diagnosis(desired, observed, report.plan, report.overview).chain(for: resource)
        }
    }

    /// Observes and plans, and changes nothing.
    package func inspect() async -> Inspection { await inspect(again: nil, after: nil) }

    /// The same where only these hosts are asked again; nil is all. Of the others the earlier facts are taken, with their
    /// times.
    package func inspect(again hosts: Set<HostName>?, after earlier: Inspection?) async -> Inspection {
        let begin = environment.time.uptime()
        let seen = await observe(again: hosts, after: earlier?.observed)
        emit(seen)
        let observed = seen.state
        let plan = plan(observed, History(), now: environment.time.moment())
        let verdict: Verdict =
            if plan.isConverged { .converged } else if !plan.ready.isEmpty { .different } else { .stalled }
        var past = RunPast(begin: begin)
        past.see(plan, now: environment.time.wallTime())
        let rejected = plan.auditWords
        let report = report(rejected.isEmpty ? verdict : .refused(rejected), observed, plan, past)
        return Inspection(report, desired, observed, at: environment.time.wallTime())
    }

    /// What every host answered.
    struct Observation: Sendable {
        let state: ObservedState
        /// Hosts that gave no answer.
        let silent: [HostName]
        let took: Duration
    }

    func observe(again hosts: Set<HostName>? = nil, after earlier: ObservedState? = nil) async -> Observation {
        let begin = environment.time.uptime()
        let observer = Observer(environment, patience: settings.answerPatience)
        let state = await observer.observe(desired, again: hosts, after: earlier)
        let silent = desired.spec.hosts.filter { state.host($0).isSilent }
        return Observation(state: state, silent: silent, took: environment.time.uptime() - begin)
    }

    func emit(_ seen: Observation) {
        tell(.observed(hosts: desired.spec.hosts.count, silent: seen.silent, took: seen.took))
    }

    /// The audited plan, beside the steps that still run.
    func plan(_ observed: ObservedState, _ history: History, running: [Step] = [], now: Moment) -> Plan {
        let planner = Planner(keepsWindows: settings.keepsWindows)
        let plan = planner.plan(desired, observed, history: history, now: now).beside(running)
        return Self.audited(plan, observed, for: desired.cluster, now: now).selected(settings.selection)
    }

    /// The plan with every step held to which the audit objects, and with what follows such a step.
    static func audited(_ plan: Plan, _ observed: ObservedState, for cluster: ClusterName, now: Moment) -> Plan {
        let auditor = Auditor(for: cluster)
        var plan = plan
        while true {
            let objections = auditor.judge(plan, observed, now: now)
            guard !objections.isEmpty else { return plan }
            let reasons = objections.map { ($0.step, [WaitingOn.rejectedByAudit(words: $0.description)]) }
            // Each round holds at least one ready step.
            plan = plan.holding(Dictionary(reasons, uniquingKeysWith: +))
        }
    }

    func report(_ verdict: Verdict, _ observed: ObservedState, _ plan: Plan, _ past: RunPast) -> RunReport {
        let results = Dictionary(past.taken.map { ($0.step.id, $0.result) }) { _, last in last }
        let resources = Dictionary(past.taken.map { ($0.step.id, $0.step.resource) }) { _, last in last }
        let status = StatusReport(
            desired, observed, plan, results: results, resources: resources, firstSeen: past.firstSeen,
            now: environment.time.wallTime())
        return RunReport(
            verdict: verdict, cluster: desired.cluster, plan: plan, statuses: status.statuses,
            overview: status.overview, taken: past.taken,
            proven: past.proven, waits: past.waits, firstSeen: past.firstSeen,
            took: environment.time.uptime() - past.begin,
            counts: counter.counts)
    }
}

/// What a run remembers of itself, for its report.
struct RunPast {
    private(set) var begin: Duration
    var taken: [TakenStep] = []
    /// Steps whose effect an observation has shown.
    private(set) var proven: Set<StepKey> = []
    var waits: [String: Duration] = [:]
    private(set) var firstSeen: [HoldKey: WallTime] = [:]

    init(begin: Duration) { self.begin = begin }

    /// What was done is done once it is seen.
    mutating func prove(by observed: ObservedState) {
        for one in taken where one.step.postcondition.isSatisfied(in: observed) { proven.insert(one.step.id) }
    }

    /// Forgets what was done; holds that last keep their begin.
    mutating func close(at now: Duration) {
        begin = now
        (taken, proven, waits) = ([], [], [:])
    }

    /// Holds that ended are forgotten, new ones begin now.
    mutating func see(_ plan: Plan, now: WallTime) {
        let holds = plan.holds
        firstSeen = firstSeen.filter { holds.contains($0.key) }
        for hold in holds where firstSeen[hold] == nil { firstSeen[hold] = now }
    }
}

extension ObservedHost {
    /// Whether the host gave no answer at all.
    fileprivate var isSilent: Bool {
        if case .unknown(let why) = storage.mounts { why.unreachableHost != nil } else { false }
    }
}
