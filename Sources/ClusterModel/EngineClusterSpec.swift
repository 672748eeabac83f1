/// What one wants of a cluster inside the engine.
public struct EngineClusterSpec: Sendable, Hashable {
    /// How the engine is reached.
    public var engine = Connection()
    /// The data centre that holds the cluster.
    public var dataCenter = "Default"
    /// Whether its hosts run virtual machines.
    public var virtService = true
    /// Whether its hosts serve gluster.
    public var glusterService = true
    /// Whether hosts of the Cluster that the engine does not know are added.
    public var addHosts = true

    /// The defaults.
    public init() {}

    /// How the engine's REST API is reached.
    public struct Connection: Sendable, Hashable {
        /// `https://engine.lab.test/ovirt-engine`.
        public var url = ""
        /// The user.
        public var username = "admin@internal"
        /// The user's password.
        public var password = SecretReference()
        /// Certificate of the authority that signed the engine's; nil trusts the machine's own list.
        public var caFile: String?

        /// The defaults.
        public init() {}
    }
}

/// What one wants of a storage domain inside the engine.
public struct StorageDomainSpec: Sendable, Hashable {
    /// What it is for.
    public var function = Function.data
    /// What it is.
    public var type = StorageLocation.Kind.glusterfs
    /// The gluster volume, of type glusterfs.
    public var volume: VolumeName?
    /// The NFS server, of type nfs.
    public var address: String?
    /// The path that it exports, of type nfs.
    public var path: String?
    /// The data centre that it belongs to.
    public var dataCenter = "Default"

    /// The defaults.
    public init() {}

    /// Where it lies.
    public var location: StorageLocation {
        var location = StorageLocation()
        (location.type, location.volume, location.address, location.path) = (type, volume, address, path)
        return location
    }

    /// What it is for.
    public enum Function: String, Sendable, Hashable, CaseIterable { case data, iso, export }
}
