internal import ArgumentParser
internal import Lab

/// `hcctl lab partition`: disconnect hosts from the network.
struct LabPartitionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partition",
        abstract: "Pull the cables of hosts out: they run on, each alone.",
        discussion: "Until they rejoin nothing reaches them, the hub and each other included; lab exec does.")

    @Argument(help: "Hosts that are on, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().partition(hosts)) }
}
