internal import ClusterModel
internal import Planning
internal import World

/// Keeps what was tried in vain: how often, what was said, and when it may be tried again.
struct BackoffTracker {
    /// Decorrelated jitter between these two.
    static let (base, cap) = (BackoffPass.base, BackoffPass.cap)
    /// gluster's words when another command holds its lock, here or on another member: no fault of the step, so it does
    /// not count (glusterd-locks.c, glusterd-mgmt.c).
    static let lockWords = ["Another transaction is in progress", "Locking failed on "]
    /// A transaction takes seconds: the longest pause between two tries of what another one keeps from running.
    static let lockCap = Duration.seconds(20)

    private(set) var history: History
    private var pauses: [StepKey: Duration] = [:]
    private var lockedSince: [StepKey: Moment] = [:]
    /// Steps that began what survives us, and where.
    private var operations: [StepKey: HostName] = [:]
    /// What was tried under a consent and has not been seen yet.
    private var consented: [StepKey: Step] = [:]
    let random: any RandomSource

    init(random: any RandomSource, history: History = History()) {
        self.random = random
        self.history = history
    }

    /// After a cycle: each attempt that may have had an effect counts as one without until the next plan does without
    /// the step. What was never run backs off and does not count.
    mutating func recordAttempts(_ taken: [TakenStep], now: Moment) {
        for one in taken {
            if case .skipped = one.result { continue }
            if one.step.beginsOperation, let host = one.step.action.host { operations[one.step.id] = host }
            let blockage = blockage(one, now)
            let pause = nextPause(one.step.id, cap: blockage == nil ? Self.cap : Self.lockCap)
            let counts = blockage == nil && one.result.mayHaveHadEffect
            let before = history.attempts[one.step.id]?.count ?? 0
            history.attempts[one.step.id] = History.Attempts(
                count: before + (counts ? 1 : 0), last: one.result, notBefore: now + pause,
                blockage: blockage)
        }
    }

    /// What another command held, so that the step could not run.
    private mutating func blockage(_ one: TakenStep, _ now: Moment) -> History.Attempts.Blockage? {
        if case .fenceHeld = one.result { return .fenceBusy }
        guard Self.lockWords.contains(where: one.result.words.contains) else { return nil }
        let since = lockedSince[one.step.id] ?? now
        lockedSince[one.step.id] = since
        return now - since < BackoffPass.lockPatience ? .transaction(since: since) : nil
    }

    /// When the next back-off ends, or the next recurring drift is repaired again.
    func nextDeadline(after now: Moment) -> Moment? {
        let recurringDrifts = history.repairs.values.compactMap { record in
            record.fight.map { record.last + RecurringDriftDetector.pause($0.times) }
        }
        return (history.attempts.values.map(\.notBefore) + recurringDrifts).filter { $0 > now }.min()
    }

    /// What was mended, and what became of that by the look that a plan was made of: it comes before `note`.
    mutating func updateRecurrences(_ desired: DesiredState, _ observed: ObservedState, _ plan: Plan, now: Moment) {
        history.repairs = RecurringDriftDetector(desired.spec.disruption.fighting, at: now).looked(
            observed, differing: plan.differing, after: history.repairs)
    }

    /// What was done under a consent and is seen now uses the consent up: before a look is planned with.
    mutating func useConsents(_ desired: DesiredState, _ observed: ObservedState, now: Moment) {
        history.usedConsents = ConsentUse.kept(of: history.usedConsents, in: desired)
        guard !consented.isEmpty else { return }
        history.usedConsents = ConsentUse.added(
            to: history.usedConsents, by: Array(consented.values), observed, at: now.wall)
        consented = consented.filter { !$0.value.postcondition.isSatisfied(in: observed) }
    }

    /// Steps that may have mended what they are about.
    mutating func recordRepairs(_ taken: [TakenStep], _ desired: DesiredState, now: Moment) {
        for one in taken where one.result.mayHaveHadEffect && !one.step.consents.isEmpty {
            consented[one.step.id] = one.step
        }
        let steps = taken.filter(\.mayHaveMended).map(\.step)
        history.repairs = RecurringDriftDetector(desired.spec.disruption.fighting, at: now).taken(
            steps, after: history.repairs)
    }

    /// A host that gave no answer is silent since the first such observation.
    mutating func recordUnreachable(_ silent: [HostName], now: Moment) {
        history.unreachableSince = history.unreachableSince.filter { silent.contains($0.key) }
        for host in silent where history.unreachableSince[host] == nil { history.unreachableSince[host] = now }
    }

    /// A host that some member reports as no full member is on its way since the first such observation.
    mutating func recordJoining(_ desired: DesiredState, _ observed: ObservedState, now: Moment) {
        let joining = desired.orderedHosts.filter { host, spec in
            let own: String? = if case .known(let view) = observed.gluster(host) { view.uuid } else { nil }
            return observed.hosts.values.contains { sighting in
                guard case .known(let view) = sighting.facts.gluster.view else { return false }
                return view.peers.contains { peer in
                    !peer.isMember && (peer.names.contains(spec.glusterAddress) || (own != nil && peer.uuid == own))
                }
            }
        }.map(\.name)
        history.joiningSince = history.joiningSince.filter { joining.contains($0.key) }
        for host in joining where history.joiningSince[host] == nil { history.joiningSince[host] = now }
    }

    /// What each look shows of entries that wait to be healed.
    mutating func sample(_ desired: DesiredState, _ observed: ObservedState, now: Moment) {
        history.healSamples = HealSampling.added(to: history.healSamples, desired, observed, at: now)
        history.nfsHangs = NFSHangs.added(to: history.nfsHangs, observed, at: now)
    }

    /// With a new plan: what it no longer holds was not in vain.
    /// While something goes on that was begun by a step, that step is in no plan, and yet not done. Nor is it while
    /// another one of its kind is left to do there: installing and configuring may ask for each other for ever.
    mutating func forgetResolved(_ plan: Plan) {
        let steps = plan.running + plan.ready + plan.held.compactMap(\.step)
        let busy = Set(plan.held.flatMap { $0.waitingOn.compactMap(\.operationHost) })
            .union(steps.filter(\.beginsOperation).compactMap(\.action.host))
        operations = operations.filter { busy.contains($0.value) }
        let open = Set(steps.map(\.id)).union(operations.keys)
        history.attempts = history.attempts.filter { open.contains($0.key) }
        pauses = pauses.filter { open.contains($0.key) }
        lockedSince = lockedSince.filter { open.contains($0.key) }
    }

    private mutating func nextPause(_ step: StepKey, cap: Duration) -> Duration {
        let longest = min(cap, (pauses[step] ?? Self.base) * 3)
        let span = UInt64(max(1, (longest - Self.base).milliseconds))
        let pause = Self.base + .milliseconds(Int(random.next(below: span)))
        pauses[step] = pause
        return pause
    }
}

extension Step {
    /// Whether what it begins goes on in a unit of the host: its end says whether the attempt had an effect.
    fileprivate var beginsOperation: Bool {
        if case .hostedEngine(.deploy, _) = action { return true }
        return action.stage == "packages"
    }
}

extension TakenStep {
    fileprivate var mayHaveMended: Bool {
        switch result {
        case .done, .indeterminate: true
        case .refused, .failed, .notRun, .fenceHeld, .staleTerm, .skipped: false
        }
    }
}
