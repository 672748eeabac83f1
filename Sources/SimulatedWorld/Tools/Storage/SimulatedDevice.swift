/// A block device with the medium behind it.
package struct SimulatedDevice: Sendable, Hashable, Codable {
    /// `/dev/vdb`.
    package var path: String
    /// The kernel's name, without directory.
    package var kernelName: String
    /// `major:minor`.
    package var number: String
    /// `disk`, `loop`, `part`, … as lsblk says.
    package var type: String
    /// What is plugged in.
    package var disk: SimulatedDisk

    /// A device; the kernel's name is the path's last part by default.
    package init(
        _ path: String, number: String = "254:16", type: String = "disk", kernelName: String? = nil,
        disk: SimulatedDisk
    ) {
        self.path = path
        self.kernelName = kernelName ?? String(path.split(separator: "/").last ?? "")
        self.number = number
        self.type = type
        self.disk = disk
    }
}
