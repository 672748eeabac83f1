internal import ArgumentParser
internal import Lab

/// `hcctl lab down`: remove the lab.
struct LabDownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Remove the lab with everything on its disks, whatever state it is in.")

    @Flag(help: "Remove the base of the hosts, too; the next 'up' builds it anew.")
    var purge = false

    func run() async throws { try await labKeeper().down(purge: purge) }
}
