internal import ClusterModel
internal import SimulatedWorld
internal import World

/// Passes each exchange on, and has the recorder judge the events after it.
struct WatchedTransport: CommandTransport {
    let inner: any CommandTransport
    let recorder: RunRecorder
    let guardian: CallGuard

    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        guardian.count()
        let before = recorder.cluster.logCount
        let outcomes = await inner.observe(queries, at: place)
        recorder.judgeNews()
        guard case .host(let host) = place else { return outcomes }
        recorder.observed(host, by: guardian.caller, isStill: recorder.cluster.logCount == before)
        return outcomes
    }

    func isConnected(to host: HostName) async -> Bool { await inner.isConnected(to: host) }

    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        guardian.count()
        let outcome = await inner.perform(change, at: place, term: term)
        recorder.judgeNews()
        return outcome
    }

    func take(_ term: Term, at place: Place) async -> Outcome {
        guardian.count()
        let outcome = await inner.take(term, at: place)
        recorder.judgeNews()
        return outcome
    }
}
