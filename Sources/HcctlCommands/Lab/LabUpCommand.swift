internal import ArgumentParser
internal import Lab

/// `hcctl lab up`: bring the lab up.
struct LabUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Bring up the lab, or what is missing of it, and wait until its hosts answer.")

    @Option(help: "How many hosts: host1, host2 … (3 in a new lab).")
    var hosts: Int?
    @Option(help: ArgumentHelp("Their names instead, with commas between.", valueName: "a,b,c"))
    var names: String?
    @Option(help: "Disks of each new host, from /dev/vdb on (1).")
    var disks: Int?
    @Option(
        help: ArgumentHelp("Size of each of these disks (8GiB). They are sparse.", valueName: "size"),
        transform: { text in
            guard let bytes = LabSize.bytes(text) else { throw ValidationError("write a size as 512MiB or 8GiB") }
            return bytes
        })
    var diskSize: Int?
    @Option(
        help: ArgumentHelp(
            "Packages that the hosts of a new lab come without. apt-get can install them there.", valueName: "pkg,…"))
    var without: String?
    @Flag(help: "The hosts of a new lab do not find each other's names.")
    var noNames = false
    @OptionGroup var format: LabOutput

    func run() async throws {
        var request = LabRequest()
        request.hosts = hosts
        request.names = Self.list(names)
        request.without = Self.list(without)
        request.hidesNames = noNames
        request.disks = disks
        request.diskBytes = diskSize
        format.show(try await labKeeper().up(request))
    }

    private static func list(_ text: String?) -> [String]? {
        text?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
