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

    /// A disk, blank and sound by default.
    package init(
        serial: String, size: UInt64 = 8 << 30, contents: Contents = .blank, isReadable: Bool = true
    ) {
        self.serial = serial
        self.size = size
        self.contents = contents
        self.isReadable = isReadable
    }

    /// The contents of a disk.
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
