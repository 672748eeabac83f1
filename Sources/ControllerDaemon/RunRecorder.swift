package import ClusterModel
package import Journal
internal import Synchronization
package import World

/// Records runs and what they remember. A controller's run is all from the first step to the next state.
package final class RunRecorder: Sendable {
    private let journal: RunJournal
    private let command: String
    private let time: any TimeSource
    private let cluster: @Sendable () -> ClusterName?
    private let isRunning = Mutex(false)

    package init(
        _ journal: RunJournal, _ command: String, time: any TimeSource, cluster: @escaping @Sendable () -> ClusterName?
    ) {
        self.journal = journal
        self.command = command
        self.time = time
        self.cluster = cluster
    }

    package func add(_ event: ControllerEvent) {
        switch event {
        case .cycle(.stepStarted): begin()
        case .cycle(.remembered(let changes)): if let cluster = cluster() { journal.remember(changes, of: cluster) }
        case .state(let verdict, let steps, _): end(verdict, steps: steps)
        case .stopping: end(.interrupted, steps: 0)
        default: break
        }
    }

    /// Unless a run goes on.
    package func begin() {
        guard let cluster = cluster() else { return }
        let wasRunning = isRunning.withLock { isRunning in
            defer { isRunning = true }
            return isRunning
        }
        guard !wasRunning else { return }
        journal.begin(command, cluster, at: time.wallTime())
    }

    package func end(_ verdict: Verdict, steps: Int) {
        let wasRunning = isRunning.withLock { isRunning in
            defer { isRunning = false }
            return isRunning
        }
        if wasRunning { journal.end(verdict, steps: steps, at: time.wallTime()) }
    }
}
