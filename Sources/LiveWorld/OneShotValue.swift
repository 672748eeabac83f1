internal import Synchronization

/// A value that is made once and that many may wait for. Whoever is cancelled stops waiting; the value is made all
/// the same.
final class OneShotValue<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiting: [Int: CheckedContinuation<Value?, Never>] = [:]
        var nextTicket = 0
    }

    private enum Step {
        case answer(Value?)
        case wait
    }

    private let state = Mutex(State())

    /// The value, if it is there already.
    var known: Value? { state.withLock { $0.value } }

    /// The first value counts; later ones are dropped.
    func fulfil(_ value: Value) {
        let waiting = state.withLock { state in
            guard state.value == nil else { return [CheckedContinuation<Value?, Never>]() }
            state.value = value
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(returning: value) }
    }

    /// Waits; nil when the waiting task is cancelled before the value is there.
    func value() async -> Value? {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wait(ticket, $0) }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume(returning: nil)
        }
    }

    private func wait(_ ticket: Int, _ continuation: CheckedContinuation<Value?, Never>) {
        let step = state.withLock { state in
            if let value = state.value { return Step.answer(value) }
            if Task.isCancelled { return .answer(nil) }
            state.waiting[ticket] = continuation
            return .wait
        }
        if case .answer(let value) = step { continuation.resume(returning: value) }
    }
}
