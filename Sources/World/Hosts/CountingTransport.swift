package import ClusterModel
internal import Synchronization

/// Counts round trips, queries, changes and terms, and passes each operation on to another transport.
package final class CountingTransport: CommandTransport {
    private let inner: any CommandTransport
    private let counted = Mutex(CommandCounts())

    package init(_ inner: any CommandTransport) { self.inner = inner }

    /// The counts so far.
    package var counts: CommandCounts { counted.withLock { $0 } }

    package func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        count { $0.reading += queries.count }
        return await inner.observe(queries, at: place)
    }

    package func isConnected(to host: HostName) async -> Bool { await inner.isConnected(to: host) }

    package func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        count { $0.changing += 1 }
        return await inner.perform(change, at: place, term: term)
    }

    package func take(_ term: Term, at place: Place) async -> Outcome {
        count { $0.fence += 1 }
        return await inner.take(term, at: place)
    }

    private func count(_ body: (inout CommandCounts) -> Void) {
        counted.withLock { counts in
            counts.roundTrips += 1
            body(&counts)
        }
    }
}
