package import ClusterModel

/// What became of one query or change.
package enum Outcome: Sendable, Hashable {
    case finished(Finished)
    /// Nothing was run: unreachable, host key, refused login, overruled, expectation not met.
    case notRun(TransportFailure)
    /// It may have run: connection lost, time limit passed, output too long. Look before acting again.
    case indeterminate(TransportFailure)
}

/// A program that ran to its end.
package struct Finished: Sendable, Hashable {
    /// As wait(2) tells it; 128 + N for signal N.
    package let exitStatus: Int
    /// Standard output.
    package let output: [UInt8]
    /// Standard error.
    package let errors: [UInt8]

    /// A program's end.
    package init(exitStatus: Int, output: [UInt8] = [], errors: [UInt8] = []) {
        self.exitStatus = exitStatus
        self.output = output
        self.errors = errors
    }
}

/// Why something was not delivered, or is undecided. Verdicts of the transport, never exit statuses.
package enum TransportFailure: Sendable, Hashable {
    /// Name, address, route, port: ssh's own words.
    case unreachable(String)
    /// The host's key is unknown or another one; the words say which line to check.
    case hostKey(String)
    case notAuthenticated(String)
    case connectionLost(String)
    case timeLimitPassed(Duration)
    /// `limit` in bytes.
    case outputTooLong(limit: Int)
    /// The file to be read, or the program to be run, is not there.
    case absent(String)
    /// The unit without which the program is not worth running is not active.
    case inactive(String)
    /// What should have been there before a write was not.
    case expectation(String)
    /// A newer leader, or a newer one-shot command, has acted on this host.
    case staleTerm(current: Term)
    /// A command of an earlier run is still running there.
    case fenceBusy
    /// The host could not spool what was sent: its /run is full, or the connection was cut.
    case stagingFailed(String)
}

extension TransportFailure: CustomStringConvertible {
    /// One line for people.
    package var description: String {
        switch self {
        case .unreachable(let words), .hostKey(let words), .notAuthenticated(let words): words
        case .connectionLost(let words): "the connection was lost: \(words)"
        case .timeLimitPassed(let limit): "no answer within \(limit.tenths) s"
        case .outputTooLong(let limit): "more than \(limit) bytes of answer"
        case .absent(let what): "\(what) is not there"
        case .inactive(let unit): "\(unit) does not run"
        case .expectation(let what): "\(what) is not as it was seen"
        case .staleTerm(let term): "it has accepted a newer term (\(term))"
        case .fenceBusy: "a command of an earlier run is still running"
        case .stagingFailed(let words): "what was sent did not arrive whole: \(words)"
        }
    }
}
