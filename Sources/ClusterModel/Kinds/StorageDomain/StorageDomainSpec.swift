/// What is declared of a storage domain inside the engine.
package struct StorageDomainSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.storageDomain
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.storageDomains

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
