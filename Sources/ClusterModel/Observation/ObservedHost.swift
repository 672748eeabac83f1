/// What one round trip showed of a host. A key that stands in no dictionary was not asked for.
package struct ObservedHost: Sendable, Hashable {
    /// The highest term that the host has obeyed; absent where none ever acted on it.
    package var term: Reading<Term>
    /// By package name.
    package var packages: [String: Reading<InstalledPackage>]
    /// By unit name without suffix.
    package var services: [String: Reading<ServiceState>]
    /// By device path as declared; absent where there is no such device.
    package var devices: [String: Reading<BlockDevice>]
    /// Every mount of the host.
    package var mounts: Reading<[Mount]>
    /// Managed files, by name; absent where there is none.
    package var files: [ManagedFile.ID: Reading<ObservedFile>]
    /// By path of the brick; absent where there is no such directory.
    package var bricks: [String: Reading<BrickDirectory>]
    /// Entries that wait to be healed, by path of the brick; absent where the brick keeps no index yet.
    package var healBacklog: [String: Reading<Int>]
    /// What the host's own glusterd says.
    package var gluster: Reading<GlusterView>
    /// Names of the volumes in glusterd's store (/var/lib/glusterd/vols), readable while glusterd does not run;
    /// absent where there is no store.
    package var storedVolumes: Reading<[String]>
    /// By package name, the version that could be installed; absent where the host knows none. Only of missing ones.
    package var candidates: [String: Reading<String>] = [:]
    /// The unit that installs packages; absent where nothing is being installed and nothing failed.
    package var packageWork: Reading<HostOperation> = .unknown(.notAsked)
    /// By name, the addresses that the host finds for it; absent where it finds none.
    package var addresses: [String: Reading<[String]>] = [:]
    /// By path as asked, its kind and the device it lies on; absent where the path does not exist.
    package var paths: [String: Reading<ObservedPath>] = [:]
    /// By path, the attributes that gluster checks before it takes a directory as a brick. Only of bricks that belong
    /// to no volume, and of the directories above them.
    package var marks: [String: Reading<PathMarks>] = [:]
    /// By source of a line of fstab, the number of the device that it leads to. Only of sources that are paths of links.
    package var sourceNumbers: [String: Reading<String>] = [:]
    /// What keeps a glusterd that failed from starting. Only of hosts where it did.
    package var damage: Reading<StoreDamage> = .unknown(.notAsked)
    /// By volume, the checksums of glusterd's store. Only where a peer is rejected.
    package var storeSums: Reading<[String: String]> = .unknown(.notAsked)
    /// The files of TLS. Only where a volume of the manifests uses it.
    package var tls: Reading<TLSFiles> = .unknown(.notAsked)

    /// An observation.
    package init(
        term: Reading<Term>, packages: [String: Reading<InstalledPackage>], services: [String: Reading<ServiceState>],
        devices: [String: Reading<BlockDevice>], mounts: Reading<[Mount]>,
        files: [ManagedFile.ID: Reading<ObservedFile>], bricks: [String: Reading<BrickDirectory>],
        healBacklog: [String: Reading<Int>], gluster: Reading<GlusterView>,
        storedVolumes: Reading<[String]>
    ) {
        self.term = term
        self.packages = packages
        self.services = services
        self.devices = devices
        self.mounts = mounts
        self.files = files
        self.bricks = bricks
        self.healBacklog = healBacklog
        self.gluster = gluster
        self.storedVolumes = storedVolumes
    }

    /// A host of which nothing is known, for one reason.
    package init(unknown why: UnknownReason) {
        self.init(
            term: .unknown(why), packages: [:], services: [:], devices: [:], mounts: .unknown(why),
            files: [.fstab: .unknown(why)], bricks: [:], healBacklog: [:], gluster: .unknown(why),
            storedVolumes: .unknown(why))
    }

    /// The service, or why it is not known.
    package func service(_ unit: String) -> Reading<ServiceState> { services[unit] ?? .unknown(whyNothing) }
    /// The device, or why it is not known.
    package func device(_ path: String) -> Reading<BlockDevice> { devices[path] ?? .unknown(whyNothing) }
    /// The brick's directory, or why it is not known.
    package func brick(_ path: String) -> Reading<BrickDirectory> { bricks[path] ?? .unknown(whyNothing) }

    /// The managed file, or why it is not known.
    package func file(_ id: ManagedFile.ID) -> Reading<ObservedFile> { files[id] ?? .unknown(whyNothing) }
    /// What is at a path, or why it is not known.
    package func path(_ path: String) -> Reading<ObservedPath> { paths[path] ?? .unknown(whyNothing) }

    /// /etc/fstab, or why it is not known.
    package var fstab: Reading<Fstab> { file(.fstab).map(Fstab.init) }
    /// /etc/hosts, or why it is not known.
    package var hostsFile: Reading<HostsFile> { file(.hosts).map(HostsFile.init) }

    /// Why a fact is missing altogether: the host gave no answer, or nobody asked.
    private var whyNothing: UnknownReason {
        if case .unknown(let why) = mounts, why.unreachableHost != nil { why } else { .notAsked }
    }
}

/// An installed package.
package struct InstalledPackage: Sendable, Hashable {
    /// As the package manager prints it.
    package let version: String
    /// False: it was unpacked, and then something came between.
    package let isConfigured: Bool

    /// An installed package.
    package init(version: String, isConfigured: Bool = true) {
        self.version = version
        self.isConfigured = isConfigured
    }
}

/// A unit as `systemctl show` tells it (systemd(1), org.freedesktop.systemd1(5)).
package struct ServiceState: Sendable, Hashable {
    /// `loaded`, `not-found`, `masked`, …
    package let load: String
    /// `active`, `inactive`, `failed`, `activating`, …
    package let active: String
    /// `enabled`, `disabled`, `static`, …; empty where there is no unit file.
    package let enablement: String
    /// When its present process was started, by the kernel's clock since boot; nil where it never was.
    package let startedAt: Duration?

    /// A unit's state.
    package init(load: String, active: String, enablement: String, startedAt: Duration? = nil) {
        self.startedAt = startedAt
        self.load = load
        self.active = active
        self.enablement = enablement
    }
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

    /// A device.
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

    /// A mount.
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

/// The directory of a brick.
package struct BrickDirectory: Sendable, Hashable {
    /// Whether it holds nothing at all.
    package let isEmpty: Bool
    /// `trusted.glusterfs.volume-id` as a UUID in lower case; nil where it carries none.
    package let volumeID: String?
    /// Whether it is what a create left that was refused half-way. Asked of directories that are not empty and belong to
    /// no volume that the host knows.
    package var leftover = Leftover.no

    /// A directory.
    package init(isEmpty: Bool, volumeID: String?, leftover: Leftover = .no) {
        self.isEmpty = isEmpty
        self.volumeID = volumeID
        self.leftover = leftover
    }

    /// Whether it holds nothing but an empty `.glusterfs`.
    package enum Leftover: Sendable, Hashable {
        case no
        /// It does, but was changed a moment ago: the create may still be at work.
        case young
        case yes
    }
}
