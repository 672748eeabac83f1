package import ClusterModel
internal import Synchronization

/// What a controller's loop is asked from outside its task, kept until the loop takes it: any number of wishes is one.
package final class ControlInbox: Sendable {
    private struct State {
        var pending = ControlSignals()
        var isStopping = false
        var requests = 0
        var election = ControlElection.notTried
        var waiting: CheckedContinuation<Void, Never>?

        var isReady: Bool { !pending.isEmpty }
    }

    private let state = Mutex(State())
    private let hasAnswered = Atomic(false)

    package init() {}

    /// Asks the loop for a sign of life. True if it has given the one that was asked for before.
    package func checkLife() -> Bool {
        let isAlive = hasAnswered.exchange(false, ordering: .relaxed)
        add { $0.wantsAnswer = true }
        return isAlive
    }

    func answerLife() { hasAnswered.store(true, ordering: .relaxed) }

    /// Whether the controller was asked to stop.
    package var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Wishes that the cluster be observed soon.
    package func wake(_ reason: WakeReason) { add { $0.add(reason) } }

    /// Wishes an observation, and returns its number: the first snapshot with that number or a higher one answers it.
    package func request() -> Int {
        let number = state.withLock { state in
            state.requests += 1
            return state.requests
        }
        add { signals in
            signals.request = max(signals.request ?? 0, number)
            signals.add(.api)
        }
        return number
    }

    /// Another desired state is to be in force; of several the last one counts.
    package func adopt(_ desired: DesiredState) { add { $0.revision = desired } }

    /// Pauses the controller, or ends a pause. Steps in flight are finished.
    package func set(_ pause: ControlPause?) { add { $0.pause = .some(pause) } }

    /// The state of the election: in force for the next step that would begin. Another one than before leads to an observation.
    package func set(_ election: ControlElection) {
        let isNews = state.withLock { state in
            defer { state.election = election }
            return state.election != election
        }
        if isNews { add { $0.election = election } }
    }

    /// The last one that was set.
    var election: ControlElection { state.withLock { $0.election } }

    /// Steps in flight are finished and nothing else is begun.
    package func stop() {
        state.withLock { $0.isStopping = true }
        add { $0.isStopping = true }
    }

    private func add(_ change: (inout ControlSignals) -> Void) {
        let waiting = state.withLock { state in
            change(&state.pending)
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Waits for the next signals and takes them; none when the task is cancelled. For one caller at a time.
    func next() async -> ControlSignals {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard !state.isReady, !Task.isCancelled else { return true }
                    state.waiting = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                defer { state.waiting = nil }
                return state.waiting
            }?.resume()
        }
        return state.withLock { state in
            defer { state.pending = ControlSignals() }
            return state.pending
        }
    }
}

/// Signals to a controller's loop that came since the last ones were taken.
struct ControlSignals: Sendable {
    /// Reasons that are kept for the log; a storm of lines is one wish. Protects memory.
    private static let mostReasons = 20

    private(set) var reasons: [WakeReason] = []
    var revision: DesiredState?
    /// The highest number of a request; nil where there was none.
    var request: Int?
    /// Nil where neither a pause nor its end was wished.
    var pause: ControlPause??
    /// Nil where it has not changed.
    var election: ControlElection?
    var isStopping = false
    var wantsAnswer = false

    /// Whether nothing is wished that an observation answers.
    var needsNoObservation: Bool { reasons.isEmpty && revision == nil && pause == nil && election == nil }
    var isEmpty: Bool { needsNoObservation && !isStopping && !wantsAnswer }

    mutating func add(_ reason: WakeReason) {
        if reasons.count < Self.mostReasons, !reasons.contains(reason) { reasons.append(reason) }
    }
}

/// An operator's wish that a controller begins nothing.
package struct ControlPause: Sendable, Hashable, Codable {
    package let since: WallTime
    /// In the operator's words; may be empty.
    package let why: String

    package init(since: WallTime, why: String) {
        self.since = since
        self.why = why
    }
}
