import Synchronization

/// The course of one command: whether it goes on, which steps it has begun, which scheduled actions were done beside it.
final class CommandProgress: Sendable {
    private struct State {
        var isOver = false
        var stepsBegun: Set<String> = []
        var done: Set<Int> = []
        var error: ScenarioError?
    }

    private let state = Mutex(State())

    var isOver: Bool { state.withLock { $0.isOver } }
    var error: ScenarioError? { state.withLock { $0.error } }

    func end() { state.withLock { $0.isOver = true } }
    func begin(_ step: String) { state.withLock { _ = $0.stepsBegun.insert(step) } }
    func hasBegun(_ step: String) -> Bool { state.withLock { $0.stepsBegun.contains(step) } }
    func note(done line: Int) { state.withLock { _ = $0.done.insert(line) } }
    func isDone(_ line: Int) -> Bool { state.withLock { $0.done.contains(line) } }
    func fail(_ error: ScenarioError) { state.withLock { $0.error = $0.error ?? error } }
}
