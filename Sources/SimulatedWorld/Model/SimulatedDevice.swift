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

    /// A device; the kernel's name is the path's last part unless told otherwise.
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

/// A medium. Another disk in the same place is another value with another serial number.
package struct SimulatedDisk: Sendable, Hashable, Codable {
    /// Serial number: which medium it is.
    package var serial: String
    /// Bytes.
    package var size: UInt64
    /// What is on it.
    package var contents: Contents
    /// False: every read fails.
    package var isReadable: Bool

    /// A disk, blank and sound unless told otherwise.
    package init(
        serial: String, size: UInt64 = 8 << 30, contents: Contents = .blank, isReadable: Bool = true
    ) {
        self.serial = serial
        self.size = size
        self.contents = contents
        self.isReadable = isReadable
    }

    /// What stands on a disk.
    package enum Contents: Sendable, Hashable, Codable {
        case blank
        case filesystem(Filesystem)
        /// A table, and the partitions that the kernel knows of: name, size in bytes, number.
        case partitionTable(kind: String, [Partition])
        case swap(uuid: String)
        case lvm(uuid: String)
        /// Several signatures that contradict each other.
        case several
    }

    /// A partition.
    package struct Partition: Sendable, Hashable, Codable {
        /// The kernel's name.
        package var name: String
        /// Bytes.
        package var size: UInt64
        /// `major:minor`.
        package var number: String

        /// A partition.
        package init(name: String, size: UInt64, number: String) {
            self.name = name
            self.size = size
            self.number = number
        }
    }

    /// The file system, if there is one.
    package var filesystem: Filesystem? {
        get { if case .filesystem(let filesystem) = contents { filesystem } else { nil } }
        set { contents = newValue.map(Contents.filesystem) ?? .blank }
    }
}

/// A file system with everything in it.
package struct Filesystem: Sendable, Hashable, Codable {
    /// `xfs`, `ext4`.
    package var kind: String
    /// Its UUID.
    package var uuid: String
    /// Directories and files; paths begin with a slash and count from its own root.
    package var tree: FileTree
    /// False: whoever made it was torn off. It looks like a file system and cannot be mounted.
    package var isWhole = true

    /// A file system, empty unless told otherwise.
    package init(kind: String = "xfs", uuid: String, tree: FileTree = FileTree()) {
        self.kind = kind
        self.uuid = uuid
        self.tree = tree
    }
}
