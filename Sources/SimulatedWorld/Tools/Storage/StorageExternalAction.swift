package import ClusterModel

/// An external action on disks, mounts and the table of file systems.
package enum StorageExternalAction: Sendable, Hashable {
    case unmount(HostName, target: String)
    case mount(HostName, device: String, target: String)
    case editFstab(HostName, text: String)
    /// Replaces the contents of a disk; the old contents are lost.
    case putOnDisk(HostName, device: String, SimulatedDisk.Contents)
    /// Replaces the disk by a blank one; the old disk and its mounts are lost.
    case replaceDisk(HostName, device: String, serial: String)
    /// Makes every read of the disk fail from now on, or succeed again.
    case breakDisk(HostName, device: String, isReadable: Bool)
    case removeDisk(HostName, device: String)
    /// Mounts a tmpfs over a directory, with these directories in it.
    case cover(HostName, path: String, directories: [String])
    /// Replaces a directory of the root file system, which may be missing, by a symbolic link to another one.
    case link(HostName, path: String, to: String)
    /// The kernel makes a mounted file system read-only, as after an error, or an operator gives it other options.
    case remount(HostName, target: String, options: [String])
}
