internal import ArgumentParser
internal import Foundation
internal import Lab

/// `hcctl lab exec`: run a command in a host.
struct LabExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", abstract: "Run a command in a host as root, without ssh.",
        discussion: "The exit status is that of the command.")

    @Argument(help: "The host, for example host1.")
    var host: String
    @Argument(parsing: .postTerminator, help: "The command, behind '--'.")
    var command: [String]

    func run() async throws {
        let terminal = ProcessInfo.processInfo.environment["TERM"]
        try ProcessReplacement.become(try await labKeeper().inHost(host, command, terminal: terminal))
    }
}
