/// What one wants of a host. A new value holds the defaults.
public struct HostSpec: Sendable, Hashable {
    /// Name or address for management: what ssh connects to.
    public var address = ""
    /// Name or address in the gluster network; nil is `address`.
    public var storageAddress: String?
    /// IP address in CTDB's private network; nil is what the gluster address resolves to.
    public var heartbeatAddress: String?
    /// What it fails together with, such as a rack; nil is itself alone.
    public var failureDomain: String?
    /// Network interfaces that other manifests may name; nil does not say.
    public var interfaces: [String]?
    /// File systems for bricks.
    public var storage: [Storage] = []
    /// Whether somebody works on the host: nothing that was stopped there is started.
    public var maintenance = false

    /// The defaults.
    public init() {}

    /// What gluster calls this host.
    public var glusterAddress: String { storageAddress ?? address }

    /// One device with one file system, mounted at one place.
    public struct Storage: Sendable, Hashable {
        /// A name for messages, unique on the host.
        public var name = ""
        /// Absolute path of the block device.
        public var device = ""
        /// The file system.
        public var filesystem = FileSystem.xfs
        /// Absolute path where it is mounted.
        public var mountPoint = ""
        /// How it is made, if it must be made; nil leaves everything to mkfs.
        public var mkfs: MakeOptions?
        /// Mount options; nil are `defaults`, and whatever an existing line of fstab says.
        public var mountOptions: [String]?

        /// The defaults.
        public init() {}
    }

    /// File systems that bricks may live on.
    public enum FileSystem: String, Sendable, Hashable, CaseIterable { case xfs }

    /// How a file system is made (mkfs.xfs(8)).
    public struct MakeOptions: Sendable, Hashable {
        /// Bytes of an inode, a power of two from 256 to 2048; 512 leaves room for gluster's extended attributes.
        public var inodeSize = 512

        /// The defaults.
        public init() {}
    }
}
