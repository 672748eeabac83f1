/// A file system with everything in it.
package struct Filesystem: Sendable, Hashable, Codable {
    /// `xfs`, `ext4`.
    package var kind: String
    /// Its UUID.
    package var uuid: String
    /// Directories and files; paths begin with a slash and count from its own root.
    package var tree: FileTree
    /// False: mkfs was aborted. It has the signature of a file system and cannot be mounted.
    package var isWhole = true

    /// A file system, empty by default.
    package init(kind: String = "xfs", uuid: String, tree: FileTree = FileTree()) {
        self.kind = kind
        self.uuid = uuid
        self.tree = tree
    }
}
