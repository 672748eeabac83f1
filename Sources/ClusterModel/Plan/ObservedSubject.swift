/// What a fact is about that a step depends on.
package enum ObservedSubject: Sendable, Hashable {
    case glusterd(HostName)
    /// What ctdbd of the host says.
    case ctdbd(HostName)
    /// What the program of the host can do.
    case hostedEngine(HostName)
    case mounts(HostName)
    case device(HostName, path: String)
    case directory(Brick)
    case fstab(HostName)
    /// Whether a volume or /etc/fstab expects data on a blank device.
    case expectedData(HostName, mountPoint: String)
    /// Whether the brick runs; `brick` is `address:path`.
    case brickProcess(VolumeName, brick: String)
    /// How many entries of the volume wait to be healed.
    case healBacklog(VolumeName)
}
