package import ClusterModel
package import World

/// What of a host's system is followed, and which lines may mean a change.
package enum HostOSFollowing {
    /// The managed files. A line of output is a new line of a file, a message of tail itself one that was replaced, cut or
    /// removed (`tail: '/etc/fstab' has been replaced;  following new file`).
    package static func files(_ files: [ManagedFile.ID]) -> FollowedProgram {
        FollowedProgram(.files, ["tail", "-q", "-n0", "-F", "-s", "0.1", "--"] + files.map(\.path))
    }

    /// systemd's own messages, among them the ends of mounts and services.
    package static let systemd = FollowedProgram(
        .systemd, ["journalctl", "-q", "-f", "-n", "0", "-o", "cat", "_PID=1"])

    /// ctdbd's log, where Debian and EL have it.
    package static let ctdb = FollowedProgram(
        .ctdb, ["tail", "-q", "-n0", "-F", "-s", "0.1", "--", "/var/log/ctdb/log.ctdb", "/var/log/log.ctdb"])

    /// Whether a line may mean that what hcctl observes has changed.
    package static func isNews(_ source: LineSource, _ line: String) -> Bool {
        switch source {
        case .files:
            // Files that do not exist yet: `tail: cannot open '…' for reading: No such file or directory`.
            !line.hasPrefix("tail: cannot open") && !line.hasPrefix("tail: cannot watch")
        case .systemd: units.contains { line.contains($0) }
        case .ctdb: ctdbSigns.contains { line.contains($0) }
        case .gluster: false
        }
    }

    /// Of units that hcctl observes, and every mount.
    private static let units = [
        ".mount", "glusterd.service", "ctdb.service", "nfs-ganesha", "firewalld.service", "nftables.service",
        "rpcbind.service", "ovirt-ha-agent.service", "ovirt-ha-broker.service", "vdsmd.service",
    ]

    /// ctdb 4.17 (ctdb_takeover.c, ctdb_recoverd.c, ctdb_monitor.c).
    private static let ctdbSigns = [
        "Takeover of IP", "Release of IP", "Took cluster lock", "Unable to take", "Recovery has started", "BANNED",
        "Banning", "UNHEALTHY", "Node became HEALTHY", "Shutdown", "monitor event",
    ]
}
