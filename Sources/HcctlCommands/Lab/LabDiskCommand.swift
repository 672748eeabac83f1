internal import ArgumentParser
internal import Lab

/// `hcctl lab disk`: replace a disk by a blank one.
struct LabDiskCommand: AsyncParsableCommand {
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
