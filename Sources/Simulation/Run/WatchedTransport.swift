internal import ClusterModel
internal import SimulatedWorld
internal import World

/// Passes everything on, and has the witness look after each exchange.
struct WatchedTransport: CommandTransport {
    let inner: any CommandTransport
    let witness: Witness
    let guardian: CallGuard

    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        guardian.count()
        let before = witness.cluster.logCount
        let outcomes = await inner.observe(queries, at: place)
        witness.look()
        guard case .host(let host) = place else { return outcomes }
        witness.asked(host, by: guardian.caller, isStill: witness.cluster.logCount == before)
        return outcomes
    }

    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        guardian.count()
        let outcome = await inner.perform(change, at: place, term: term)
        witness.look()
        return outcome
    }

    func take(_ term: Term, at place: Place) async -> Outcome {
        guardian.count()
        let outcome = await inner.take(term, at: place)
        witness.look()
        return outcome
    }
}
