/// A fact about devices, file systems and mounts that must hold at the moment of acting.
package enum StoragePrecondition: Sendable, Hashable, Codable {
    /// No signature, no holder.
    case deviceBlank(HostName, device: String)
    /// The device is mounted at the mount point.
    case mounted(HostName, device: String, at: String)
    /// Nothing is mounted there.
    case notMounted(HostName, at: String)
    /// The device carries the file system with that UUID.
    case filesystem(HostName, device: String, uuid: String)
    /// The path, or the nearest directory above it that exists, lies on the device, as the kernel resolves it.
    case liesOn(HostName, path: String, device: String)

    /// The host to be asked.
    package var host: HostName {
        switch self {
        case .deviceBlank(let host, _), .mounted(let host, _, _), .notMounted(let host, _), .filesystem(let host, _, _),
            .liesOn(let host, _, _):
            host
        }
    }
}

/// What the next observation of devices, file systems and mounts must show for a step to count as done.
package enum StoragePostcondition: Sendable, Hashable, Codable {
    case filesystemOn(HostName, device: String)
    case mounted(HostName, device: String, at: String)
    /// The file system there is mounted with these options among its own.
    case mountedWith(HostName, at: String, options: [String])
    /// The directory is not recorded as made immutable any more.
    case mountPointReleased(HostName, path: String)
}
