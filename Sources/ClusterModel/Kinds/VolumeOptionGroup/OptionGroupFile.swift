/// The file of an option group on one host.
package struct OptionGroupFile: Sendable, Hashable {
    /// SHA-256 of the bytes, in hex, read before the lines: a change in between makes the next write refuse.
    package let digest: String
    /// Its lines in their order.
    package let lines: [String]

    /// A file.
    package init(digest: String, lines: [String]) {
        self.digest = digest
        self.lines = lines
    }

    /// Where gluster reads the file of a group (`volume set V group G`, glusterd-volume-set.c).
    package static func path(of group: OptionGroupName) -> String { "\(folder)/\(group)" }
    /// The package of the daemon brings it, with groups of its own.
    package static let folder = "/var/lib/glusterd/groups"
}
