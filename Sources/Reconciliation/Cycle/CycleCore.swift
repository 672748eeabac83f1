internal import ClusterModel
internal import World

/// Decides what a run does next: a state machine without I/O, clock or task. A shell feeds it what happened and carries
/// out the directive that it returns.
struct CycleCore {
    private var desired: DesiredState
    private let settings: Reconciler.Settings
    private(set) var tracker: BackoffTracker
    private(set) var past: RunPast
    /// Under which steps are sent; nil until there is something to do.
    private(set) var term: Term?
    /// The hosts that accepted our term: nothing is done on any other one.
    private(set) var takers: Set<HostName> = []
    private var plan = Plan()
    private var agreed: Set<StepKey> = []
    private var declined: Set<StepKey> = []
    private var progress = ProgressWatch()
    /// When there was progress last: a step that may have had an effect, another plan, a smaller heal backlog.
    private var progressed: Duration
    /// When anything changed last, progress or not.
    private var changed: Duration
    /// What the audit said that was reported last.
    private var shownAudit: [String] = []
    private var waitingSince: WallTime?
    /// What was waited for in the cycle before, and when that began.
    private var waiting: Set<String> = []
    private var cycleBegan: Duration
    /// The hosts of which an answer alone can end the wait; nil while anything else can, too.
    private(set) var awaited: Set<HostName>?
    private var silent: Set<HostName> = []
    private var events: [RunEvent] = []
    /// The history of which the last event spoke.
    private var recorded: History

    /// If the answer took longer, the cluster may have changed meanwhile: it is observed again, which takes about as
    /// long.
    private static let answerTime = Duration.seconds(2)

    /// `history` is what earlier runs recorded, on the clocks of this process.
    init(
        _ desired: DesiredState, _ settings: Reconciler.Settings, random: any RandomSource, begin: Duration,
        history: History = History()
    ) {
        self.desired = desired
        self.settings = settings
        past = RunPast(begin: begin)
        (progressed, changed, cycleBegan) = (begin, begin, begin)
        tracker = BackoffTracker(random: random, history: history)
        recorded = history
    }

    /// The events since the last call, for the shell to emit: what the run remembers comes last.
    mutating func takeEvents() -> [RunEvent] {
        let changes = tracker.history.changes(since: recorded)
        recorded = tracker.history
        defer { events = [] }
        return events + (changes.isEmpty ? [] : [.remembered(changes)])
    }
}

// MARK: - Entry points

extension CycleCore {
    /// Every host was asked. Returns what is known of the past, to plan with.
    ///
    /// `isPartial`: only hosts that gave no answer before were asked, and gave none again. Facts that were not read again
    /// are no further sample.
    mutating func observed(
        _ observed: ObservedState, silent: [HostName], isPartial: Bool = false, now: Moment
    ) -> History {
        tracker.recordUnreachable(silent, now: now)
        self.silent = Set(silent)
        tracker.recordJoining(desired, observed, now: now)
        guard !isPartial else { return tracker.history }
        tracker.sample(desired, observed, now: now)
        tracker.useConsents(desired, observed, now: now)
        return tracker.history
    }

    /// There is a new plan.
    mutating func planned(
        _ plan: Plan, _ observed: ObservedState, now: Moment, isStopping: Bool = false
    ) -> Directive {
        self.plan = plan
        awaited = nil
        countWaits(now)
        note(observed, now)
        if plan.isConverged { return .end(.converged) }
        if isStopping { return end(.interrupted) }
        if let limit = settings.timeLimit, now.monotonic - past.begin >= limit { return end(.timedOut) }
        guard !plan.ready.isEmpty else { return wait(orEnd: stalled, now) }
        let asked = unasked
        return asked.isEmpty ? proceed(now) : .confirm(Plan(ready: asked))
    }

    /// The question that `confirm` put was answered, after so long.
    mutating func confirmed(_ isAgreed: Bool, took: Duration, now: Moment) -> Directive {
        let keys = unasked.map(\.id)
        if !isAgreed, term == nil { return .end(.declined) }
        if isAgreed { agreed.formUnion(keys) } else { declined.formUnion(keys) }
        guard took > Self.answerTime, !allowed.isEmpty else { return proceed(now) }
        waitingSince = nil
        return .observe
    }

    /// The attempt at taking a term ended.
    mutating func termTaken(_ result: TermAcquisition.Assessment, now: Moment) -> Directive {
        switch result {
        case .taken(let term, let hosts, let isMajority):
            self.term = term
            takers = Set(hosts)
            events.append(.termTaken(term, on: hosts, isMajority: isMajority))
            return .observe
        case .refused(let words): return .end(.notLeader(words))
        case .fenceHeld(let hosts):
            let words = hosts.map { ($0, "a command of an earlier run is still running") }
            return wait(
                hosts.map(WaitingOn.fenceBusy), [], orEnd: .notLeader(Dictionary(uniqueKeysWithValues: words)), now)
        }
    }

    /// There is another desired state. What was learnt of steps that it still needs stays; a term counts for the hosts
    /// on which it was taken.
    mutating func adopt(_ desired: DesiredState) {
        if desired.spec.hosts != self.desired.spec.hosts { termLost() }
        self.desired = desired
        plan = Plan()
        (agreed, declined, waitingSince) = ([], [], nil)
    }

    /// What was done up to now is reported: the next report begins here.
    mutating func closeReport(now: Moment) { past.close(at: now.monotonic) }

    /// A host accepted our term.
    mutating func accepted(by host: HostName) { takers.insert(host) }

    /// A new term is needed before anything else is done.
    mutating func termLost() {
        term = nil
        takers = []
    }

    /// Steps have ended; unless the run ends, it observes once nothing of the plan is left to begin or to end.
    mutating func stepsEnded(_ results: [TakenStep], now: Moment) -> Directive {
        tracker.recordAttempts(results, now: now)
        tracker.recordRepairs(results, desired, now: now)
        past.taken += results
        // Neither what was never run nor another repair of recurring drift is progress.
        let ran = results.filter(\.result.mayHaveHadEffect).map(\.step)
        if !ran.isEmpty { changed = now.monotonic }
        if !ran.allSatisfy(plan.isRecurring) { progressed = now.monotonic }
        return results.lazy.compactMap(Self.overruling).first.map(Directive.end) ?? .observe
    }
}

// MARK: - Deciding

extension CycleCore {
    /// Disruptive steps that were not asked about yet. Before the first step these are all that the plan foresees;
    /// later only what is ready, because it came up on the way.
    private var unasked: [Step] {
        (term == nil ? PlanOutlook.foreseen(plan) : plan.ready).filter { step in
            step.risk != .benign && !agreed.contains(step.id) && !declined.contains(step.id)
        }
    }

    /// The ready steps without the declined ones and what follows them.
    private var allowed: [Step] { plan.ready.without { declined.contains($0.id) } }

    private mutating func proceed(_ now: Moment) -> Directive {
        guard !allowed.isEmpty else { return waitDeclined(now) }
        waitingSince = nil
        // A new term waits for the commands of the old one on each host, and ends those that follow them.
        return term.map { .start(allowed, $0) } ?? (plan.running.isEmpty ? .takeTerm : .drain)
    }

    /// A run ends once no step of it runs any more, and after an observation of what they did.
    private func end(_ verdict: Verdict) -> Directive { plan.running.isEmpty ? .end(verdict) : .drain }

    /// All that is ready was declined: the run goes on while something else still ends by itself.
    private mutating func waitDeclined(_ now: Moment) -> Directive {
        let reasons = plan.held.flatMap(\.waitingOn)
        guard !plan.running.isEmpty || reasons.contains(where: \.endsByItself) else { return .end(.declined) }
        return wait(orEnd: .declined, now)
    }

    /// How a run ends in which nothing is left that ends without an operator.
    private var stalled: Verdict { plan.auditWords.isEmpty ? .stalled : .refused(plan.auditWords) }

    private mutating func wait(orEnd verdict: Verdict, _ now: Moment) -> Directive {
        wait(plan.held.flatMap(\.waitingOn), plan.unknown, orEnd: verdict, now)
    }

    /// Nothing can be done now: wait for what ends by itself or with a host, or end where neither is left or both took
    /// too long.
    private mutating func wait(
        _ reasons: [WaitingOn], _ unknown: [UnknownFact], orEnd verdict: Verdict, _ now: Moment
    ) -> Directive {
        guard plan.running.isEmpty else {
            wait(plan.running.map { .step($0.id) } + reasons, unknown, now)
            return .pause(max(pause(now), Reconciler.quietTime))
        }
        let left = patience(reasons, unknown) - (now.monotonic - progressed)
        guard left > .zero else { return .end(verdict) }
        wait(reasons, unknown, now)
        let isForHosts =
            unknown.allSatisfy { $0.why.unreachableHost != nil } && !reasons.contains(where: \.endsByItself)
        awaited = isForHosts && !silent.isEmpty ? silent : nil
        return .pause(min(pause(now), max(left, settings.pollPause)))
    }

    private mutating func wait(_ reasons: [WaitingOn], _ unknown: [UnknownFact], _ now: Moment) {
        let since = waitingSince ?? now.wall
        waitingSince = since
        events.append(.waiting(reasons, unknown, since: since))
        waiting = Set(reasons.map(\.reason) + unknown.map(\.why.reason))
    }

    private func patience(_ reasons: [WaitingOn], _ unknown: [UnknownFact]) -> Duration {
        if reasons.contains(where: \.endsByItself) { return settings.patience }
        let needsHost = reasons.contains { $0.resolution == .hostRecovery } || !unknown.isEmpty
        return needsHost ? settings.hostPatience : .zero
    }

    /// The pause grows while nothing changes, and ends when a back-off ends.
    private func pause(_ now: Moment) -> Duration {
        let grown = min((now.monotonic - changed) / Reconciler.Settings.pausePart, settings.longestPollPause)
        let next = tracker.nextDeadline(after: now).map { $0 - now } ?? grown
        return max(settings.pollPause, min(grown, next))
    }

    private static func overruling(_ taken: TakenStep) -> Verdict? {
        guard case .staleTerm(let host, let newer) = taken.result else { return nil }
        return .notLeader([host: "it has accepted a newer term (\(newer))"])
    }
}

// MARK: - Remembering

extension CycleCore {
    /// A wait lasts from one observation to the next, the time of observing included.
    private mutating func countWaits(_ now: Moment) {
        for word in waiting { past.waits[word, default: .zero] += now.monotonic - cycleBegan }
        waiting = []
        cycleBegan = now.monotonic
    }

    private mutating func note(_ observed: ObservedState, _ now: Moment) {
        tracker.forgetResolved(plan)
        tracker.updateRecurrences(desired, observed, plan, now: now)
        past.see(plan, now: now.wall)
        past.prove(by: observed)
        let delta = progress.compare(plan, tracker.history, desired.spec.disruption, now: now)
        if delta.isProgress { progressed = now.monotonic }
        if delta != ProgressWatch.Delta() { changed = now.monotonic }
        alert(plan.auditWords)
        let isEmpty = plan.ready.isEmpty && plan.held.isEmpty && plan.running.isEmpty
        if delta.isNews, !isEmpty { events.append(.planned(plan)) }
    }

    /// What the audit rejects is an error of hcctl: it is reported whenever it is another one.
    private mutating func alert(_ words: [String]) {
        if !words.isEmpty, words != shownAudit { events.append(.auditRejected(words)) }
        shownAudit = words
    }
}

extension WaitingOn {
    /// A step that comes first ends as that step does.
    fileprivate var endsByItself: Bool {
        if case .step = self { false } else { resolution == .automatic }
    }
}

extension [Step] {
    /// The steps without those that are out, and without what follows one.
    func without(_ isOut: (Step) -> Bool) -> [Step] {
        var out: Set<StepKey> = []
        return filter { step in
            let isKept = !isOut(step) && step.after.allSatisfy { !out.contains($0) }
            if !isKept { out.insert(step.id) }
            return isKept
        }
    }
}
