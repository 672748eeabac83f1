internal import ArgumentParser
internal import ClusterModel
internal import Journal
internal import Presentation

/// `hcctl history`: the runs that this machine's journal has.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show the runs of apply and of the controller on this machine.",
        discussion: """
            The newest first, from the journal in the state directory. A run without an end was killed, or goes on.

            Examples:
              hcctl history
              hcctl history -n 5 -o json
            """)

    @OptionGroup var journal: JournalOptions
    @Option(name: .customShort("n"), help: "So many runs.")
    var count = 20
    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    func run() throws {
        let runs = try journal.read { try $0.runs(count) }
        switch output {
        case .text:
            let rows = runs.map { run in
                [
                    "\(run.id)", run.command, run.cluster, "\(run.began)",
                    run.ended.map { "\(($0 - run.began).tenths) s" }
                        ?? "-", "\(run.steps)", run.verdict ?? "-",
                ]
            }
            Console.out(Table(["RUN", "COMMAND", "CLUSTER", "BEGAN", "TOOK", "STEPS", "VERDICT"], rows).lines)
        case .json:
            Console.out(["\(runs.document)"])
        }
    }
}
