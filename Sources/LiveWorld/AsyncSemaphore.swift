internal import Synchronization

/// Lets so many in at a time, first come, first served.
final class AsyncSemaphore: Sendable {
    fileprivate struct State {
        let widest: Int
        var capacity: Int
        var inside = 0
        var queue: [OneShotValue<Void>] = []
    }

    private let state: Mutex<State>

    /// `capacity` is at least 1.
    init(_ capacity: Int) { state = Mutex(State(widest: max(1, capacity), capacity: max(1, capacity))) }

    /// Waits for room; false when the waiting task is cancelled first. Whoever gets true must call `leave`.
    func enter() async -> Bool {
        let place = state.withLock { state -> OneShotValue<Void>? in
            guard state.inside >= state.capacity else {
                state.inside += 1
                return nil
            }
            let place = OneShotValue<Void>()
            state.queue.append(place)
            return place
        }
        guard let place, await place.value() == nil else { return true }
        giveUp(place)
        return false
    }

    /// Makes room.
    func leave() {
        state.withLock { state in
            state.inside -= 1
            state.admit()
        }
    }

    /// For one who is inside and finds no room there: fewer from now on. False if nobody else is inside, so that there
    /// is nobody to wait for.
    func narrow() -> Bool {
        state.withLock { state in
            guard state.inside > 1 else { return false }
            state.capacity = max(1, min(state.capacity, state.inside - 1))
            return true
        }
    }

    /// So many as at first.
    func widen() {
        state.withLock { state in
            state.capacity = state.widest
            state.admit()
        }
    }

    /// Cancelled while waiting: out of the queue, or, if let in at the same moment, out again.
    private func giveUp(_ place: OneShotValue<Void>) {
        state.withLock { state in
            if let position = state.queue.firstIndex(where: { $0 === place }) {
                state.queue.remove(at: position)
            } else {
                state.inside -= 1
                state.admit()
            }
        }
    }
}

extension AsyncSemaphore.State {
    fileprivate mutating func admit() {
        while inside < capacity, !queue.isEmpty {
            inside += 1
            queue.removeFirst().fulfil(())
        }
    }
}
