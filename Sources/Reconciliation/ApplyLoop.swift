package import ClusterModel
internal import World

extension Reconciler {
    /// Observes, plans, acts and observes again, until nothing is left to do or nothing can be done.
    ///
    /// `confirm` is asked once, before the first step, about a plan of everything disruptive that is foreseen; without
    /// an agreement nothing is done. A disruptive step that comes up later is asked about when it is ready; without an
    /// agreement it is left out, and what does not depend on it goes on.
    package func apply(confirm: @Sendable (Plan) async -> Bool) async -> RunReport {
        var loop = ApplyLoop(self)
        while true {
            let (observed, plan) = await look { silent, observed, now in
                loop.core.observed(observed, silent: silent, now: now)
            }
            if let verdict = await loop.cycle(plan, observed, confirm: confirm) {
                return report(verdict, observed, plan, loop.core.past)
            }
        }
    }
}

/// The shell around `CycleCore` for one apply: carries out its directives.
private struct ApplyLoop {
    private let reconciler: Reconciler
    var core: CycleCore

    init(_ reconciler: Reconciler) {
        self.reconciler = reconciler
        core = CycleCore(
            reconciler.desired, reconciler.settings, random: reconciler.environment.random,
            begin: reconciler.environment.time.uptime())
    }

    private var time: any TimeSource { reconciler.environment.time }
    private var taking: TermAcquisition {
        TermAcquisition(environment: reconciler.environment, hosts: reconciler.desired.spec.hosts)
    }

    /// From a plan to the next observation; a verdict ends the run.
    mutating func cycle(
        _ plan: Plan, _ observed: ObservedState, confirm: @Sendable (Plan) async -> Bool
    ) async -> Verdict? {
        var next = core.planned(plan, observed, now: time.moment(), isStopping: reconciler.mustStop())
        while true {
            for event in core.takeEvents() { reconciler.tell(event) }
            switch next {
            case .observe: return nil
            case .end(let verdict): return verdict
            case .pause(let duration):
                await sleep(duration)
                return nil
            case .confirm(let plan):
                let asked = time.uptime()
                let answer = await confirm(plan)
                next = core.confirmed(answer, took: time.uptime() - asked, now: time.moment())
            case .takeTerm: next = core.termTaken(await taking.take(after: observed), now: time.moment())
            case .start(let steps, let term): next = await act(steps, term)
            }
        }
    }

    private mutating func act(_ steps: [Step], _ term: Term) async -> Directive {
        let refusals = await takeOnTheRest(steps, term)
        let runner = StepRunner(
            executor: Executor(environment: reconciler.environment, term: term), time: time, tell: reconciler.tell,
            mustStop: reconciler.mustStop)
        let open = steps.without { refusals[$0.action.host] != nil }
        let results = await runner.run(open, begin: core.past.begin) + undelivered(steps, refusals)
        return core.stepsEnded(results, now: time.moment())
    }

    /// A host that did not take the term when most did takes it before anything is done there.
    private mutating func takeOnTheRest(_ steps: [Step], _ term: Term) async -> [HostName: StepResult] {
        var refusals: [HostName: StepResult] = [:]
        var isKnown = false
        for host in Set(steps.map(\.action.host)).subtracting(core.takers).sorted() {
            switch await taking.take(term, on: host) {
            case .accepted: core.accepted(by: host)
            case .refused(let result): refusals[host] = result
            case .known:
                refusals[host] = .notRun(host, words: "it has term \(term) already; a new one is taken")
                isKnown = true
            }
        }
        if isKnown { core.termLost() }
        return refusals
    }

    private func undelivered(_ steps: [Step], _ refusals: [HostName: StepResult]) -> [TakenStep] {
        steps.compactMap { step in
            refusals[step.action.host].map {
                TakenStep(step, $0, begun: time.uptime() - core.past.begin, took: .zero)
            }
        }
    }

    /// In slices, so that an interruption ends it.
    private func sleep(_ pause: Duration) async {
        let end = time.uptime() + pause
        while !reconciler.mustStop(), time.uptime() < end {
            let slice = min(reconciler.settings.pollPause, end - time.uptime())
            guard (try? await time.sleep(slice)) != nil else { return }
        }
    }
}
