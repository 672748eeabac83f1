internal import Synchronization

/// The life of one hcctl process. Once it is over, nothing it sends reaches the world, and what it had sent goes on.
///
/// A dead caller's calls return at once as not delivered, so that production code unwinds and nothing is left waiting;
/// hand `mustStop: { !life.isAlive }` to the Reconciler and ignore its reports from then on.
package final class ProcessLifetime: Sendable {
    /// For logs: `hcctl-1`.
    package let name: String
    private let state: Mutex<State>

    private struct State {
        var isAlive = true
        var changes = 0
        let diesBefore: Int?
        let diesInside: Int?
    }

    /// A process. It ends before it sends its change number `diesBefore`, or while number `diesInside` runs; both
    /// count from 1, and a term counts as a change.
    package init(_ name: String, diesBefore: Int? = nil, diesInside: Int? = nil) {
        self.name = name
        state = Mutex(State(diesBefore: diesBefore, diesInside: diesInside))
    }

    /// Whether it still runs.
    package var isAlive: Bool { state.withLock { $0.isAlive } }

    /// kill -9.
    package func kill() { state.withLock { $0.isAlive = false } }

    /// Changes and terms it sent, or was about to send.
    package var changes: Int { state.withLock { $0.changes } }

    /// Counts a change; says whether the process ends before or inside it.
    func beginChange() -> (diesBefore: Bool, diesInside: Bool) {
        state.withLock { state in
            state.changes += 1
            return (state.diesBefore == state.changes, state.diesInside == state.changes)
        }
    }
}
