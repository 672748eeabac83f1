public import ClusterModel
internal import World

extension Reconciler {
    /// Observes, plans, acts and observes again, until nothing is left to do or nothing can be done.
    ///
    /// `confirm` is asked before the first disruptive step of each kind; `false` ends the run.
    public func apply(confirm: @Sendable (Plan) async -> Bool) async -> RunReport {
        var run = ApplyRun(self)
        while true {
            let (observed, plan) = await look(run.pacer.recent)
            run.pacer.settle(plan)
            if let verdict = await run.cycle(observed, plan, confirm: confirm) {
                return report(verdict, observed, plan, run.past)
            }
        }
    }
}

/// The state of one apply.
private struct ApplyRun {
    private let reconciler: Reconciler
    var pacer: Pacer
    private(set) var past: RunPast
    private var term: Term?
    private var agreed: Set<StepID> = []
    private var shown: PlanShape?
    /// When something last changed: a step was taken, or the plan became another one.
    private var changed: Duration
    private var waitingSince: WallTime?
    /// What was waited for in the cycle before, and when that began.
    private var waiting: Set<String> = []
    private var cycleBegan: Duration

    init(_ reconciler: Reconciler) {
        self.reconciler = reconciler
        past = RunPast(begin: reconciler.access.time.uptime())
        changed = past.begin
        cycleBegan = past.begin
        pacer = Pacer(dice: reconciler.access.dice)
    }

    private var time: any Timekeeper { reconciler.access.time }

    /// One round; a verdict ends the run.
    mutating func cycle(
        _ observed: ObservedState, _ plan: Plan, confirm: @Sendable (Plan) async -> Bool
    ) async -> Verdict? {
        countWaits()
        note(plan)
        if let refused = reconciler.objected(plan, observed) { return refused }
        if plan.isConverged { return .converged }
        if reconciler.mustStop() { return .interrupted }
        if let limit = reconciler.settings.timeLimit, time.uptime() - past.begin >= limit { return .timedOut }
        guard !plan.ready.isEmpty else { return await wait(plan) }
        waitingSince = nil
        guard await isAgreed(plan, confirm) else { return .declined }
        guard let term else { return await takeTerm(observed) }
        await act(plan, term)
        return nil
    }

    /// A wait lasts from one look to the next, the time of looking included.
    private mutating func countWaits() {
        let now = time.uptime()
        for word in waiting { past.waits[word, default: .zero] += now - cycleBegan }
        waiting = []
        cycleBegan = now
    }

    private mutating func note(_ plan: Plan) {
        past.see(plan, now: time.wallTime())
        let shape = PlanShape(plan)
        guard shape != shown else { return }
        changed = time.uptime()
        shown = shape
        if !plan.ready.isEmpty || !plan.held.isEmpty { reconciler.tell(.planned(plan)) }
    }

    private mutating func isAgreed(_ plan: Plan, _ confirm: (Plan) async -> Bool) async -> Bool {
        let asked = plan.ready.filter { $0.risk != .benign && !agreed.contains($0.id) }
        guard !asked.isEmpty else { return true }
        guard await confirm(plan) else { return false }
        agreed.formUnion(asked.map(\.id))
        return true
    }

    /// A term is taken only once there is something to do; then everything is observed and planned again.
    private mutating func takeTerm(_ observed: ObservedState) async -> Verdict? {
        let taking = TermTaking(access: reconciler.access, hosts: reconciler.desired.spec.hosts)
        switch await taking.take(after: observed) {
        case .taken(let term, let hosts, let isMajority):
            self.term = term
            reconciler.tell(.termTaken(term, on: hosts, isMajority: isMajority))
            return nil
        case .refused(let words): return .noTerm(words)
        }
    }

    private mutating func act(_ plan: Plan, _ term: Term) async {
        let runner = StepRunner(
            executor: Executor(access: reconciler.access, term: term), time: time, tell: reconciler.tell,
            mustStop: reconciler.mustStop)
        let results = await runner.run(plan.ready, begin: past.begin)
        pacer.note(results, now: time.wallTime())
        past.taken += results
        changed = time.uptime()
    }

    /// Nothing is ready: wait for what ends by itself, or stop where only a person can help.
    private mutating func wait(_ plan: Plan) async -> Verdict? {
        let reasons = plan.held.flatMap(\.waitingOn)
        let endings = Set(reasons.map(\.ending) + (plan.unknown.isEmpty ? [] : [.withTheHost]))
        let roots = Set(reasons.filter { if case .step = $0 { false } else { true } }.map(\.ending))
        let patience: Duration =
            if roots.contains(.byItself) { reconciler.settings.patience } else if endings.contains(.withTheHost) {
                reconciler.settings.hostPatience
            } else { .zero }
        guard time.uptime() - changed < patience else { return .stuck }
        let since = waitingSince ?? time.wallTime()
        waitingSince = since
        reconciler.tell(.waiting(reasons, plan.unknown, since: since))
        let pause = reconciler.settings.pollPause
        for word in Set(reasons.map(\.reason) + plan.unknown.map(\.why.reason)) {
            past.waits[word, default: .zero] += pause
        }
        try? await time.sleep(pause)
        return nil
    }
}

/// What of a plan counts as news: not the words of an error, nor the instant at which a pause ends.
private struct PlanShape: Equatable {
    private let ready: [StepID]
    private let held: [String]
    private let unknown: [String]

    init(_ plan: Plan) {
        ready = plan.ready.map(\.id)
        held = plan.held.map { "\($0.resource) \($0.step?.id.description ?? "") \($0.waitingOn.map(\.reason))" }
        unknown = plan.unknown.map { "\($0.resource) \($0.host) \($0.why.reason)" }
    }
}
