internal import ArgumentParser
internal import ClusterModel
internal import Journal
internal import LiveWorld
internal import World

/// `hcctl events`: the events that this machine's journal has.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Show the events of apply and of the controller on this machine.",
        discussion: """
            The oldest first, from the journal in the state directory. With -o json each line is one object.

            Examples:
              hcctl events
              hcctl events -n 100 --follow
            """)

    @OptionGroup var journal: JournalOptions
    @Option(name: .customShort("n"), help: "So many events, the newest.")
    var count = 50
    @Flag(help: "Go on with events as they are recorded.")
    var follow = false
    @Option(name: .shortAndLong, help: "text or json.")
    var output = OutputFormat.text

    /// Between two readings with --follow.
    private static let interval = Duration.milliseconds(500)

    func run() async throws {
        var last: Int64 = 0
        repeat {
            let limit = last == 0 ? count : Int.max
            let events = try journal.read { [last] in try $0.events(after: last, limit) }
            last = events.last?.id ?? last
            let lines = events.map { output == .json ? $0.json : "\($0.at) \($0.event): \($0.text)" }
            if !lines.isEmpty { Console.out(lines) }
            if follow { try await SystemClock().sleep(Self.interval) }
        } while follow
    }
}
