internal import Synchronization

/// A value that changes, and that tasks await in its newest form.
final class LatestValue<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var number = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var tickets = 0
    }

    private let state = Mutex(State())

    var current: Value? { state.withLock { $0.value } }

    func set(_ value: Value) {
        let waiting = state.withLock { state in
            state.value = value
            state.number += 1
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// The first value that was set after the one of that number, 0 before the first; nil when the task is cancelled.
    func next(after number: Int) async -> (value: Value, number: Int)? {
        while !Task.isCancelled {
            let newest = state.withLock { state in
                state.number > number ? state.value.map { ($0, state.number) } : nil
            }
            if let newest { return newest }
            await change(after: number)
        }
        return nil
    }

    private func change(after number: Int) async {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.number == number, !Task.isCancelled else { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}
