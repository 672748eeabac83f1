package import ClusterModel
internal import World

extension Reconciler {
    /// Observes, plans, acts and observes again, until nothing is left to do or nothing can be done.
    ///
    /// `confirm` is asked once, before the first step, about a plan of everything disruptive that is foreseen; without
    /// an agreement nothing is done. What comes up later and was not part of that is asked about when it is ready;
    /// without an agreement it is left out, and what does not depend on it goes on.
    package func apply(confirm: @Sendable (Plan) async -> Bool) async -> RunReport {
        var run = ApplyRun(self)
        while true {
            let (observed, plan) = await look { silent, observed, now in
                run.tracker.hear(silent, now: now)
                run.tracker.sample(desired, observed, now: now)
                run.tracker.useConsents(observed, now: now)
                return run.tracker.history
            }
            if let verdict = await run.cycle(observed, plan, confirm: confirm) {
                return report(verdict, observed, plan, run.past)
            }
        }
    }
}

/// The state of one apply.
private struct ApplyRun {
    private let reconciler: Reconciler
    var tracker: BackoffTracker
    private(set) var past: RunPast
    private var term: Term?
    /// The hosts that obey our term: on no other one anything is done.
    private var takers: Set<HostName> = []
    private var agreed: Set<AgreedAction> = []
    private var declined: Set<AgreedAction> = []
    private var shown: PlanShape?
    /// What goes on said of itself in the cycle before.
    private var progress: [String] = []
    /// When something last changed: a step was taken, or the plan became another one.
    private var changed: Duration
    private var waitingSince: WallTime?
    /// An answer that takes longer is about a cluster that nobody has looked at since: it is looked at once more, which
    /// takes about as long.
    private static let answerTime = Duration.seconds(2)
    /// What was waited for in the cycle before, and when that began.
    private var waiting: Set<String> = []
    private var cycleBegan: Duration

    init(_ reconciler: Reconciler) {
        self.reconciler = reconciler
        past = RunPast(begin: reconciler.environment.time.uptime())
        changed = past.begin
        cycleBegan = past.begin
        tracker = BackoffTracker(random: reconciler.environment.random)
    }

    private var time: any TimeSource { reconciler.environment.time }
    private var taking: TermAcquisition {
        TermAcquisition(environment: reconciler.environment, hosts: reconciler.desired.spec.hosts)
    }

    /// One round; a verdict ends the run.
    mutating func cycle(
        _ observed: ObservedState, _ plan: Plan, confirm: @Sendable (Plan) async -> Bool
    ) async -> Verdict? {
        countWaits()
        note(plan, observed)
        if let refused = reconciler.objected(plan, observed) { return refused }
        if plan.isConverged { return .converged }
        if reconciler.mustStop() { return .interrupted }
        if let limit = reconciler.settings.timeLimit, time.uptime() - past.begin >= limit { return .timedOut }
        guard !plan.ready.isEmpty else { return await wait(plan) }
        waitingSince = nil
        let asked = time.uptime()
        let steps = await agreedSteps(plan, confirm)
        guard !steps.isEmpty else { return .declined }
        // Who thinks before answering finds another cluster afterwards.
        if time.uptime() - asked > Self.answerTime { return nil }
        guard let term else { return await takeTerm(observed) }
        return await act(steps, of: plan, term)
    }

    /// A wait lasts from one look to the next, the time of looking included.
    private mutating func countWaits() {
        let now = time.uptime()
        for word in waiting { past.waits[word, default: .zero] += now - cycleBegan }
        waiting = []
        cycleBegan = now
    }

    private mutating func note(_ plan: Plan, _ observed: ObservedState) {
        tracker.settle(plan)
        tracker.watch(reconciler.desired, observed, plan, now: time.wallTime())
        past.see(plan, now: time.wallTime())
        past.prove(by: observed)
        let said = plan.held.flatMap { $0.waitingOn.compactMap(\.progress) }
        if said != progress { changed = time.uptime() }
        progress = said
        let shape = PlanShape(plan)
        guard shape != shown else { return }
        if shape.progress != shown?.progress { changed = time.uptime() }
        shown = shape
        if !plan.ready.isEmpty || !plan.held.isEmpty { reconciler.tell(.planned(plan)) }
    }

    /// The ready steps without those that were declined, and without what comes after them; none where the whole plan
    /// was declined before the first step.
    private mutating func agreedSteps(_ plan: Plan, _ confirm: (Plan) async -> Bool) async -> [Step] {
        let isFirst = term == nil
        let asked = (isFirst ? PlanOutlook.foreseen(plan) : plan.ready).filter { step in
            step.risk != .benign && !agreed.contains(AgreedAction(step)) && !declined.contains(AgreedAction(step))
        }
        if !asked.isEmpty {
            let isAgreed = await confirm(Plan(ready: asked))
            if isAgreed { agreed.formUnion(asked.map(AgreedAction.init)) }
            if !isAgreed, isFirst { return [] }
            if !isAgreed { declined.formUnion(asked.map(AgreedAction.init)) }
        }
        return Self.without(plan.ready) { declined.contains(AgreedAction($0)) }
    }

    private static func without(_ steps: [Step], _ isOut: (Step) -> Bool) -> [Step] {
        var out: Set<StepID> = []
        return steps.filter { step in
            let isKept = !isOut(step) && step.after.allSatisfy { !out.contains($0) }
            if !isKept { out.insert(step.id) }
            return isKept
        }
    }

    /// A term is taken only once there is something to do; then everything is observed and planned again.
    private mutating func takeTerm(_ observed: ObservedState) async -> Verdict? {
        switch await taking.take(after: observed) {
        case .taken(let term, let hosts, let isMajority):
            self.term = term
            takers = Set(hosts)
            reconciler.tell(.termTaken(term, on: hosts, isMajority: isMajority))
            return nil
        case .refused(let words): return .notLeader(words)
        }
    }

    private mutating func act(_ steps: [Step], of plan: Plan, _ term: Term) async -> Verdict? {
        let refusals = await takeOnTheRest(steps, term)
        let runner = StepRunner(
            executor: Executor(environment: reconciler.environment, term: term), time: time, tell: reconciler.tell,
            mustStop: reconciler.mustStop)
        let open = Self.without(steps) { refusals[$0.action.host] != nil }
        let results = await runner.run(open, begin: past.begin) + undelivered(steps, refusals)
        tracker.note(results, now: time.wallTime())
        tracker.mend(results, reconciler.desired, now: time.wallTime())
        past.taken += results
        // To go on with a fight is no progress.
        if !steps.allSatisfy(plan.isRecurring) { changed = time.uptime() }
        return results.lazy.compactMap(Self.overruling).first
    }

    /// A host that did not take the term when most did takes it before anything is done there.
    private mutating func takeOnTheRest(_ steps: [Step], _ term: Term) async -> [HostName: String] {
        var refusals: [HostName: String] = [:]
        for host in Set(steps.map(\.action.host)).subtracting(takers).sorted() {
            refusals[host] = await taking.take(term, on: host)
            if refusals[host] == nil { takers.insert(host) }
        }
        return refusals
    }

    private func undelivered(_ steps: [Step], _ refusals: [HostName: String]) -> [TakenStep] {
        steps.compactMap { step in
            refusals[step.action.host].map { words in
                TakenStep(
                    step, .notRun(step.action.host, words: words), begun: time.uptime() - past.begin, took: .zero)
            }
        }
    }

    private static func overruling(_ taken: TakenStep) -> Verdict? {
        guard case .staleTerm(let host, let newer) = taken.result else { return nil }
        return .notLeader([host: "it has accepted a newer term (\(newer))"])
    }

    /// Nothing is ready: wait for what ends by itself, or stop where only a person can help.
    private mutating func wait(_ plan: Plan) async -> Verdict? {
        let reasons = plan.held.flatMap(\.waitingOn)
        guard time.uptime() - changed < patience(reasons, plan) else { return .stalled }
        let since = waitingSince ?? time.wallTime()
        waitingSince = since
        reconciler.tell(.waiting(reasons, plan.unknown, since: since))
        waiting = Set(reasons.map(\.reason) + plan.unknown.map(\.why.reason))
        try? await time.sleep(reconciler.settings.pollPause)
        return nil
    }

    private func patience(_ reasons: [WaitingOn], _ plan: Plan) -> Duration {
        let roots = Set(reasons.filter { if case .step = $0 { false } else { true } }.map(\.resolution))
        if roots.contains(.automatic) { return reconciler.settings.patience }
        return roots.contains(.hostRecovery) || !plan.unknown.isEmpty ? reconciler.settings.hostPatience : .zero
    }
}

/// What of a plan counts as news: not the words of an error, nor the instant at which a pause ends.
private struct PlanShape: Equatable {
    /// News that is progress, too: how a fight stands is none.
    let progress: [String]
    private let recurringDrifts: [String]

    init(_ plan: Plan) {
        let ready = plan.ready.map { (isRecurring: plan.isRecurring($0), words: "ready \($0.id)") }
        let held = plan.held.map { held in
            let words = "\(held.resource) \(held.step?.id.description ?? "") \(held.waitingOn.map(\.reason))"
            return (isRecurring: held.step.map(plan.isRecurring) ?? false, words: words)
        }
        let unknown = plan.unknown.map { "\($0.resource) \($0.host) \($0.why.reason)" }
        progress = (ready + held).filter { !$0.isRecurring }.map(\.words) + unknown
        recurringDrifts =
            (ready + held).filter(\.isRecurring).map(\.words) + plan.recurringDrifts.map { "\($0.repair)" }
    }
}
