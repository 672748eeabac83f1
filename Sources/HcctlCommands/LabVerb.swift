internal import ArgumentParser
internal import ClusterModel
internal import Lab

/// `hcctl lab`: real hosts on this machine.
struct LabVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Real Debian hosts on this machine, to try things out on.",
        discussion: """
            Each host has systemd, sshd, glusterd, CTDB, NFS-Ganesha, firewalld and blank disks; it is a container with a \
            network of its own. Their network reaches nothing else, so commands for the hosts run in the lab's hub: \
            hcctl lab run -- CMD. Needs root.
            """,
        subcommands: [
            LabUp.self, LabDown.self, LabStatusVerb.self, LabCheckVerb.self, LabRun.self, LabExec.self,
            LabPowerOff.self, LabPowerOn.self, LabPartition.self, LabRejoin.self, LabDiskVerb.self,
        ])
}

/// How an answer is written.
enum LabFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// `-o`.
struct LabOutput: ParsableArguments {
    @Option(name: .shortAndLong, help: "text or json.")
    var output = LabFormat.text

    func show(_ status: LabStatus) {
        switch output {
        case .text: Terminal.out([LabReport.text(status)])
        case .json: Terminal.out([LabReport.json(status).description])
        }
    }
}

extension ParsableCommand {
    /// The lab on this machine; what takes long is said on standard error.
    func labKeeper() throws -> LabManager {
        LabManager(Composition.onThisMachine()) { Terminal.err([$0]) }
    }
}

struct LabUp: AsyncParsableCommand {
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

struct LabDown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Remove the lab with everything on its disks, whatever state it is in.")

    @Flag(help: "Remove the base of the hosts, too; the next 'up' builds it anew.")
    var purge = false

    func run() async throws { try await labKeeper().down(purge: purge) }
}

struct LabStatusVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show the hosts of the lab.")

    @OptionGroup var format: LabOutput

    func run() async throws { format.show(try await labKeeper().status()) }
}

struct LabCheckVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say whether a lab can run here; exit status 1 with each thing that is missing."
    )

    func run() async throws {
        let missing = try await labKeeper().check()
        Terminal.out([LabReport.text(missing)])
        if !missing.isEmpty { throw ExitCode.failure }
    }
}
