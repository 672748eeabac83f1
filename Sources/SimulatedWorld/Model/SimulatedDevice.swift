/// A block device with the medium behind it.
public struct SimulatedDevice: Sendable, Hashable, Codable {
    /// `/dev/vdb`.
    public var path: String
    /// The kernel's name, without directory.
    public var kernelName: String
    /// `major:minor`.
    public var number: String
    /// `disk`, `loop`, `part`, … as lsblk says.
    public var type: String
    /// What is plugged in.
    public var disk: SimulatedDisk

    /// A device; the kernel's name is the path's last part unless told otherwise.
    public init(
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
public struct SimulatedDisk: Sendable, Hashable, Codable {
    /// Serial number: which medium it is.
    public var serial: String
    /// Bytes.
    public var size: UInt64
    /// What is on it.
    public var contents: Contents
    /// False: every read fails.
    public var isReadable: Bool

    /// A disk, blank and sound unless told otherwise.
    public init(
        serial: String, size: UInt64 = 8 << 30, contents: Contents = .blank, isReadable: Bool = true
    ) {
        self.serial = serial
        self.size = size
        self.contents = contents
        self.isReadable = isReadable
    }

    /// What stands on a disk.
    public enum Contents: Sendable, Hashable, Codable {
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
    public struct Partition: Sendable, Hashable, Codable {
        /// The kernel's name.
        public var name: String
        /// Bytes.
        public var size: UInt64
        /// `major:minor`.
        public var number: String

        /// A partition.
        public init(name: String, size: UInt64, number: String) {
            self.name = name
            self.size = size
            self.number = number
        }
    }

    /// The file system, if there is one.
    public var filesystem: Filesystem? {
        get { if case .filesystem(let filesystem) = contents { filesystem } else { nil } }
        set { contents = newValue.map(Contents.filesystem) ?? .blank }
    }
}

/// A file system with everything in it.
public struct Filesystem: Sendable, Hashable, Codable {
    /// `xfs`, `ext4`.
    public var kind: String
    /// Its UUID.
    public var uuid: String
    /// Directories and files; paths begin with a slash and count from its own root.
    public var tree: FileTree
    /// False: whoever made it was torn off. It looks like a file system and cannot be mounted.
    public var isWhole = true

    /// A file system, empty unless told otherwise.
    public init(kind: String = "xfs", uuid: String, tree: FileTree = FileTree()) {
        self.kind = kind
        self.uuid = uuid
        self.tree = tree
    }
}
