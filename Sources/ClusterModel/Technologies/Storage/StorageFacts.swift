/// The devices of a host and what is mounted where.
package struct StorageFacts: Sendable, Hashable {
    /// By device path as declared; absent where there is no such device. A path without an entry was not asked for.
    package var devices: [String: Reading<BlockDevice>] = [:]
    /// Every mount of the host.
    package var mounts: Reading<[Mount]> = .unknown(.notAsked)
    /// By path as asked, its kind and the device it lies on; absent where the path does not exist.
    package var paths: [String: Reading<ObservedPath>] = [:]
    /// By source of a line of fstab, the number of the device that it leads to. Only of sources that are paths of links.
    package var sourceNumbers: [String: Reading<String>] = [:]
    /// Directories below mount points that hcctl made immutable and has not released since, as it recorded on the host.
    package var protectedMountPoints: Reading<[String]> = .unknown(.notAsked)

    package init() {}
}

/// A block device and what is on it.
package struct BlockDevice: Sendable, Hashable {
    /// Bytes.
    package let size: UInt64
    /// `disk`, `part`, `loop`, `lvm`, … as lsblk names it.
    package let type: String
    /// Device number as `major:minor`, the same in the table of mounts.
    package let number: String
    /// What blkid's low-level probing finds at its start.
    package let signature: Signature
    /// Partitions and other devices made on it.
    package let holders: [String]
    /// What else a line of fstab may call the file system: `LABEL=…`, `PARTUUID=…`, `PARTLABEL=…`.
    package let tags: [String]

    package init(
        size: UInt64, type: String, number: String, signature: Signature, holders: [String], tags: [String] = []
    ) {
        self.tags = tags
        self.size = size
        self.type = type
        self.number = number
        self.signature = signature
        self.holders = holders
    }

    /// What stands at the start of a device.
    package enum Signature: Sendable, Hashable {
        case blank
        case filesystem(kind: String, uuid: String)
        case partitionTable(kind: String)
        /// A member of LVM, RAID, …, or several signatures at once.
        case other(String)
    }
}

/// One line of the table of mounts (findmnt(8)).
package struct Mount: Sendable, Hashable {
    /// Where.
    package let target: String
    /// What, as the kernel says.
    package let source: String
    /// `xfs`, `fuse.glusterfs`, …
    package let filesystem: String
    /// `major:minor` of the device.
    package let number: String
    /// Effective options.
    package let options: [String]

    package init(target: String, source: String, filesystem: String, number: String, options: [String]) {
        self.target = target
        self.source = source
        self.filesystem = filesystem
        self.number = number
        self.options = options
    }

    /// Whether the root of the file system is mounted there: of a bind mount of one of its directories findmnt says
    /// `/dev/x[/directory]`.
    package var isWhole: Bool { !source.hasSuffix("]") }
}
