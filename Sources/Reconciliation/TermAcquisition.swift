internal import ClusterModel
internal import World

/// Takes the next term on more than half of the hosts, so that nothing of an older run acts any more.
struct TermAcquisition {
    /// Two runs that begin at the same moment outbid each other; after a few random pauses one is ahead.
    static let tries = 5
    /// Milliseconds. Longer than taking a term takes (about 20 ms a host), short for a person.
    static let pause: Range<UInt64> = 100..<600

    let environment: RunEnvironment
    let hosts: [HostName]

    enum Assessment: Equatable {
        case taken(Term, on: [HostName], isMajority: Bool)
        case refused([HostName: String])
        /// Commands of an earlier run still hold the fence of these hosts. They end by themselves.
        case fenceHeld([HostName])
    }

    func take(after observed: ObservedState) async -> Assessment {
        var term = highest(observed).next
        var refusals: [HostName: String] = [:]
        for attempt in 1...Self.tries {
            let outcomes = await ask(term)
            let fenced = hosts.filter { outcomes[$0] == .notRun(.fenceBusy) }
            guard fenced.isEmpty else { return .fenceHeld(fenced) }
            let takers = hosts.filter { outcomes[$0].map(Self.accepted) ?? false }
            if isEnough(takers, outcomes) {
                return .taken(term, on: takers, isMajority: takers.count * 2 > hosts.count)
            }
            refusals = outcomes.filter { !Self.accepted($0.value) }.mapValues(Self.words)
            term = outcomes.values.compactMap(Self.overruler).max().map { max($0, term).next } ?? term.next
            if attempt < Self.tries { try? await environment.time.sleep(.milliseconds(Int(randomPause()))) }
        }
        return .refused(refusals)
    }

    /// More than half; of two hosts one, if the other one cannot be reached at all.
    private func isEnough(_ takers: [HostName], _ outcomes: [HostName: Outcome]) -> Bool {
        if takers.count * 2 > hosts.count { return true }
        return hosts.count == 2 && takers.count == 1
            && outcomes.values.allSatisfy { Self.accepted($0) || Self.isUnreached($0) }
    }

    /// What a host makes of a term that more than half of the hosts have accepted before.
    enum Extension {
        case accepted
        /// It has this very term: an answer of it was lost, or another run took the same number. A new term settles it.
        case known
        /// What becomes of a step there.
        case refused(StepResult)
    }

    /// Takes the term of this run on one host more, before anything is done there.
    func take(_ term: Term, on host: HostName) async -> Extension {
        let outcome = await environment.transport.take(term, at: .host(host))
        if Self.accepted(outcome) { return .accepted }
        switch outcome {
        case .notRun(.staleTerm(current: term)): return .known
        case .notRun(.staleTerm(let newer)): return .refused(.staleTerm(host, current: newer))
        case .notRun(.fenceBusy): return .refused(.fenceHeld(host))
        case .finished, .notRun, .indeterminate:
            return .refused(.notRun(.host(host), words: Self.words(outcome)))
        }
    }

    private static func isUnreached(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .notRun(.unreachable), .notRun(.hostKey), .notRun(.notAuthenticated),
            .notRun(.connectionLost):
            true
        case .notRun, .indeterminate, .finished: false
        }
    }

    private func randomPause() -> UInt64 {
        Self.pause.lowerBound + environment.random.next(below: UInt64(Self.pause.count))
    }

    private func highest(_ observed: ObservedState) -> Term {
        hosts.compactMap { host in
            if case .known(let term) = observed.host(host).term { term } else { nil }
        }.max() ?? Term(0)
    }

    private func ask(_ term: Term) async -> [HostName: Outcome] {
        var outcomes: [HostName: Outcome] = [:]
        await withTaskGroup(of: (HostName, Outcome).self) { group in
            for host in hosts { group.addTask { (host, await environment.transport.take(term, at: .host(host))) } }
            for await (host, outcome) in group { outcomes[host] = outcome }
        }
        return outcomes
    }

    private static func accepted(_ outcome: Outcome) -> Bool {
        if case .finished(let end) = outcome { end.exitStatus == 0 } else { false }
    }

    private static func overruler(_ outcome: Outcome) -> Term? {
        if case .notRun(.staleTerm(let term)) = outcome { term } else { nil }
    }

    private static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .finished(let end): end.words
        case .notRun(let failure), .indeterminate(let failure): "\(failure)"
        }
    }
}
