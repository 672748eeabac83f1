internal import ClusterModel
internal import ControllerDaemon
internal import Journal
internal import Presentation
internal import World

/// Records one apply in the journal of this machine. Where that cannot be written the apply goes on without it.
struct ApplyRecorder {
    private let journal: RunJournal
    private let runs: RunRecorder
    private let log: ControllerLog
    private let cluster: ClusterName
    private let time: any TimeSource

    init(_ cluster: ClusterName, time: any TimeSource) {
        let directory = StateDirectory(nil)
        // What is wrong with the directory is said by the journal.
        try? directory.make()
        let journal = RunJournal(directory: directory.path) { words in
            Console.err(["hcctl: this run is not recorded: \(words)"])
        }
        self.journal = journal
        self.cluster = cluster
        self.time = time
        runs = RunRecorder(journal, "apply", time: time) { cluster }
        log = ControllerLog(
            .text, least: .error, isForJournal: false, time: time, write: { _ in }, record: { journal.add($0) })
    }

    /// Consents that earlier runs have used up. Attempts of earlier runs do not count: an operator who runs apply again wants another try.
    var history: History {
        var history = History()
        history.usedConsents = journal.history(of: cluster).usedConsents
        return history
    }

    func add(_ event: RunEvent) {
        runs.add(.cycle(event))
        log.add(.cycle(event))
    }

    func end(_ report: RunReport) { runs.end(report.verdict, steps: report.taken.count) }
}
