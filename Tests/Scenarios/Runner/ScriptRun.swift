import ClusterModel
import Foundation
import SimulatedWorld
import World

/// Runs the statements of a script in their order, and keeps what they have made so far.
struct ScriptRun {
    private let script: Script
    private let transcript: Transcript
    private let simulator: Simulator
    private var session: Session
    private var scheduled: [ScheduledAction] = []
    /// Processes begun up to now, which number them.
    private var processes = 0
    private var lastEnding: Statement.Resolution?

    init(_ script: Script, folder: URL, _ transcript: Transcript, _ simulator: Simulator) {
        self.script = script
        self.transcript = transcript
        self.simulator = simulator
        session = Session(folder: folder, transcript, simulator)
    }

    mutating func run() async -> ScenarioError? {
        for line in script.lines {
            transcript.add(line.statement == nil ? line.text : "> \(line.text)")
            guard let statement = line.statement else { continue }
            do throws(StatementError) {
                try await perform(statement, line.number)
            } catch {
                return ScenarioError(file: script.file, line: line.number, words: error.words)
            }
        }
        return endError
    }

    private var endError: ScenarioError? {
        let line = script.lines.last { $0.statement != nil }
        if let unused = scheduled.first { return error(unused.line, "no apply, diff or wait follows") }
        if let words = session.cluster?.findings.first { return error(line?.number ?? 1, "the simulator: \(words)") }
        if case .command(.diff)? = line?.statement, lastEnding != .converged {
            return error(line?.number ?? 1, "the last diff ended \(lastEnding?.rawValue ?? "not at all")")
        }
        return nil
    }

    private func error(_ line: Int, _ words: String) -> ScenarioError {
        ScenarioError(file: script.file, line: line, words: words)
    }

    private mutating func perform(_ statement: Statement, _ line: Int) async throws(StatementError) {
        switch statement {
        case .manifests(let path): try session.readManifests(below: path)
        case .inlineManifests(let text): session.readManifests(text)
        case .editManifests(let edit): try session.editManifests(edit)
        case .hosts(let options): try await makeHosts(options)
        case .show(let fact): transcript.add(try fact.lines(of: try session.hosts().state))
        case .effect(.external(let action)): try action.perform(on: try session.hosts())
        case .effect(.kill): throw StatementError("no hcctl runs; write “when STEP starts: kill hcctl” before an apply")
        case .effect(.apply(let options)): try await execute(.apply(options))
        case .schedule(let trigger, let effect, let words):
            scheduled.append(ScheduledAction(line: line, trigger: trigger, effect: effect, words: words))
        case .expect(let resolution):
            guard lastEnding == resolution else {
                throw StatementError("expected \(resolution.rawValue), ended \(lastEnding?.rawValue ?? "not at all")")
            }
        case .command(let command): try await execute(command)
        }
    }

    private mutating func makeHosts(_ options: Statement.HostsOptions) async throws(StatementError) {
        try session.makeHosts(options)
        guard options.areConverged else { return }
        let execution = try execution(Transcript())
        guard try await execution.run(.apply(Statement.ApplyOptions(yes: true)), beside: []) == .converged else {
            throw StatementError("these hosts do not become what the manifests say by one apply")
        }
    }

    // MARK: - Commands, with the actions scheduled beside them

    private mutating func execute(_ command: Statement.Command) async throws(StatementError) {
        let execution = try execution(transcript)
        let beside = scheduled
        scheduled = []
        processes += beside.count
        lastEnding = try await execution.run(command, beside: beside) ?? lastEnding
        for action in beside where !execution.progress.isDone(action.line) {
            throw StatementError("it ended before line \(action.line) came to anything: \(action.words)")
        }
        if let error = execution.progress.error { throw StatementError("line \(error.line): \(error.words)") }
    }

    private mutating func execution(_ transcript: Transcript) throws(StatementError) -> CommandExecution {
        processes += 1
        return CommandExecution(
            cluster: try session.hosts(), desired: try session.valid(), time: simulator, transcript: transcript,
            progress: CommandProgress(), seed: session.seed, process: processes, file: script.file)
    }
}
