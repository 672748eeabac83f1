/// What differs and has no step in this version.
package enum UnsupportedChange: Sendable, Hashable {
    /// A running volume is never stopped.
    case stopVolume(VolumeName)
    /// Two declared paths lead to one device; `paths` as printed.
    case sharedDevice(HostName, paths: String)
    case noHostsFile(HostName)
    /// glusterd.vol has no section that ends with end-volume.
    case glusterdFileWithoutSection(HostName)
    /// A unit is enabled and started by one step, and one of the two differences is ignored.
    case serviceInPart(HostName, unit: String)
}
