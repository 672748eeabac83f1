/// Something that import left out of the manifests, or wrote in another way than it was found.
package enum ImportNote: Sendable, Hashable {
    /// A member of the pool that gave no answer: no Host is written for it.
    case peerUnreached(names: [String], words: String)
    /// A volume with a brick on a host without a Host document.
    case volumeOnOtherHost(VolumeName, brick: String)
    /// A type of volume that this version does not manage (`Disperse`, …).
    case volumeType(VolumeName, type: String)
    /// A volume that carries the ownership tag of another Cluster.
    case volumeOfOtherOwner(VolumeName, owner: String)
    /// `validate` does not accept the volume, in its words.
    case volumeInvalid(VolumeName, words: String)
    /// `validate` does not accept the value of an option.
    case optionInvalid(VolumeName, GlusterOption)
    /// A brick's file system cannot be declared: storage of the host is left out as a whole.
    case storageNotDeclared(HostName, brick: String, StorageObstacle)
    /// Not every host finds the names of the others.
    case hostsFileIgnored
    /// The next apply would change it: its field is named by `hcctl.dev/ignore`.
    case ignored(ResourceID, Difference)
    /// The next apply would change it, or holds a change, and no annotation prevents that.
    case stillDiffers(ResourceID, words: String)

    /// Why a file system cannot be declared.
    package enum StorageObstacle: Sendable, Hashable {
        /// It is not XFS.
        case otherType(String)
        /// It is on the root file system.
        case onRoot
        /// The brick is the mount point itself.
        case isMountPoint
        /// A part of a file system is mounted there, or its source is no device.
        case noDevice(source: String)
        /// What is mounted could not be read.
        case notRead(UnknownReason)
    }

    /// The resource before whose document the note belongs; nil of one that has none.
    package var resource: ResourceID? {
        switch self {
        case .peerUnreached, .volumeOnOtherHost, .volumeType, .volumeOfOtherOwner, .volumeInvalid, .hostsFileIgnored:
            nil
        case .optionInvalid(let volume, _): .volume(volume)
        case .storageNotDeclared(let host, _, _): .host(host)
        case .ignored(let resource, _), .stillDiffers(let resource, _): resource
        }
    }
}
