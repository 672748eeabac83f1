/// What one round trip showed of a host. A key that stands in no dictionary was not asked for.
public struct ObservedHost: Sendable, Hashable {
    /// The highest term that the host has obeyed; absent where none ever acted on it.
    public var term: Reading<Term>
    /// By package name.
    public var packages: [String: Reading<InstalledPackage>]
    /// By unit name without suffix.
    public var services: [String: Reading<ServiceState>]
    /// By device path as declared; absent where there is no such device.
    public var devices: [String: Reading<BlockDevice>]
    /// Every mount of the host.
    public var mounts: Reading<[Mount]>
    /// /etc/fstab.
    public var fstab: Reading<Fstab>
    /// By path of the brick; absent where there is no such directory.
    public var bricks: [String: Reading<BrickDirectory>]
    /// Entries that wait to be healed, by path of the brick; absent where the brick keeps no index yet.
    public var healBacklog: [String: Reading<Int>]
    /// What the host's own glusterd says.
    public var gluster: Reading<GlusterView>
    /// Names of the volumes in glusterd's store (/var/lib/glusterd/vols), readable while glusterd does not run;
    /// absent where there is no store.
    public var storedVolumes: Reading<[String]>
    /// glusterd's own settings; only where the manifests have something to say about them.
    public var glusterdFile: Reading<GlusterdFile> = .unknown(.notAsked)
    /// By package name, the version that could be installed; absent where the host knows none. Only of missing ones.
    public var candidates: [String: Reading<String>] = [:]
    /// The unit that installs packages; absent where nothing is being installed and nothing failed.
    public var packageWork: Reading<HostOperation> = .unknown(.notAsked)
    /// By name, the addresses that the host finds for it; absent where it finds none.
    public var addresses: [String: Reading<[String]>] = [:]
    /// /etc/hosts.
    public var hostsFile: Reading<HostsFile> = .unknown(.notAsked)
    /// The files of option groups, by name; absent where there is none.
    public var optionGroups: [OptionGroupName: Reading<OptionGroupFile>]

    /// An observation.
    public init(
        term: Reading<Term>, packages: [String: Reading<InstalledPackage>], services: [String: Reading<ServiceState>],
        devices: [String: Reading<BlockDevice>], mounts: Reading<[Mount]>, fstab: Reading<Fstab>,
        bricks: [String: Reading<BrickDirectory>], healBacklog: [String: Reading<Int>], gluster: Reading<GlusterView>,
        storedVolumes: Reading<[String]>, optionGroups: [OptionGroupName: Reading<OptionGroupFile>] = [:]
    ) {
        self.term = term
        self.packages = packages
        self.services = services
        self.devices = devices
        self.mounts = mounts
        self.fstab = fstab
        self.bricks = bricks
        self.healBacklog = healBacklog
        self.gluster = gluster
        self.storedVolumes = storedVolumes
        self.optionGroups = optionGroups
    }

    /// A host of which nothing is known, for one reason.
    public init(unknown why: Ignorance) {
        self.init(
            term: .unknown(why), packages: [:], services: [:], devices: [:], mounts: .unknown(why),
            fstab: .unknown(why), bricks: [:], healBacklog: [:], gluster: .unknown(why), storedVolumes: .unknown(why))
    }

    /// The service, or why it is not known.
    public func service(_ unit: String) -> Reading<ServiceState> { services[unit] ?? .unknown(whyNothing) }
    /// The device, or why it is not known.
    public func device(_ path: String) -> Reading<BlockDevice> { devices[path] ?? .unknown(whyNothing) }
    /// The brick's directory, or why it is not known.
    public func brick(_ path: String) -> Reading<BrickDirectory> { bricks[path] ?? .unknown(whyNothing) }

    /// The file of an option group, or why it is not known.
    public func optionGroup(_ name: OptionGroupName) -> Reading<OptionGroupFile> {
        optionGroups[name] ?? .unknown(whyNothing)
    }

    /// Why a fact is missing altogether: the host gave no answer, or nobody asked.
    private var whyNothing: Ignorance {
        if case .unknown(let why) = mounts, why.unreachableHost != nil { why } else { .notAsked }
    }
}

/// An installed package.
public struct InstalledPackage: Sendable, Hashable {
    /// As the package manager prints it.
    public let version: String
    /// False: it was unpacked, and then something came between.
    public let isConfigured: Bool

    /// An installed package.
    public init(version: String, isConfigured: Bool = true) {
        self.version = version
        self.isConfigured = isConfigured
    }
}

/// A unit as `systemctl show` tells it (systemd(1), org.freedesktop.systemd1(5)).
public struct ServiceState: Sendable, Hashable {
    /// `loaded`, `not-found`, `masked`, …
    public let load: String
    /// `active`, `inactive`, `failed`, `activating`, …
    public let active: String
    /// `enabled`, `disabled`, `static`, …; empty where there is no unit file.
    public let enablement: String

    /// A unit's state.
    public init(load: String, active: String, enablement: String) {
        self.load = load
        self.active = active
        self.enablement = enablement
    }
}

/// A block device and what is on it.
public struct BlockDevice: Sendable, Hashable {
    /// Bytes.
    public let size: UInt64
    /// `disk`, `part`, `loop`, `lvm`, … as lsblk names it.
    public let type: String
    /// Device number as `major:minor`, the same in the table of mounts.
    public let number: String
    /// What blkid's low-level probing finds at its start.
    public let signature: Signature
    /// Partitions and other devices made on it.
    public let holders: [String]

    /// A device.
    public init(size: UInt64, type: String, number: String, signature: Signature, holders: [String]) {
        self.size = size
        self.type = type
        self.number = number
        self.signature = signature
        self.holders = holders
    }

    /// What stands at the start of a device.
    public enum Signature: Sendable, Hashable {
        case blank
        case filesystem(kind: String, uuid: String)
        case partitionTable(kind: String)
        /// A member of LVM, RAID, …, or several signatures at once.
        case other(String)
    }
}

/// One line of the table of mounts (findmnt(8)).
public struct Mount: Sendable, Hashable {
    /// Where.
    public let target: String
    /// What, as the kernel says.
    public let source: String
    /// `xfs`, `fuse.glusterfs`, …
    public let filesystem: String
    /// `major:minor` of the device.
    public let number: String
    /// Effective options.
    public let options: [String]

    /// A mount.
    public init(target: String, source: String, filesystem: String, number: String, options: [String]) {
        self.target = target
        self.source = source
        self.filesystem = filesystem
        self.number = number
        self.options = options
    }

    /// Whether the root of the file system is mounted there: of a bind mount of one of its directories findmnt says
    /// `/dev/x[/directory]`.
    public var isWhole: Bool { !source.hasSuffix("]") }
}

/// /etc/fstab: its text, byte for byte, and what the lines mean (fstab(5)).
public struct Fstab: Sendable, Hashable {
    /// The whole text.
    public let text: String
    /// SHA-256 of the bytes, in hex, read before the text: a change in between makes the next write refuse.
    public let digest: String
    /// Its entries in the order of the file, comments left out.
    public let entries: [Entry]

    /// A table.
    public init(text: String, digest: String, entries: [Entry]) {
        self.text = text
        self.digest = digest
        self.entries = entries
    }

    /// One line.
    public struct Entry: Sendable, Hashable {
        /// `UUID=…`, a device, …
        public let source: String
        /// Mount point.
        public let target: String
        /// File system type.
        public let filesystem: String
        /// Options.
        public let options: [String]

        /// An entry.
        public init(source: String, target: String, filesystem: String, options: [String]) {
            self.source = source
            self.target = Self.normal(target)
            self.filesystem = filesystem
            self.options = options
        }

        /// Without a slash at its end, as mount(8) takes it.
        public static func normal(_ target: String) -> String {
            target.utf8.count > 1 && target.hasSuffix("/") ? normal(String(target.dropLast())) : target
        }
    }
}

/// The directory of a brick.
public struct BrickDirectory: Sendable, Hashable {
    /// Whether it holds nothing at all.
    public let isEmpty: Bool
    /// `trusted.glusterfs.volume-id` as a UUID in lower case; nil where it carries none.
    public let volumeID: String?
    /// Whether it is what a create left that was refused half-way. Asked of directories that are not empty and belong to
    /// no volume that the host knows.
    public var leftover = Leftover.no

    /// A directory.
    public init(isEmpty: Bool, volumeID: String?, leftover: Leftover = .no) {
        self.isEmpty = isEmpty
        self.volumeID = volumeID
        self.leftover = leftover
    }

    /// Whether it holds nothing but an empty `.glusterfs`.
    public enum Leftover: Sendable, Hashable {
        case no
        /// It does, but was changed a moment ago: the create may still be at work.
        case young
        case yes
    }
}
