package import ClusterModel

/// A stored copy and where it is.
package struct PlacedCopy: Sendable, Hashable {
    /// The host.
    package let host: HostName
    /// Serial number of the medium.
    package let serial: String
    /// Path of the brick, within its file system.
    package let path: String
    /// The copy.
    package let copy: StoredCopy
}
