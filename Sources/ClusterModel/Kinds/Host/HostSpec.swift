/// `metadata.name` of a Host.
package typealias HostName = Name<HostSpec>

/// What is declared of a host. A new value holds the defaults.
package struct HostSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.host
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.hostList

    /// Name or address for management: what ssh connects to.
    package var address = ""
    /// Name or address in the gluster network; nil is `address`.
    package var storageAddress: String?
    /// IP address in CTDB's private network; nil is what the gluster address resolves to.
    package var heartbeatAddress: String?
    /// What it fails together with, such as a rack; nil is itself alone.
    package var failureDomain: String?
    /// Network interfaces that other manifests may name; nil does not say.
    package var interfaces: [String]?
    /// File systems for bricks.
    package var storage: [Storage] = []
    /// Whether the host is under maintenance: nothing that was stopped there is started.
    package var maintenance = false

    /// The defaults.
    package init() {}

    /// What gluster calls this host.
    package var glusterAddress: String { storageAddress ?? address }

    /// One device with one file system, mounted at one place.
    package struct Storage: Sendable, Hashable {
        /// A name for messages, unique on the host.
        package var name = ""
        /// Absolute path of the block device.
        package var device = ""
        /// The file system.
        package var filesystem = FileSystem.xfs
        /// Absolute path where it is mounted.
        package var mountPoint = ""
        /// How it is made, if it must be made; nil leaves everything to mkfs.
        package var mkfs: MakeOptions?
        /// Mount options; nil is `defaults` in a new line of fstab, and keeps those of an existing line.
        package var mountOptions: [String]?

        /// The defaults.
        package init() {}
    }

    /// File systems that bricks may live on.
    package enum FileSystem: String, Sendable, Hashable, CaseIterable { case xfs }

    /// How a file system is made (mkfs.xfs(8)).
    package struct MakeOptions: Sendable, Hashable {
        /// Bytes of an inode, a power of two from 256 to 2048; 512 leaves room for gluster's extended attributes.
        package var inodeSize = 512

        /// The defaults.
        package init() {}
    }
}
