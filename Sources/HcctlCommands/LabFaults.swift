internal import ArgumentParser
internal import Lab

struct LabPowerOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poweroff",
        abstract: "Cut the power of hosts: their cable goes dead, then they stop at once.",
        discussion: "Unlike in a real power cut, what the kernel had not yet written to the disks is kept.")

    @Argument(help: "Hosts, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().powerOff(hosts)) }
}

struct LabPowerOn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poweron", abstract: "Power hosts on and wait until they answer.")

    @Argument(help: "Hosts, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().powerOn(hosts)) }
}

struct LabPartition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partition",
        abstract: "Pull the cables of hosts out: they run on, each alone.",
        discussion: "Until they rejoin nothing reaches them, the hub and each other included; lab exec does.")

    @Argument(help: "Hosts that are on, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().partition(hosts)) }
}

struct LabRejoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejoin", abstract: "Plug the cables of hosts in again and wait until they answer.")

    @Argument(help: "Hosts that are on, for example host2.")
    var hosts: [String]
    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().rejoin(hosts)) }
}

struct LabDiskVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disk",
        abstract: "Take a disk out of a host, as if it were rotten, and put a blank one of its size into its place.",
        discussion: """
            What was on the disk is lost. In a host that is on, whoever still uses the old disk gets input/output errors; \
            a file system on it stays mounted, dead, until somebody unmounts it.
            """)

    @Argument(help: "The host, for example host2; on or off.")
    var host: String
    @Argument(help: "The disk, for example /dev/vdb.")
    var device: String
    @Flag(help: "The new disk is blank; required.")
    var blank = false
    @OptionGroup var format: LabOutput

    func validate() throws {
        guard blank else { throw ValidationError("say --blank: what is on \(device) will be lost") }
    }

    func run() async throws { format.show(try await labKeeper().blank(device, of: host)) }
}
