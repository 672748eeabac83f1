internal import ClusterModel
internal import World

/// Performs the changes of a step on this machine, in order. The plans decide which are needed.
struct LabActuator: Sendable {
    let transport: any CommandTransport

    /// Performs a step. The first change that fails ends it; `always` is performed in any case.
    func perform(_ step: LabStep) async throws(LabProblem) {
        var trouble: LabProblem?
        do { try await perform(step.changes, step.title) } catch { trouble = error }
        do { try await perform(step.always, step.title) } catch { trouble = trouble ?? error }
        if let trouble { throw trouble }
    }

    private func perform(_ changes: [Change], _ title: String) async throws(LabProblem) {
        for change in changes {
            // `Place.local` has no fence, so the term has no effect.
            let outcome = await transport.perform(change, at: .local, term: Term(0))
            if let trouble = Self.trouble(outcome) {
                throw LabProblem(title, "\(Self.words(change)): \(trouble)", Self.remedy)
            }
        }
    }

    private static let remedy = "hcctl lab check says whether a lab can run here; hcctl lab down clears what is left"

    private static func trouble(_ outcome: Outcome) -> String? {
        switch outcome {
        case .finished(let finished) where finished.exitStatus == 0: nil
        case .finished(let finished): failure(finished)
        case .notRun(let failure), .indeterminate(let failure): failure.description
        }
    }

    /// Exit status and the last three lines of the program's output, which name the cause.
    private static func failure(_ finished: Finished) -> String {
        let said = finished.errors.isEmpty ? finished.output : finished.errors
        let lines = LabParser.lines(String(decoding: said, as: UTF8.self)).suffix(3)
        return "exit status \(finished.exitStatus)" + (lines.isEmpty ? "" : ": " + lines.joined(separator: " | "))
    }

    private static func command(_ arguments: [String]) -> [String] {
        let guarding = LabCommands.guarding
        return arguments.starts(with: guarding) ? Array(arguments.dropFirst(guarding.count)) : arguments
    }

    private static func words(_ change: Change) -> String {
        switch change {
        case .run(let invocation): CommandLine(command(invocation.arguments)).description
        case .write(let file): "write \(file.path)"
        case .remove(let path, _): "remove \(path)"
        }
    }
}
