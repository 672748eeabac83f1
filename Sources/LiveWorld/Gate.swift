internal import Synchronization

/// Lets so many in at a time, first come, first served.
final class Gate: Sendable {
    fileprivate struct State {
        var capacity: Int
        var inside = 0
        var queue: [Promise<Void>] = []
    }

    private let state: Mutex<State>

    /// `capacity` is at least 1.
    init(_ capacity: Int) { state = Mutex(State(capacity: max(1, capacity))) }

    /// Waits for room; false when the waiting task is cancelled first. Whoever gets true must call `leave`.
    func enter() async -> Bool {
        let place = state.withLock { state -> Promise<Void>? in
            guard state.inside >= state.capacity else {
                state.inside += 1
                return nil
            }
            let place = Promise<Void>()
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

    /// One less from now on, never less than one; false if it is one already.
    func narrow() -> Bool {
        state.withLock { state in
            guard state.capacity > 1 else { return false }
            state.capacity -= 1
            return true
        }
    }

    /// Cancelled while waiting: out of the queue, or, if let in at the same moment, out again.
    private func giveUp(_ place: Promise<Void>) {
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

extension Gate.State {
    fileprivate mutating func admit() {
        while inside < capacity, !queue.isEmpty {
            inside += 1
            queue.removeFirst().fulfil(())
        }
    }
}
