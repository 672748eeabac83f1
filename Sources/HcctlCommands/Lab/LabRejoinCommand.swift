internal import ArgumentParser
internal import Lab

/// `hcctl lab rejoin`: reconnect hosts to the network.
struct LabRejoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejoin", abstract: "Plug the cables of hosts in again and wait until they answer.")

    @Argument(help: "Hosts that are on, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().rejoin(hosts)) }
}
