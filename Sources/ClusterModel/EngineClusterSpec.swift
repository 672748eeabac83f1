/// What one wants of a cluster inside the engine.
package struct EngineClusterSpec: Sendable, Hashable {
    /// How the engine is reached.
    package var engine = Connection()
    /// The data centre that holds the cluster.
    package var dataCenter = "Default"
    /// Whether its hosts run virtual machines.
    package var virtService = true
    /// Whether its hosts serve gluster.
    package var glusterService = true
    /// Whether hosts of the Cluster that the engine does not know are added.
    package var addHosts = true

    /// The defaults.
    package init() {}

    /// How the engine's REST API is reached.
    package struct Connection: Sendable, Hashable {
        /// `https://engine.lab.test/ovirt-engine`.
        package var url = ""
        /// The user.
        package var username = "admin@internal"
        /// The user's password.
        package var password = SecretReference()
        /// Certificate of the authority that signed the engine's; nil trusts the machine's own list.
        package var caFile: String?

        /// The defaults.
        package init() {}
    }
}

/// What one wants of a storage domain inside the engine.
package struct StorageDomainSpec: Sendable, Hashable {
    /// What it is for.
    package var function = Function.data
    /// What it is.
    package var type = StorageLocation.Kind.glusterfs
    /// The gluster volume, of type glusterfs.
    package var volume: VolumeName?
    /// The NFS server, of type nfs.
    package var address: String?
    /// The path that it exports, of type nfs.
    package var path: String?
    /// The data centre that it belongs to.
    package var dataCenter = "Default"

    /// The defaults.
    package init() {}

    /// Where it lies.
    package var location: StorageLocation {
        var location = StorageLocation()
        (location.type, location.volume, location.address, location.path) = (type, volume, address, path)
        return location
    }

    /// What it is for.
    package enum Function: String, Sendable, Hashable, CaseIterable { case data, iso, export }
}
