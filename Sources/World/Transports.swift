package import ClusterModel

/// Sends queries to a host. Probes get this protocol: none of its methods changes anything.
package protocol ObservingTransport: Sendable {
    /// Sends all queries in one round trip. They run in order, a later one also after an earlier one failed; the result
    /// has one outcome for each query, in the same order.
    func observe(_ queries: [Query], at place: Place) async -> [Outcome]
    /// Whether a connection to the host is open: what it has not answered yet is being worked on there.
    func isConnected(to host: HostName) async -> Bool
}

extension ObservingTransport {
    /// Of a transport without lasting connections.
    package func isConnected(to host: HostName) async -> Bool { false }
}

/// Sends queries and changes to a host. Only actuators perform changes.
package protocol CommandTransport: ObservingTransport {
    /// Performs the change while the host's fence is held shared. Refused if the host has accepted a newer term.
    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome
    /// Waits until no command of an older term runs on the host, then stores this term as the lowest one that the host
    /// accepts. Refused unless the term is strictly higher than the stored one.
    func take(_ term: Term, at place: Place) async -> Outcome
}

extension CommandTransport {
    /// Performs the changes one after the other on a host and stops after the first that did not end with 0. One outcome for
    /// each change that was sent.
    package func perform(_ changes: [Change], on host: HostName, term: Term) async -> [Outcome] {
        var outcomes: [Outcome] = []
        for change in changes {
            let outcome = await perform(change, at: .host(host), term: term)
            outcomes.append(outcome)
            guard outcome.succeeded else { break }
        }
        return outcomes
    }
}

/// Wall time, monotonic time and sleeping. Passed in, so that a simulated run can be repeated.
package protocol TimeSource: Sendable {
    /// The current time, for output and records only.
    func wallTime() -> WallTime
    /// Monotonic time since an arbitrary start, for intervals.
    func uptime() -> Duration
    /// Throws only when the task is cancelled.
    func sleep(_ duration: Duration) async throws
}

extension TimeSource {
    /// Both clocks at once.
    package func moment() -> Moment { Moment(monotonic: uptime(), wall: wallTime()) }
}

/// Random numbers. Passed in, so that a simulated run can be repeated.
package protocol RandomSource: Sendable {
    /// A number uniformly distributed over `0..<bound`; `bound` is at least 1.
    func next(below bound: UInt64) -> UInt64
}

/// Everything that a run reaches outside its process, live or simulated. HcctlCommands chooses it in one place.
package struct RunEnvironment: Sendable {
    package let transport: any CommandTransport
    package let time: any TimeSource
    package let random: any RandomSource
    package let secrets: any SecretKeeping

    /// Without `secrets` no secret can be read.
    package init(
        transport: any CommandTransport, time: any TimeSource, random: any RandomSource,
        secrets: any SecretKeeping = NoSecrets()
    ) {
        self.secrets = secrets
        self.transport = transport
        self.time = time
        self.random = random
    }
}
