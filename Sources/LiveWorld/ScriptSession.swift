internal import ClusterModel
internal import Subprocess
internal import Synchronization
internal import SystemPackage
internal import World

/// One script, run by one child: a shell of this machine, or an ssh client.
struct ScriptSession: Sendable {
    let batch: Batch
    let patience: TransportTimeouts
    private let input: [UInt8]
    private let progress: Progress

    init(_ batch: Batch, _ patience: TransportTimeouts) {
        let nonce = Self.nonce()
        self.batch = batch
        self.patience = patience
        input = ShellScript(batch.operations, nonce: nonce, fence: batch.fence).input
        progress = Progress(Transcript(batch.operations, nonce: nonce), until: patience.start(of: input.count))
    }

    /// Runs the child, sends the script, reads until the last marker.
    func held(by program: String, _ arguments: [String], _ environment: Environment) async -> Reply {
        var hasBegun = false
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments),
                environment: environment, platformOptions: .ownSession,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                hasBegun = true
                let end = await converse(execution)
                // The answer is whole at the last marker. A daemon that keeps the stream open is not waited for.
                try? execution.send(signal: .kill)
                return end
            }
            return reply(result.closureResult, result.terminationStatus)
        } catch {
            let isCancelled = error is CancellationError || Task.isCancelled
            guard hasBegun else {
                let failure = TransportFailure.unreachable("\(program) cannot be run: \(error)")
                return .refused(isCancelled ? .connectionLost(Self.gaveUp) : failure)
            }
            return broken(.connectionLost, .connectionLost(isCancelled ? Self.gaveUp : "\(error)"))
        }
    }

    /// What is said of a command whose caller was cancelled.
    static let gaveUp = "the caller stopped waiting"

    private enum End: Sendable { case over, late, cancelled }
    private enum Part { case input, output, errors, watch }

    private func converse(_ execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>) async -> End {
        await withTaskGroup(of: Part.self) { group in
            group.addTask {
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
                return .input
            }
            group.addTask {
                await read(execution.standardOutput) { progress.feedOutput($0, batch, patience, input: input.count) }
                progress.close(in: patience.drainTimeout)
                return .output
            }
            group.addTask {
                await read(execution.standardError) { progress.feedErrors($0) }
                return .errors
            }
            group.addTask {
                await progress.deadline()
                return .watch
            }
            defer { group.cancelAll() }
            return await end(of: &group)
        }
    }

    private func end(of group: inout TaskGroup<Part>) async -> End {
        var open = 2
        for await part in group {
            switch part {
            case .input: continue
            case .output, .errors: open -= 1
            case .watch: return Task.isCancelled ? .cancelled : .late
            }
            if open == 0 { break }
        }
        return Task.isCancelled ? .cancelled : .over
    }

    /// Until the stream ends, or says that it is over.
    private func read(_ stream: SubprocessOutputSequence, _ feed: (UnsafeRawBufferPointer) -> Bool) async {
        do {
            for try await buffer in stream {
                if buffer.withUnsafeBytes({ feed($0) }) || Task.isCancelled { return }
            }
        } catch {
            // A stream that cannot be read has ended; what is missing shows in the transcript.
        }
    }

    /// 128 bits: no answer holds it by chance, and no program can guess it.
    private static func nonce() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    }
}

// MARK: - What came of it

extension ScriptSession {
    private func reply(_ end: End, _ status: TerminationStatus) -> Reply {
        let transcript = progress.transcript
        if let refusal = transcript.refusal { return .refused(refusal) }
        let isWhole = transcript.output.isEnded || transcript.outcomes.count == batch.operations.count
        if isWhole { return Reply(outcomes: transcript.outcomes) }
        guard end == .over else { return unfinished(end, transcript) }
        let words = transcript.words.isEmpty ? "\(status)" : transcript.words
        guard !transcript.output.isStarted else { return broken(.connectionLost, .connectionLost(words)) }
        return SSHFailure.beforeStart(words, status)
    }

    private func unfinished(_ end: End, _ transcript: Transcript) -> Reply {
        guard end == .late else { return broken(.connectionLost, .connectionLost(Self.gaveUp)) }
        guard transcript.output.isStarted else {
            return broken(.unresponsive, .connectionLost("no sign of life within \(patience.start.tenths) s"))
        }
        // Either it is to be left alone, or the host could not kill it: a process that waits for a dead disk.
        return broken(.detached, .timeLimitPassed(batch.operations[transcript.outcomes.count].limit.duration))
    }

    private func broken(_ cause: Reply.Cause, _ failure: TransportFailure) -> Reply {
        Reply(outcomes: progress.transcript.outcomes, broken: Reply.Break(cause: cause, failure: failure))
    }
}

/// What has been read so far, and until when the next sign of life must come.
private final class Progress: Sendable {
    private struct State {
        var transcript: Transcript
        var deadline: ContinuousClock.Instant
        var sleeper: Task<Void, Never>?

        mutating func move(to deadline: ContinuousClock.Instant) {
            if deadline < self.deadline { sleeper?.cancel() }
            self.deadline = deadline
        }
    }

    private let state: Mutex<State>

    init(_ transcript: Transcript, until: Duration) {
        state = Mutex(State(transcript: transcript, deadline: .now + until))
    }

    var transcript: Transcript { state.withLock { $0.transcript } }

    /// True when nothing more is to come. Each new marker sets the time for the next.
    func feedOutput(_ bytes: UnsafeRawBufferPointer, _ batch: Batch, _ patience: TransportTimeouts, input: Int) -> Bool
    {
        state.withLock { state in
            let before = (state.transcript.output.isStarted, state.transcript.output.answers.count)
            state.transcript.output.feed(bytes)
            let output = state.transcript.output
            if before != (output.isStarted, output.answers.count) {
                state.move(to: .now + patience.answer(to: batch, number: output.answers.count, input: input))
            }
            return output.isOver
        }
    }

    func feedErrors(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            state.transcript.errors.feed(bytes)
            return state.transcript.errors.isOver
        }
    }

    func close(in duration: Duration) { state.withLock { $0.move(to: .now + duration) } }

    /// Waits until the time is up, or until the task is cancelled.
    func deadline() async {
        while !Task.isCancelled, let sleeper = sleeper() {
            await withTaskCancellationHandler {
                await sleeper.value
            } onCancel: {
                sleeper.cancel()
            }
        }
    }

    /// Sleeps until the deadline of this moment; nil if it has passed.
    private func sleeper() -> Task<Void, Never>? {
        state.withLock { state in
            let deadline = state.deadline
            guard ContinuousClock.now < deadline else { return nil }
            let sleeper = Task<Void, Never> { try? await Task.sleep(until: deadline, clock: .continuous) }
            state.sleeper = sleeper
            return sleeper
        }
    }
}

extension PlatformOptions {
    /// A session of its own: Ctrl-C is meant for us, not for the step that ssh carries.
    static var ownSession: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }
}
