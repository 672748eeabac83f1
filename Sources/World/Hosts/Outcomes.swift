package import ClusterModel

/// The result of one query or change.
package enum Outcome: Sendable, Hashable {
    case finished(Finished)
    /// Nothing ran: the host was unreachable or refused the login, its key was wrong, the term was stale, or the
    /// expectation did not hold.
    case notRun(TransportFailure)
    /// It may have run: the connection was lost, the time limit passed, or the output was too long. Observe before acting
    /// again.
    case indeterminate(TransportFailure)
}

/// The exit status and output of a program that ended.
package struct Finished: Sendable, Hashable {
    /// The exit status; 128 + N for a program that signal N ended.
    package let exitStatus: Int
    package let output: [UInt8]
    package let errors: [UInt8]

    package init(exitStatus: Int, output: [UInt8] = [], errors: [UInt8] = []) {
        self.exitStatus = exitStatus
        self.output = output
        self.errors = errors
    }
}

/// Why an operation did not run, or why its outcome is indeterminate. Found by the transport, never an exit status.
package enum TransportFailure: Sendable, Hashable {
    /// Name, address, route or port; in ssh's words.
    case unreachable(String)
    /// The host's key is unknown or has changed; the text names the line to check.
    case hostKey(String)
    case notAuthenticated(String)
    case connectionLost(String)
    case timeLimitPassed(Duration)
    /// `limit` in bytes.
    case outputTooLong(limit: Int)
    /// The file to be read, or the program to be run, does not exist.
    case absent(String)
    /// The unit that the program needs is not active.
    case inactive(String)
    /// The file did not have the state that the change expects.
    case expectation(String)
    /// The host has accepted the newer term of another run.
    case staleTerm(current: Term)
    /// A command of an earlier run still holds the host's fence.
    case fenceBusy
    /// The host could not store what was sent: /run is full, or the connection was cut.
    case stagingFailed(String)
    /// A secret that the change needs could not be read.
    case noSecret(SecretProblem)
}

extension TransportFailure: CustomStringConvertible {
    /// One line without a full stop.
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
        case .noSecret(let problem): "\(problem)"
        case .stagingFailed(let words): "what was sent did not arrive whole: \(words)"
        }
    }
}
