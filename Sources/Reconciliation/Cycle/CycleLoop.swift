package import ClusterModel
internal import Synchronization
internal import World

extension Reconciler {
    /// Observes, plans, acts and observes again, until nothing is left to do or nothing can be done.
    ///
    /// `confirm` is asked once, before the first step, about a plan of everything disruptive that is foreseen; without
    /// an agreement nothing is done. A disruptive step that comes up later is asked about when it is ready; without an
    /// agreement it is left out, and what does not depend on it goes on.
    ///
    /// `history` is what earlier runs recorded, on the clocks of this process.
    package func apply(
        history: History = History(), confirm: @Sendable (Plan) async -> Bool
    ) async -> RunReport {
        var loop = CycleLoop(self, history: history)
        return await loop.run(confirm)
    }
}

/// The shell around `CycleCore`: carries out its directives, and hands it what has ended. For one apply a verdict is the
/// end; with `control` it is a state, and the loop goes on (`CycleLoop+Control.swift`).
///
/// One task group has a task for each running step, for a host that takes the term, for an observation, for a pause and
/// for signals to a controller. Everything is decided between two of their ends, so that a step that hangs holds up only
/// what conflicts with it.
struct CycleLoop {
    enum Event: Sendable {
        case observed(Reconciler.Observation)
        case stepEnded(TakenStep)
        case joined(HostName, TermAcquisition.Extension)
        /// The pause of this number is over.
        case woke(Int)
        case signalled(ControlSignals)
    }

    var reconciler: Reconciler
    var core: CycleCore
    var flight = StepFlight()
    var isObserving = false
    /// A step ended while an observation was made: it may show the step half done.
    var isStale = false
    /// The hosts that the observation under way asks; nil is all.
    var asked: Set<HostName>?
    /// Nothing is begun, and the cluster is observed once nothing runs.
    var isDraining = false
    /// How the run ends once nothing runs.
    var resolution: Verdict?
    /// The number of the last pause; earlier ones count no more, and end early.
    private let pauses = PauseNumber()
    var latest: (observed: ObservedState, plan: Plan) = (ObservedState(hosts: [:]), Plan())
    /// Nil for one apply.
    var control: ControlCourse?

    /// `history` is what earlier runs recorded, on the clocks of this process.
    init(_ reconciler: Reconciler, control: ControlCourse? = nil, history: History = History()) {
        self.reconciler = reconciler
        self.control = control
        core = CycleCore(
            reconciler.desired, reconciler.settings, random: reconciler.environment.random,
            begin: reconciler.environment.time.uptime(), history: history)
    }

    var time: any TimeSource { reconciler.environment.time }
    private var taking: TermAcquisition {
        TermAcquisition(environment: reconciler.environment, hosts: reconciler.desired.spec.hosts)
    }

    mutating func run(_ confirm: @Sendable (Plan) async -> Bool) async -> RunReport {
        await withTaskGroup(of: Event.self) { group in
            listen(&group)
            observe(&group)
            while let event = await group.next() {
                guard let verdict = await handle(event, &group, confirm) else { continue }
                group.cancelAll()
                return reconciler.report(verdict, latest.observed, latest.plan, core.past)
            }
            preconditionFailure("a run that has not ended observes, runs a step or pauses")
        }
    }

    /// A verdict ends the run.
    private mutating func handle(
        _ event: Event, _ group: inout TaskGroup<Event>, _ confirm: @Sendable (Plan) async -> Bool
    ) async -> Verdict? {
        switch event {
        case .observed(let seen): return await observed(seen, &group, confirm)
        case .stepEnded(let one):
            flight.ended(one.step, one.result)
            record([one])
        case .joined(let host, let answer): joined(host, answer)
        case .signalled(let signals): return signalled(signals, &group)
        case .woke(let number):
            guard number == pauses.last, !isObserving, !isDraining, resolution == nil else { return nil }
            flight.drop()
            observe(&group, again: core.awaited)
            return nil
        }
        return advance(&group)
    }
}

// MARK: - Observing

extension CycleLoop {
    /// Asks these hosts and takes the earlier facts of the others; nil asks all.
    mutating func observe(_ group: inout TaskGroup<Event>, again hosts: Set<HostName>? = nil) {
        (isObserving, isStale, isDraining, asked) = (true, false, false, hosts)
        beginObservation()
        let (reconciler, earlier) = (reconciler, latest.observed)
        group.addTask { .observed(await reconciler.observe(again: hosts, after: earlier)) }
    }

    private mutating func observed(
        _ seen: Reconciler.Observation, _ group: inout TaskGroup<Event>, _ confirm: @Sendable (Plan) async -> Bool
    ) async -> Verdict? {
        isObserving = false
        reconciler.emit(seen)
        guard resolution == nil else { return nil }
        noteTerms(seen.state)
        guard !isStale else {
            observe(&group)
            return nil
        }
        // An awaited host has answered: before anything is decided the others are observed again, too.
        guard asked.map({ $0.isSubset(of: seen.silent) }) ?? true else {
            observe(&group)
            return nil
        }
        let now = time.moment()
        let history = core.observed(seen.state, silent: seen.silent, isPartial: asked != nil, now: now)
        let plan = reconciler.plan(seen.state, history, running: flight.running, now: now)
        latest = (seen.state, plan)
        let next = core.planned(plan, seen.state, now: time.moment(), isStopping: reconciler.mustStop())
        publish(seen.state, plan)
        return await follow(next, &group, confirm)
    }

    /// From a plan to what is begun or waited for.
    private mutating func follow(
        _ first: Directive, _ group: inout TaskGroup<Event>, _ confirm: @Sendable (Plan) async -> Bool
    ) async -> Verdict? {
        var next = first
        while true {
            for event in core.takeEvents() { reconciler.tell(event) }
            switch permitted(next) {
            case .observe:
                observe(&group)
                return nil
            case .end(let verdict): return end(verdict, &group)
            case .drain:
                drain(&group)
                return nil
            case .pause(let duration):
                pause(duration, &group)
                return nil
            case .confirm(let plan):
                let asked = time.uptime()
                let answer = await confirm(plan)
                next = core.confirmed(answer, took: time.uptime() - asked, now: time.moment())
            case .takeTerm where !flight.isIdle: next = .drain
            case .takeTerm:
                next = core.termTaken(await taking.take(after: latest.observed), now: time.moment())
            case .start(let steps, let term):
                start(steps, term, &group)
                return nil
            }
        }
    }

    private mutating func drain(_ group: inout TaskGroup<Event>) {
        isDraining = true
        if flight.isIdle { observe(&group) }
    }

    private mutating func end(_ verdict: Verdict, _ group: inout TaskGroup<Event>) -> Verdict? {
        if control != nil, verdict != .interrupted {
            rest(verdict, &group)
            return nil
        }
        resolution = verdict
        return flight.isIdle ? verdict : nil
    }

    /// In slices, so that an interruption or a later pause ends it.
    mutating func pause(_ pause: Duration, _ group: inout TaskGroup<Event>) {
        let pause = requestedPause(before: pause)
        let (pauses, time, mustStop) = (pauses, time, reconciler.mustStop)
        let number = pauses.next()
        let (end, slice) = (time.uptime() + pause, reconciler.settings.pollPause)
        group.addTask {
            while number == pauses.last, !mustStop(), time.uptime() < end {
                guard (try? await time.sleep(min(slice, end - time.uptime()))) != nil else { break }
            }
            return .woke(number)
        }
    }
}

// MARK: - Acting

extension CycleLoop {
    private mutating func start(_ steps: [Step], _ term: Term, _ group: inout TaskGroup<Event>) {
        flight.start(steps)
        if !reconciler.mustStop() {
            for host in flight.join(besides: core.takers) {
                let taking = taking
                group.addTask { .joined(host, await taking.take(term, on: host)) }
            }
        }
        _ = advance(&group)
    }

    /// Begins what may begin by now; observes where nothing of the plan is left, or once nothing has happened for long.
    private mutating func advance(_ group: inout TaskGroup<Event>) -> Verdict? {
        record(flight.takeSkipped())
        if let resolution { return flight.isIdle ? resolution : nil }
        if isObserving {
            isStale = true
        } else if isDraining {
            drain(&group)
        } else {
            begin(&group)
            flight.isPlanOver ? observe(&group) : pause(Reconciler.quietTime, &group)
        }
        return nil
    }

    private mutating func begin(_ group: inout TaskGroup<Event>) {
        guard !reconciler.mustStop(), !hasLostElection, let term = core.term else { return flight.drop() }
        let runner = StepRunner(
            executor: Executor(environment: reconciler.environment, term: term), time: time, tell: reconciler.tell,
            begin: core.past.begin)
        for step in flight.begin(on: core.takers) { group.addTask { .stepEnded(await runner.take(step)) } }
    }

    /// A host that did not take the term when most did takes it before anything is done there.
    private mutating func joined(_ host: HostName, _ answer: TermAcquisition.Extension) {
        flight.joined(host)
        switch answer {
        case .accepted: core.accepted(by: host)
        case .refused(let result): record(flight.refuse(host, result))
        case .known:
            let words = core.term.map { "it has term \($0) already; a new one is taken" } ?? "a new term is taken"
            record(flight.refuse(host, .notRun(.host(host), words: words)))
            core.termLost()
        }
    }

    /// Steps that ended without having begun.
    private mutating func record(_ ended: [(Step, StepResult)]) {
        let begun = time.uptime() - core.past.begin
        for (step, result) in ended { reconciler.tell(.stepFinished(step, result, took: .zero)) }
        record(ended.map { TakenStep($0.0, $0.1, begun: begun, took: .zero) })
    }

    private mutating func record(_ results: [TakenStep]) {
        guard !results.isEmpty, case .end(let verdict) = core.stepsEnded(results, now: time.moment()) else { return }
        if control != nil { loseTerm(to: results) } else { resolution = verdict }
        flight.drop()
    }
}

/// Numbers pauses, for tasks that outlive the value of the loop.
private final class PauseNumber: Sendable {
    private let number = Atomic(0)

    var last: Int { number.load(ordering: .relaxed) }
    func next() -> Int { number.add(1, ordering: .relaxed).newValue }
}
