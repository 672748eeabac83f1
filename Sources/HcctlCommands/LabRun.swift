internal import ArgumentParser
internal import Foundation
internal import Lab

struct LabRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a command in the lab's hub, from where the hosts can be reached.",
        discussion: "The exit status is that of the command.")

    @Argument(parsing: .postTerminator, help: "The command, behind '--'.")
    var command: [String]

    func run() async throws { try become(try await labKeeper().inHub(command)) }
}

struct LabExec: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", abstract: "Run a command in a host as root, without ssh.",
        discussion: "The exit status is that of the command.")

    @Argument(help: "The host, for example host1.")
    var host: String
    @Argument(parsing: .postTerminator, help: "The command, behind '--'.")
    var command: [String]

    func run() async throws {
        let terminal = ProcessInfo.processInfo.environment["TERM"]
        try become(try await labKeeper().inHost(host, command, terminal: terminal))
    }
}

/// hcctl turns into the user's program: its terminal, its signals and its exit status are then the user's own.
/// Returns only by an error.
private func become(_ command: [String]) throws {
    let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    let program = command.first ?? ""
    let candidates: [String] = folders.map { "\($0)/\(program)" }
    guard let path = candidates.first(where: { access($0, X_OK) == 0 }) else {
        throw LabProblem("run \(program)", "it is not in \(folders.joined(separator: ", "))", "see hcctl lab check")
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    arguments.append(nil)
    signal(SIGPIPE, SIG_DFL)
    execv(path, arguments)
    throw LabProblem("run \(path)", String(cString: strerror(errno)), "see hcctl lab check")
}
