internal import ArgumentParser
internal import Lab

/// `hcctl lab run`: run a command in the hub.
struct LabRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a command in the lab's hub, from where the hosts can be reached.",
        discussion: "The exit status is that of the command.")

    @Argument(parsing: .postTerminator, help: "The command, behind '--'.")
    var command: [String]

    func run() async throws { try ProcessReplacement.become(try await labKeeper().inHub(command)) }
}
