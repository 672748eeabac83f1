internal import ClusterModel
internal import World

/// Passes everything on, and has the witness look after each exchange.
struct WatchedTransport: CommandTransport {
    let inner: any CommandTransport
    let witness: Witness
    let guardian: CallGuard

    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        guardian.count()
        let outcomes = await inner.observe(queries, at: place)
        witness.look()
        if case .host(let host) = place { witness.asked(host, by: guardian.caller) }
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
