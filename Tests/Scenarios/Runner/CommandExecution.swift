import ClusterModel
import SimulatedWorld
import World

/// Executes one command and the actions scheduled beside it.
struct CommandExecution: Sendable {
    /// How often an action that waits for a step checks whether it has begun.
    private static let pollInterval = Duration.milliseconds(10)

    let cluster: SimulatedCluster
    let desired: DesiredState
    let time: Simulator
    let transcript: Transcript
    let progress: CommandProgress
    let seed: UInt64
    /// The number of the command's process; those that are scheduled beside it follow.
    let process: Int
    let file: String

    /// How the command ended; nil if it has no verdict.
    func run(
        _ command: Statement.Command, beside scheduled: [ScheduledAction]
    ) async throws(StatementError) -> Statement.Resolution? {
        let begin = time.uptime()
        let life = ProcessLifetime("hcctl-\(process)")
        // Nothing is cancelled: a sleeping action wakes up, finds that the command is over, and ends.
        let result = await withTaskGroup(of: Void.self) { group in
            for (number, action) in scheduled.enumerated() {
                group.addTask { await execute(action, process + 1 + number, since: begin, life) }
            }
            let result = await ended(command, life)
            progress.end()
            return result
        }
        return try result.get()
    }

    private func ended(
        _ command: Statement.Command, _ life: ProcessLifetime
    ) async -> Result<Statement.Resolution?, StatementError> {
        do throws(StatementError) {
            return .success(try await perform(command, life, process, prefix: ""))
        } catch {
            return .failure(error)
        }
    }

    private func perform(
        _ command: Statement.Command, _ life: ProcessLifetime, _ process: Int, prefix: String
    ) async throws(StatementError) -> Statement.Resolution? {
        switch command {
        case .apply(let options): return try await run(life, process, options.format, prefix).apply(options)
        case .diff(let format): return try await run(life, process, format, prefix).diff()
        case .wait(let duration):
            try? await time.sleep(duration)
            return nil
        }
    }

    private func run(
        _ life: ProcessLifetime, _ process: Int, _ format: Statement.OutputFormat, _ prefix: String
    ) -> HcctlProcess {
        HcctlProcess(
            desired: desired, cluster: cluster, time: time, life: life, seed: seed &* 31 &+ UInt64(process),
            printing: Printing(transcript, format, prefix: prefix, begin: time.uptime())
        ) { event in
            if case .stepStarted(let step) = event { progress.begin(step.action.name) }
        }
    }
}

// MARK: - Scheduled actions

extension CommandExecution {
    private func execute(_ action: ScheduledAction, _ process: Int, since begin: Duration, _ life: ProcessLifetime)
        async
    {
        do throws(StatementError) {
            switch action.trigger {
            case .after(let pause): try await once(action, process, after: pause, since: begin, life)
            case .every(let pause, let limit):
                while !progress.isOver, limit.map({ time.uptime() - begin < $0 }) ?? true {
                    try await once(action, process, after: pause, since: begin, life)
                }
            case .stepStarts(let step, let pause):
                while !progress.hasBegun(step) {
                    guard !progress.isOver else { return }
                    try? await time.sleep(Self.pollInterval)
                }
                try await once(action, process, after: pause, since: begin, life)
            }
        } catch {
            progress.fail(ScenarioError(file: file, line: action.line, words: error.words))
        }
    }

    /// Nothing once the command has ended.
    private func once(
        _ action: ScheduledAction, _ process: Int, after pause: Duration, since begin: Duration, _ life: ProcessLifetime
    ) async throws(StatementError) {
        try? await time.sleep(pause)
        guard !progress.isOver else { return }
        // A repeated action is announced once.
        if !progress.isDone(action.line) {
            transcript.add(Self.line(action.announcement, at: time.uptime() - begin))
        }
        progress.note(done: action.line)
        switch action.effect {
        case .external(let action): try action.perform(on: cluster)
        case .kill: life.kill()
        case .apply(let options):
            let other = ProcessLifetime("hcctl-\(process)")
            _ = try await perform(.apply(options), other, process, prefix: "[\(process)] ")
        }
    }

    private static func line(_ words: String, at elapsed: Duration) -> String {
        let tenths = elapsed.components.seconds * 10 + elapsed.components.attoseconds / 100_000_000_000_000_000
        let text = "\(tenths / 10).\(tenths % 10)"
        return String(repeating: " ", count: max(0, 6 - text.count)) + "\(text) s  * \(words)"
    }
}
