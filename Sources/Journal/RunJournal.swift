package import ClusterModel
internal import Synchronization

/// Records runs, events and what is remembered. Where the disk is full or the file damaged it goes on in memory, says so
/// once, and tries again later.
package final class RunJournal: Sendable {
    /// A disk that was full is tried again after so many records.
    private static let retryAfter = 100
    /// Events that are kept in memory as well, for those who ask a controller whose disk is full.
    private static let kept = 1000
    private static let keptSamples = 1000
    /// Runs that are kept in memory as well.
    private static let keptRuns = 100

    private struct State {
        var file: JournalFile?
        var run: Int64?
        var failures = 0
        var recent: [JournalRecord] = []
        /// The number of the last event.
        var last: Int64 = 0
        var samples: [BacklogSample] = []
        var runs: [JournalRun] = []
    }

    private let path: String
    private let state = Mutex(State())
    private let complain: @Sendable (String) -> Void

    /// `complain` hears in words why nothing is written to disk, once each time that begins.
    package init(directory: String, complain: @escaping @Sendable (String) -> Void) {
        path = directory + "/journal.sqlite"
        self.complain = complain
        attempt { _, _ in }
    }

    /// Opens an existing journal to read it. Throws where there is none.
    package static func reader(directory: String) throws -> JournalReader {
        JournalReader(try JournalFile(directory + "/journal.sqlite"))
    }

    package func begin(_ command: String, _ cluster: ClusterName, at time: WallTime) {
        attempt { state in
            let run = JournalRun(
                id: (state.runs.first?.id ?? 0) + 1, command: command, cluster: cluster.text, began: time)
            state.runs = [run] + state.runs.prefix(Self.keptRuns - 1)
            state.run = nil
        } _: { state, file in
            let id = try file.begin(command, cluster.text, at: time)
            state.run = id
            state.runs[0].id = id
        }
    }

    package func end(_ verdict: Verdict, steps: Int, at time: WallTime) {
        attempt { state in
            guard !state.runs.isEmpty else { return }
            (state.runs[0].ended, state.runs[0].verdict, state.runs[0].steps) = (time, verdict.word, steps)
        } _: { state, file in
            let run = state.run
            state.run = nil
            if let run { try file.end(run, verdict.word, steps: steps, at: time) }
        }
    }

    package func add(_ record: JournalRecord) {
        attempt { state in
            state.last += 1
            var record = record
            record.id = state.last
            state.recent = state.recent.suffix(Self.kept - 1) + [record]
        } _: { state, file in
            state.last = try file.add(record, of: state.run)
            state.recent[state.recent.count - 1].id = state.last
        }
    }

    package func add(_ samples: [BacklogSample]) {
        attempt {
            $0.samples = ($0.samples + samples).suffix(Self.keptSamples)
        } _: { _, file in
            try file.add(samples)
        }
    }

    package func remember(_ changes: [HistoryChange], of cluster: ClusterName) {
        attempt { _, file in try file.remember(changes, of: cluster.text) }
    }

    /// What earlier runs remembered of a cluster; nothing where the journal cannot be read.
    package func history(of cluster: ClusterName) -> History {
        state.withLock { try? $0.file?.history(of: cluster.text) } ?? History()
    }

    /// The number of the last event of this process.
    package var lastEvent: Int64 { state.withLock { $0.last } }

    /// The newest run of this process.
    package var lastRun: JournalRun? { state.withLock { $0.runs.first } }

    /// Events after a number, at most the newest `limit` of them, the oldest first; those in memory where the file cannot
    /// be read.
    package func events(after id: Int64, _ limit: Int) -> [JournalRecord] {
        state.withLock { state in
            (try? state.file?.events(after: id, limit)) ?? Array(state.recent.filter { $0.id > id }.suffix(limit))
        }
    }

    /// The newest runs, the newest first.
    package func runs(_ limit: Int) -> [JournalRun] {
        state.withLock { state in (try? state.file?.runs(limit)) ?? Array(state.runs.prefix(limit)) }
    }

    /// The newest samples, the oldest first.
    package func samples(_ limit: Int) -> [BacklogSample] {
        state.withLock { state in (try? state.file?.samples(limit)) ?? Array(state.samples.suffix(limit)) }
    }

    /// `remember` is done in any case, `write` where the file can be written.
    private func attempt(
        _ remember: (inout State) -> Void = { _ in }, _ write: (inout State, JournalFile) throws -> Void
    ) {
        let words: String? = state.withLock { state in
            remember(&state)
            do {
                if state.file == nil, state.failures % Self.retryAfter == 0 { state.file = try open(state) }
                if let file = state.file { try write(&state, file) }
                if state.file != nil { state.failures = 0 } else { state.failures += 1 }
                return nil
            } catch {
                state.file = nil
                state.failures += 1
                return state.failures == 1 ? "\(error)" : nil
            }
        }
        if let words { complain("\(path): \(words)") }
    }

    private func open(_ state: State) throws -> JournalFile {
        let file = try JournalFile(path)
        if state.last > 0 { try file.skipEvents(to: state.last) }
        return file
    }
}

/// Reads the journal of this or another process.
package struct JournalReader: Sendable {
    private let file: JournalFile

    init(_ file: JournalFile) { self.file = file }

    /// The newest runs, the newest first.
    package func runs(_ limit: Int) throws -> [JournalRun] { try file.runs(limit) }

    /// Events after a number, at most the newest `limit` of them, the oldest first.
    package func events(after id: Int64 = 0, _ limit: Int) throws -> [JournalRecord] {
        try file.events(after: id, limit)
    }
}
