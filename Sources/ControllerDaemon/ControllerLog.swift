package import ClusterModel
package import Journal
package import Presentation
internal import Reconciliation
internal import Synchronization
package import World

/// Writes events as lines of a log, and leaves out what was written before.
package final class ControllerLog: Sendable {
    package enum Format: String, Sendable, CaseIterable { case text, json }

    /// A wait that goes on is written again after so long.
    static let repetition = Duration.seconds(900)

    private struct Memory {
        var silent: [JSON]?
        var waiting = ""
        var waitingWritten = Duration.zero
    }

    private let text = ControllerText(preview: Preview.commands)
    private let memory = Mutex(Memory())
    private let format: Format
    private let least: LogLine.Level
    private let isForJournal: Bool
    private let time: any TimeSource
    private let write: @Sendable (String) -> Void
    private let record: @Sendable (JournalRecord) -> Void

    /// Lines less severe than `least` are not written. For journald a line has a priority instead of a time. `record` gets
    /// every event that is at least information, whatever is written.
    package init(
        _ format: Format, least: LogLine.Level, isForJournal: Bool, time: any TimeSource,
        write: @escaping @Sendable (String) -> Void, record: @escaping @Sendable (JournalRecord) -> Void = { _ in }
    ) {
        self.format = format
        self.least = least
        self.isForJournal = isForJournal
        self.time = time
        self.write = write
        self.record = record
    }

    package func add(_ event: ControllerEvent) {
        let now = time.wallTime()
        let line = text.line(event, now: now)
        // A host that answers again is worth a line, too.
        let level = isNewSilence(event) ? min(line.level, .notice) : line.level
        guard isNews(event, line) else { return }
        if level <= .info {
            record(
                JournalRecord(
                    at: now, level: level.rawValue, event: line.event, text: line.text, json: line.json(at: now)))
        }
        guard level <= least else { return }
        switch format {
        case .text: write(line.text(at: now, forJournal: isForJournal))
        case .json: write(line.json(at: now))
        }
    }

    /// Whether other hosts are silent than before.
    private func isNewSilence(_ event: ControllerEvent) -> Bool {
        guard case .cycle(.observed(_, let silent, _)) = event else { return false }
        let hosts = silent.map { JSON.string($0.text) }
        return memory.withLock { $0.silent ?? [] != hosts }
    }

    private func isNews(_ event: ControllerEvent, _ line: LogLine) -> Bool {
        switch event {
        case .cycle(.observed(_, let silent, _)):
            let hosts = silent.map { JSON.string($0.text) }
            return memory.withLock { memory in
                let isNews = memory.silent != hosts && (memory.silent != nil || !hosts.isEmpty)
                memory.silent = hosts
                return isNews || least == .debug
            }
        case .cycle(.waiting):
            let now = time.uptime()
            return memory.withLock { memory in
                guard memory.waiting != line.text || now - memory.waitingWritten >= Self.repetition else {
                    return false
                }
                (memory.waiting, memory.waitingWritten) = (line.text, now)
                return true
            }
        default: return true
        }
    }
}
