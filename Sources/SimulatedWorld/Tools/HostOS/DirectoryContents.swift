/// What a directory holds and carries beside other directories and files.
package struct DirectoryContents: Sendable, Hashable, Codable {
    /// `trusted.glusterfs.volume-id`: which volume's brick it is.
    package var volumeMark: String?
    /// When the mark was set or taken away.
    package var markChanged: Duration?
    /// Gluster's data in it; nil if gluster never used it.
    package var brick: BrickStore?
    /// `trusted.gfid` that stayed although gluster's data went.
    package var hasGFID = false
    /// Nothing can be made in it (chattr +i).
    package var isImmutable = false
    /// Files of others.
    package var hasForeignFiles = false

    /// An empty directory.
    package init() {}
}
