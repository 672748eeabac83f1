package import ClusterModel

/// Reports each exchange with a host, with its commands and how long it took.
package struct TracedTransport: CommandTransport {
    /// What was sent to one place at once, and what came of it.
    package struct Exchange: Sendable, Hashable {
        package let place: Place
        /// Titles of the queries, the one change, or `take term N`.
        package let commands: [String]
        package let took: Duration
        /// How many outcomes were none: the host was not reached, or the command did not end.
        package let unanswered: Int
    }

    private let base: any CommandTransport
    private let time: any TimeSource
    private let tell: @Sendable (Exchange) -> Void

    package init(
        _ base: any CommandTransport, time: any TimeSource, tell: @escaping @Sendable (Exchange) -> Void
    ) {
        self.base = base
        self.time = time
        self.tell = tell
    }

    package func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        await traced(queries.map(\.title), at: place) { await base.observe(queries, at: place) }
    }

    package func isConnected(to host: HostName) async -> Bool { await base.isConnected(to: host) }

    package func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        let outcomes = await traced([change.commandLine.description], at: place) {
            [await base.perform(change, at: place, term: term)]
        }
        return outcomes[0]
    }

    package func take(_ term: Term, at place: Place) async -> Outcome {
        await traced(["take term \(term)"], at: place) { [await base.take(term, at: place)] }[0]
    }

    private func traced(
        _ commands: [String], at place: Place, _ exchange: () async -> [Outcome]
    ) async -> [Outcome] {
        let begin = time.uptime()
        let outcomes = await exchange()
        let unanswered = outcomes.count { if case .finished = $0 { false } else { true } }
        tell(Exchange(place: place, commands: commands, took: time.uptime() - begin, unanswered: unanswered))
        return outcomes
    }
}
