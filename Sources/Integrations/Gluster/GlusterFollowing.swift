internal import ClusterModel
package import World

/// Which of gluster's logs are followed, and which of their lines may mean a change of the cluster.
///
/// A line is a hint to observe and no fact. Lines of reading commands are left out, hcctl's own among them: the
/// observation that follows a line must not lead to another one.
package enum GlusterFollowing {
    private static let folder = "/var/log/glusterfs"

    /// glusterd's log, the history of its commands, and the logs of these bricks. `-F` waits for files that do not exist
    /// yet and follows a rotated log to its successor; `-s` is the pause between two reads where the kernel cannot report
    /// changes (a log on a network file system).
    package static func program(bricks: [String]) -> FollowedProgram {
        let logs = ["glusterd.log", "cmd_history.log"] + bricks.sorted().map { "bricks/\(logName(of: $0))" }
        return FollowedProgram(
            .gluster, ["tail", "-q", "-n0", "-F", "-s", "0.1", "--"] + logs.map { "\(folder)/\($0)" })
    }

    /// glusterd names a brick's log after its path: `/gluster/data/brick` logs to `gluster-data-brick.log`.
    private static func logName(of brick: String) -> String {
        brick.split(separator: "/").joined(separator: "-") + ".log"
    }

    /// Whether a line may mean that what hcctl observes has changed.
    package static func isNews(_ line: String) -> Bool {
        // `[2026-11-28 10:42:06.871464 +0000] E [MSGID: …` in logs, `[…]  : volume set …` in the history. Anything else
        // is a volume's graph, which a brick prints when it starts, passwords included.
        guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return false }
        let rest = line[line.index(after: end)...].drop { $0 == " " }
        if rest.hasPrefix(":") { return isChange(rest.dropFirst().drop { $0 == " " }) }
        return rest.hasPrefix("C ") || rest.hasPrefix("A ") || rest.hasPrefix("M ")
            || signs.contains { rest.contains($0) }
    }

    /// Lines of gluster 10.3 and 11 (glusterd-handler.c, glusterd-utils.c, glusterd-server-quorum.c, glusterd-peer-utils.c,
    /// posix-helpers.c, glusterfsd.c).
    private static let signs = [
        "has disconnected from glusterd", "Server quorum lost", "Server quorum regained", "starting a fresh brick",
        "health-check failed", "received signum", "Received ACC from", "Received RJT from", "Started running version",
        "Detaching brick", "has connected",
    ]

    /// Commands that only read, by their first words (`gluster help`), as the history has them.
    private static let readers = [
        "get-state", "volume info", "volume status", "volume list", "volume get", "volume help", "peer status",
        "pool list", "snapshot info", "snapshot list", "snapshot status", "global help", "system:: getspec",
        "system:: getwd", "system:: portmap",
    ]

    private static func isChange(_ command: Substring) -> Bool {
        if command.hasPrefix("volume heal"), command.contains(" info") || command.contains(" statistics") {
            return false
        }
        if command.hasPrefix("volume profile") || command.hasPrefix("volume top") { return false }
        return !readers.contains { command.hasPrefix($0) }
    }
}
