/// Why a step is not taken now: what is on a device or mounted at a path.
package enum StorageHold: Sendable, Hashable {
    /// The device is not blank: nothing is ever formatted over a signature.
    case signature(HostName, device: String, found: String)
    /// A blank device stands where a volume or fstab expects data: a replaced or renamed disk.
    case blankReplacement(HostName, device: String, expects: String)
    /// The host has no such device.
    case noDevice(HostName, device: String)
    /// Something else is mounted at the mount point, or the device elsewhere.
    case mountConflict(HostName, mountPoint: String, found: String)
    /// The brick's file system is not mounted.
    case notMounted(Brick, mountPoint: String)
    /// The path does not lie on the declared device: something else is mounted over it, or above it.
    case covered(HostName, path: String, device: String, found: String)
    /// The declared path leads through a symbolic link; `real` is where it ends.
    case linkedPath(HostName, path: String, link: String, real: String)
    /// The kernel does not let the file system be written, and no manifest declares that.
    case readOnly(HostName, mountPoint: String)
    /// Options that a file system takes only when it is mounted, not while it is.
    case freshMount(HostName, mountPoint: String, options: [String])

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .signature: "DeviceNotBlank"
        case .blankReplacement: "BlankReplacement"
        case .noDevice: "NoDevice"
        case .mountConflict: "MountConflict"
        case .notMounted: "NotMounted"
        case .covered: "PathCovered"
        case .linkedPath: "PathIsLink"
        case .readOnly: "FilesystemReadOnly"
        case .freshMount: "NeedsFreshMount"
        }
    }

    /// What ends the wait.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .signature, .blankReplacement, .noDevice, .mountConflict, .notMounted, .covered, .linkedPath, .readOnly,
            .freshMount:
            .operatorAction
        }
    }
}
