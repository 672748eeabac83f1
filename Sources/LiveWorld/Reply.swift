internal import ClusterModel
internal import World

/// What came of sending a batch: the answers that arrived, and why the others did not.
struct Reply: Sendable {
    /// For the first operations of the batch, in order.
    var outcomes: [Outcome] = []
    /// Why the rest has no answer; nil if nothing is left.
    var broken: Break?

    /// How a batch ended early.
    struct Break: Sendable, Equatable {
        let cause: Cause
        let failure: TransportFailure
    }

    enum Cause: Sendable, Equatable {
        /// Nothing of it ran, and another connection would not help.
        case refused
        /// Nothing of it ran, because the shared connection was gone.
        case noMaster
        /// Nothing of it ran, because the host allows no more sessions on one connection.
        case noSession
        /// Sent, and no sign of life since: it may have run.
        case unresponsive
        /// The first operation without an answer was begun, and its client has ended or was given up.
        case connectionLost
        /// The first operation without an answer goes on where it is, but we wait no longer.
        case detached
    }

    /// Nothing of it ran, for one reason.
    static func refused(_ failure: TransportFailure) -> Reply {
        Reply(broken: Break(cause: .refused, failure: failure))
    }

    /// Fills up to `count` outcomes: the first without an answer may have run, the later ones did not.
    func outcomes(count: Int) -> [Outcome] {
        guard let broken, outcomes.count < count else { return outcomes }
        let rest = Array(repeating: Outcome.notRun(broken.failure), count: count - outcomes.count - 1)
        switch broken.cause {
        case .refused, .noMaster, .noSession: return outcomes + [.notRun(broken.failure)] + rest
        case .unresponsive, .connectionLost, .detached: return outcomes + [.indeterminate(broken.failure)] + rest
        }
    }
}

/// The two streams of one batch, read so far.
struct Transcript: Sendable {
    let operations: [ShellScript.Operation]
    var output: AnswerStream
    var errors: AnswerStream

    init(_ operations: [ShellScript.Operation], nonce: String) {
        self.operations = operations
        output = AnswerStream(nonce: nonce, limits: operations.map(\.outputLimit))
        errors = AnswerStream(nonce: nonce, limits: operations.map(\.errorsLimit))
    }

    /// What was said outside all answers: by ssh, sudo or a login shell.
    var words: String { Self.oneLine(errors.words) }

    /// What the markers say of each operation, as far as they came on both streams. A host that keeps its error stream
    /// to itself is believed once its output is whole.
    var outcomes: [Outcome] {
        let count = output.isEnded ? output.answers.count : min(output.answers.count, errors.answers.count)
        return output.answers.prefix(count).enumerated().map { number, answer in
            let said = number < errors.answers.count ? errors.answers[number] : AnswerStream.QueryResult()
            return Self.outcome(of: operations[number], answer, said)
        }
    }

    /// What a marker for the whole batch says; nil if there was none.
    var refusal: TransportFailure? {
        guard let verdict = output.verdict else { return nil }
        switch (verdict.first, verdict.dropFirst().first) {
        case ("overruled", let term?): return .staleTerm(current: Term(UInt64(term) ?? .max))
        case ("busy", _): return .fenceBusy
        case ("absent", let program?): return .absent(program)
        case ("closed", _): return .notAuthenticated("the fence may not be opened: \(words)")
        case ("garbled", _): return .expectation("the file of the term")
        default: return .stagingFailed(words.isEmpty ? "no room, or the connection was cut" : words)
        }
    }

    private static func outcome(
        of operation: ShellScript.Operation, _ answer: AnswerStream.QueryResult, _ said: AnswerStream.QueryResult
    ) -> Outcome {
        switch (answer.verdict.first, answer.verdict.dropFirst().first.flatMap { Int($0) }) {
        case ("exit", let status?):
            guard answer.isWhole else { return .indeterminate(.outputTooLong(limit: operation.outputLimit)) }
            guard said.isWhole else { return .indeterminate(.outputTooLong(limit: operation.errorsLimit)) }
            return .finished(Finished(exitStatus: status, output: answer.bytes, errors: said.bytes))
        case ("absent", _): return .notRun(.absent(operation.subject))
        case ("missing", _): return .notRun(.absent(operation.file))
        case ("inactive", _): return .notRun(.inactive(operation.neededUnit ?? ""))
        case ("expectation", _): return .notRun(.expectation(operation.subject))
        case ("late", _): return .indeterminate(.timeLimitPassed(operation.limit.duration))
        default: return .indeterminate(.connectionLost("a garbled answer: \(answer.verdict.joined(separator: " "))"))
        }
    }

    /// Printable and without line ends; for messages not longer than a screen's few lines.
    static func oneLine(_ bytes: [UInt8], limit: Int = longestWords) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let words = lines.map { String($0.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }) }
        return String(words.filter { !$0.isEmpty }.joined(separator: "; ").prefix(limit))
    }

    static let longestWords = 600
}
