internal import ArgumentParser
internal import ClusterModel
internal import Lab

/// `hcctl lab`: real hosts on this machine.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Real Debian hosts on this machine, to try things out on.",
        discussion: """
            Each host has systemd, sshd, glusterd, CTDB, NFS-Ganesha, firewalld and blank disks; it is a container with a \
            network of its own. Their network reaches nothing else, so commands for the hosts run in the lab's hub: \
            hcctl lab run -- CMD. Needs root.
            """,
        subcommands: [
            LabUpCommand.self, LabDownCommand.self, LabStatusCommand.self, LabCheckCommand.self, LabRunCommand.self,
            LabExecCommand.self,
            LabPowerOffCommand.self, LabPowerOnCommand.self, LabPartitionCommand.self, LabRejoinCommand.self,
            LabDiskCommand.self,
        ])
}

extension ParsableCommand {
    /// The lab on this machine; what takes long is said on standard error.
    func labKeeper() throws -> LabManager {
        LabManager(Composition.onThisMachine()) { Console.err([$0]) }
    }
}
