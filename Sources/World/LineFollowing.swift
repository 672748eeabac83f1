package import ClusterModel

/// Follows what programs of a host print, as long as the connection lasts. Changes nothing.
package protocol LineFollowing: Sendable {
    /// Runs the programs side by side, and passes on each line of their output and errors.
    ///
    /// Programs that the host does not have are left out. Returns why following ended: one program ended, the connection
    /// was lost, or the task was cancelled. The programs end with it, also when this process is killed.
    func follow(
        _ programs: [FollowedProgram], at place: Place, _ handle: @escaping @Sendable (FollowEvent) -> Void
    ) async -> String
}

/// A program that prints lines until it is ended, `tail -F` for example.
package struct FollowedProgram: Sendable, Hashable {
    package let source: LineSource
    /// Program and arguments; none contains a NUL.
    package let arguments: [String]

    package init(_ source: LineSource, _ arguments: [String]) {
        self.source = source
        self.arguments = arguments
    }
}

/// What a follower reports.
package enum FollowEvent: Sendable, Hashable {
    /// The programs run: later events of the host are in their lines.
    case started
    /// Without its end; at most `longestLine` bytes of it, with invalid UTF-8 replaced.
    case line(LineSource, String)

    /// Bytes of a line that are passed on. Protects memory from a line without an end; gluster's longest are below 2 KiB.
    package static let longestLine = 4096
}
