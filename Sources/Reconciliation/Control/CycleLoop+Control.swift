internal import ClusterModel
internal import World

// What a cycle loop does as a controller. For one apply none of it has an effect.

// MARK: - Signals

extension CycleLoop {
    /// Awaits the next signals.
    func listen(_ group: inout TaskGroup<Event>) {
        guard let inbox = control?.inbox else { return }
        group.addTask { .signalled(await inbox.next()) }
    }

    mutating func signalled(_ signals: ControlSignals, _ group: inout TaskGroup<Event>) -> Verdict? {
        listen(&group)
        if signals.wantsAnswer { control?.inbox.answerLife() }
        if signals.isStopping { return stop() }
        for reason in signals.reasons {
            control?.tell(.woken(reason))
            if reason == .request { control?.leadership.reset() }
        }
        if let number = signals.request { control?.requestNumber = number }
        if let desired = signals.revision { adopt(desired) }
        if let pause = signals.pause {
            control?.leadership.pause = pause
            flight.drop()
        }
        if signals.election != nil {
            noteElection()
            flight.drop()
        }
        guard !signals.needsNoObservation, resolution == nil else { return nil }
        request(&group)
        return nil
    }

    /// What runs is finished; an observation is not waited for.
    private mutating func stop() -> Verdict? {
        control?.tell(.stopping)
        flight.drop()
        resolution = .interrupted
        return flight.isIdle ? .interrupted : nil
    }

    /// Steps in flight go on; whatever else was planned or waited for is planned again.
    private mutating func adopt(_ desired: DesiredState) {
        guard let control else { return }
        reconciler = control.reconciler(desired)
        core.adopt(desired)
        flight.drop()
        self.control?.leadership.named = desired.spec.controller?.host
        self.control?.leadership.volume = desired.electionVolume
        isStale = true
    }

    /// Observes soon. While steps run, their end or the quiet time leads to an observation anyway.
    private mutating func request(_ group: inout TaskGroup<Event>) {
        control?.isRequested = true
        guard !isObserving, !isDraining, flight.isIdle else { return }
        pause(.zero, &group)
    }

    /// How long to pause where an observation is wished for: the pacer decides, within the pause that was meant.
    mutating func requestedPause(before pause: Duration) -> Duration {
        guard var control, control.isRequested else { return pause }
        let wished = control.pacer.pause(at: time.uptime())
        self.control = control
        return pause == .zero ? wished : min(pause, wished)
    }

    /// An observation begins: wishes up to now are answered by it.
    mutating func beginObservation() {
        guard var control else { return }
        (control.isAnsweringRequest, control.isRequested) = (control.isRequested, false)
        control.answeredNumber = control.requestNumber
        self.control = control
    }
}

// MARK: - Acting or only observing

extension CycleLoop {
    /// Without the right to act every directive that leads to a change becomes a state.
    mutating func permitted(_ next: Directive) -> Directive {
        noteElection()
        guard let control else { return next }
        switch next {
        case .confirm, .takeTerm, .start:
            guard let reason = control.leadership.obstacle(at: time.moment()) else { return next }
            return .end(control.leadership.verdict(reason))
        case .observe, .drain, .pause, .end: return next
        }
    }

    /// Takes over the state of the election. A term of before it was won or lost counts no more.
    private mutating func noteElection() {
        guard var control else { return }
        if control.leadership.elected(control.inbox.election) { core.termLost() }
        self.control = control
    }

    /// Whether nothing may begin, because the lock that elects is not held at this instant.
    var hasLostElection: Bool {
        guard let control, let volume = control.leadership.volume else { return false }
        return control.inbox.election != .leading(volume)
    }

    /// A host that has accepted a newer term than ours accepts no change of ours.
    mutating func noteTerms(_ observed: ObservedState) {
        guard control != nil, let own = core.term else { return }
        let terms = reconciler.desired.spec.hosts.compactMap { host -> (HostName, Term)? in
            if case .known(let term) = observed.host(host).term { (host, term) } else { nil }
        }
        if let newest = terms.max(by: { $0.1 < $1.1 }), newest.1 > own { overruled(by: newest.1, on: newest.0) }
    }

    /// Hosts refused steps because of newer terms.
    mutating func loseTerm(to results: [TakenStep]) {
        for case .staleTerm(let host, let newer) in results.map(\.result) { overruled(by: newer, on: host) }
    }

    private mutating func overruled(by term: Term, on host: HostName) {
        core.termLost()
        let now = time.moment()
        guard var control, control.leadership.overruled(by: term, on: host, now: now) else { return }
        self.control = control
        control.tell(.overruled(host, by: term))
    }
}

// MARK: - Between two rounds

extension CycleLoop {
    mutating func publish(_ observed: ObservedState, _ plan: Plan) {
        guard var control else { return }
        let now = time.moment()
        if control.isAnsweringRequest { control.pacer.observed(isUseful: !plan.ready.isEmpty, at: now.monotonic) }
        if core.term != nil { control.leadership.tookTerm() }
        let reason = control.leadership.obstacle(at: now)
        if reason != control.observing, let reason { control.tell(.observingOnly(reason)) }
        control.observing = reason
        let verdict = plan.isConverged ? Verdict.converged : control.verdict ?? .different
        let report = reconciler.report(verdict, observed, plan, core.past)
        control.publish(
            Controller.Snapshot(
                desired: reconciler.desired, observed: observed, report: report, term: core.term, observing: reason,
                at: now.wall, answered: control.answeredNumber))
        self.control = control
    }

    /// Nothing can be done now: the verdict is a state, and the cluster is observed again after the poll, or earlier where
    /// a back-off or a yield ends.
    mutating func rest(_ verdict: Verdict, _ group: inout TaskGroup<Event>) {
        guard let control else { return }
        let now = time.moment()
        let report = reconciler.report(verdict, latest.observed, latest.plan, core.past)
        if verdict != control.verdict || !report.taken.isEmpty {
            let waited = report.taken.map(\.begun).min() ?? report.took
            control.tell(.state(verdict, steps: report.taken.count, took: report.took - waited))
        }
        self.control?.verdict = verdict
        core.closeReport(now: now)
        let deadlines = [core.tracker.nextDeadline(after: now), control.leadership.deadline].compactMap { $0 }
        let next = deadlines.filter { $0 > now }.min().map { $0 - now } ?? .seconds(86_400)
        pause(max(Self.shortestRest, min(next, pollPause(verdict))), &group)
    }

    /// Protects the hosts from a loop that has nothing to wait for.
    private static let shortestRest = Duration.milliseconds(200)
    /// After hosts refused a term: another run may have ended, or a host have come back.
    private static let refusedPause = Duration.seconds(10)

    private func pollPause(_ verdict: Verdict) -> Duration {
        let poll = control?.settings.poll ?? .seconds(60)
        let whole: Duration = if case .notLeader = verdict { min(poll, Self.refusedPause) } else { poll }
        let spread = UInt64(max(1, whole.milliseconds * 2 / 5))
        return whole - whole / 5 + .milliseconds(Int(reconciler.environment.random.next(below: spread)))
    }
}
