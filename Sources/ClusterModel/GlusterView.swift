/// What one glusterd says of pool and volumes (`gluster get-state`). Brick states are those of its own host only.
public struct GlusterView: Sendable, Hashable {
    /// The host's own UUID in the pool, lower case.
    public let uuid: String
    /// `operating version`.
    public let opVersion: Int
    /// The other members as this one sees them.
    public let peers: [GlusterPeer]
    /// All volumes of the pool.
    public let volumes: [GlusterVolumeView]
    /// Options of all volumes together that somebody has set, in the order of their names.
    public let options: [GlusterOption]

    /// A view.
    public init(
        uuid: String, opVersion: Int, peers: [GlusterPeer], volumes: [GlusterVolumeView], options: [GlusterOption] = []
    ) {
        self.uuid = uuid
        self.options = options
        self.opVersion = opVersion
        self.peers = peers
        self.volumes = volumes
    }

    /// The volume of that name.
    public func volume(_ name: VolumeName) -> GlusterVolumeView? { volumes.first { $0.name == name } }
}

/// Keys of the marks that hcctl leaves on a volume that it made or changed.
public enum OwnershipMark {
    /// Its value is the name of the Cluster.
    public static let owner = "user.hcctl.owner"
    /// Its value names the options that hcctl has set, separated by commas; more of them are in `….2`, `….3`, …
    public static let options = "user.hcctl.options"
    /// A mark that names no option: gluster takes neither an empty value nor the mark away.
    public static let nothing = ","
    /// Bytes of one value. One of 8,000 bytes crashes glusterd 10.3 (4,000 passed); a quarter of that is kept clear.
    public static let valueLimit = 1_000
}

/// A member of the pool as another one sees it.
public struct GlusterPeer: Sendable, Hashable {
    /// Its UUID, lower case.
    public let uuid: String
    /// Every name it is known by; the first is the one of the probe.
    public let names: [String]
    /// `Peer in Cluster`, `Probe Sent to Peer`, …
    public let state: String
    /// Whether there is a connection now. It takes about 25 s until a dead peer is noticed.
    public let isConnected: Bool

    /// A peer.
    public init(uuid: String, names: [String], state: String, isConnected: Bool) {
        self.uuid = uuid
        self.names = names
        self.state = state
        self.isConnected = isConnected
    }

    /// Whether it is a full member.
    public var isMember: Bool { state == "Peer in Cluster" }
}

/// A volume as a glusterd sees it.
public struct GlusterVolumeView: Sendable, Hashable {
    /// Its name.
    public let name: VolumeName
    /// Its UUID, lower case: the mark on each of its bricks.
    public let id: String
    /// `Replicate`, `Distributed-Replicate`, …
    public let type: String
    /// Whether it runs.
    public let status: Status
    /// Copies, the arbiter included.
    public let replica: Int
    /// Arbiters a replica set.
    public let arbiter: Int
    /// In the order of the replica sets.
    public let bricks: [GlusterBrickView]
    /// Reconfigured options, in the order of their names.
    public let options: [GlusterOption]

    /// A volume.
    public init(
        name: VolumeName, id: String, type: String, status: Status, replica: Int, arbiter: Int,
        bricks: [GlusterBrickView], options: [GlusterOption]
    ) {
        self.name = name
        self.id = id
        self.type = type
        self.status = status
        self.replica = replica
        self.arbiter = arbiter
        self.bricks = bricks
        self.options = options
    }

    /// The value of a reconfigured option.
    public func option(_ name: String) -> String? { options.first { $0.name == name }?.value }

    /// Whether a volume runs.
    public enum Status: String, Sendable, Hashable, Codable {
        case created = "Created"
        case started = "Started"
        case stopped = "Stopped"
    }
}

/// A brick as a glusterd sees it.
public struct GlusterBrickView: Sendable, Hashable {
    /// The name that the volume was created with.
    public let host: String
    /// Directory.
    public let path: String
    /// Whether its process runs; not asked for bricks of other hosts.
    public let isRunning: Reading<Bool>

    /// A brick.
    public init(host: String, path: String, isRunning: Reading<Bool>) {
        self.host = host
        self.path = path
        self.isRunning = isRunning
    }
}

/// What all probes of one cycle showed, host by host.
public struct ObservedState: Sendable, Hashable {
    /// One for each host of the Cluster.
    public let hosts: [HostName: Sighted<ObservedHost>]
    /// Addresses by name, as the machine that runs hcctl finds them; only of names that a host does not find.
    public let addressesHere: [String: Reading<[String]>]

    /// An observation.
    public init(hosts: [HostName: Sighted<ObservedHost>], addressesHere: [String: Reading<[String]>] = [:]) {
        self.hosts = hosts
        self.addressesHere = addressesHere
    }

    /// The host's facts; all unknown where it was not asked.
    public func host(_ name: HostName) -> ObservedHost { hosts[name]?.facts ?? ObservedHost(unknown: .notAsked) }
}
