internal import ArgumentParser
internal import Foundation
internal import Journal

/// `--state-dir` of verbs that read the journal.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the journal is. Default: $HCCTL_STATE_DIR, else /var/lib/hcctl for root and $XDG_STATE_HOME/hcctl for others.",
            valueName: "directory"))
    var stateDir: String?

    func read<Value>(_ body: (JournalReader) throws -> Value) throws -> Value {
        let directory = StateDirectory(stateDir).path
        guard FileManager.default.fileExists(atPath: directory + "/journal.sqlite") else {
            Console.err(["hcctl: there is no journal in \(directory): no apply or controller has run here"])
            throw ExitCode(1)
        }
        do {
            return try body(RunJournal.reader(directory: directory))
        } catch {
            Console.err(["hcctl: the journal in \(directory) cannot be read: \(error)"])
            throw ExitCode(1)
        }
    }
}
