internal import ArgumentParser
internal import Lab

/// `hcctl lab poweron`: power hosts on.
struct LabPowerOnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poweron", abstract: "Power hosts on and wait until they answer.")

    @Argument(help: "Hosts, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().powerOn(hosts)) }
}
