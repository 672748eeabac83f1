internal import ArgumentParser
internal import Lab

/// `hcctl lab status`: show the hosts of the lab.
struct LabStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show the hosts of the lab.")

    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().status()) }
}
