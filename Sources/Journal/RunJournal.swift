package import ClusterModel
internal import Synchronization

/// Records runs, events and what is remembered. Where the disk is full or the file damaged it goes on in memory, says so
/// once, and tries again later.
package final class RunJournal: Sendable {
    /// A disk that was full is tried again after so many records.
    private static let retryAfter = 100
    /// Events that are kept in memory as well, for those who ask a controller whose disk is full.
    private static let kept = 1000

    private struct State {
        var file: JournalFile?
        var run: Int64?
        var failures = 0
        var recent: [JournalRecord] = []
    }

    private let path: String
    private let state = Mutex(State())
    private let complain: @Sendable (String) -> Void

    /// `complain` hears in words why nothing is written to disk, once each time that begins.
    package init(directory: String, complain: @escaping @Sendable (String) -> Void) {
        path = directory + "/journal.sqlite"
        self.complain = complain
        attempt { _ in }
    }

    /// Opens an existing journal to read it. Throws where there is none.
    package static func reader(directory: String) throws -> JournalReader {
        JournalReader(try JournalFile(directory + "/journal.sqlite"))
    }

    package func begin(_ command: String, _ cluster: ClusterName, at time: WallTime) {
        attempt { state in state.run = try state.file?.begin(command, cluster.text, at: time) }
    }

    package func end(_ verdict: Verdict, steps: Int, at time: WallTime) {
        attempt { state in
            if let run = state.run { try state.file?.end(run, verdict.word, steps: steps, at: time) }
            state.run = nil
        }
    }

    package func add(_ record: JournalRecord) {
        state.withLock { $0.recent = $0.recent.suffix(Self.kept - 1) + [record] }
        attempt { try $0.file?.add(record, of: $0.run) }
    }

    package func remember(_ changes: [HistoryChange], of cluster: ClusterName) {
        attempt { try $0.file?.remember(changes, of: cluster.text) }
    }

    /// What earlier runs remembered of a cluster; nothing where the journal cannot be read.
    package func history(of cluster: ClusterName) -> History {
        state.withLock { try? $0.file?.history(of: cluster.text) } ?? History()
    }

    /// The last events, also of a journal that cannot be written.
    package var recent: [JournalRecord] { state.withLock { $0.recent } }

    private func attempt(_ body: (inout State) throws -> Void) {
        let words: String? = state.withLock { state in
            do {
                if state.file == nil, state.failures % Self.retryAfter == 0 { state.file = try JournalFile(path) }
                try body(&state)
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
