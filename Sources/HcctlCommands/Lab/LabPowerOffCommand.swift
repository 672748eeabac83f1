internal import ArgumentParser
internal import Lab

/// `hcctl lab poweroff`: cut the power of hosts.
struct LabPowerOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poweroff",
        abstract: "Cut the power of hosts: their cable goes dead, then they stop at once.",
        discussion: "Unlike in a real power cut, what the kernel had not yet written to the disks is kept.")

    @Argument(help: "Hosts, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().powerOff(hosts)) }
}
