/// Where a domain of oVirt lies.
package struct StorageLocation: Sendable, Hashable {
    /// What it is.
    package var type = Kind.glusterfs
    /// The gluster volume, of type glusterfs.
    package var volume: VolumeName?
    /// The NFS server, of type nfs.
    package var address: String?
    /// The path that it exports, of type nfs.
    package var path: String?

    /// The defaults.
    package init() {}

    /// What it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case glusterfs, nfs }
}
