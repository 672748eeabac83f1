/// What one glusterd says of pool and volumes (`gluster get-state`). Brick states are those of its own host only.
package struct GlusterView: Sendable, Hashable {
    /// The host's own UUID in the pool, lower case.
    package let uuid: String
    /// `operating version`.
    package let opVersion: Int
    /// The other members as this one sees them.
    package let peers: [GlusterPeer]
    /// All volumes of the pool.
    package let volumes: [GlusterVolumeView]
    /// Options of all volumes together that somebody has set, in the order of their names.
    package let options: [GlusterOption]
    /// Whether the daemons that all volumes share run on the host; one that is not reported is not in it.
    package let daemons: [GlusterDaemon: Bool]
    /// The `base-port` that the running daemon works with; nil where it reports none, as before its first volume.
    package let basePort: Int?

    /// A view.
    package init(
        uuid: String, opVersion: Int, peers: [GlusterPeer], volumes: [GlusterVolumeView],
        options: [GlusterOption] = [], daemons: [GlusterDaemon: Bool] = [:], basePort: Int? = nil
    ) {
        self.daemons = daemons
        self.basePort = basePort
        self.uuid = uuid
        self.options = options
        self.opVersion = opVersion
        self.peers = peers
        self.volumes = volumes
    }

    /// The volume of that name.
    package func volume(_ name: VolumeName) -> GlusterVolumeView? { volumes.first { $0.name == name } }
}

/// Keys of the marks that hcctl leaves on a volume that it made or changed.
package enum OwnershipTag {
    /// What the names of all marks begin with.
    package static let prefix = "user.hcctl."
    /// Its value is the name of the Cluster.
    package static let owner = "user.hcctl.owner"
    /// Its value names the options that hcctl has set, separated by commas; more of them are in `….2`, `….3`, …
    package static let options = "user.hcctl.options"
    /// A mark that names no option: gluster takes neither an empty value nor the mark away.
    package static let nothing = ","
    /// Bytes of one value. One of 8,000 bytes crashes glusterd 10.3 (4,000 passed); a quarter of that is kept clear.
    package static let valueLimit = 1_000
}

/// A member of the pool as another one sees it.
package struct GlusterPeer: Sendable, Hashable {
    /// Its UUID, lower case; nil as long as gluster has not learnt it, or refuses it because another member has the same.
    package let uuid: String?
    /// Every name it is known by; the first is the one of the probe.
    package let names: [String]
    /// `Peer in Cluster`, `Probe Sent to Peer`, …
    package let state: String
    /// Whether there is a connection now. It takes about 25 s until a dead peer is noticed.
    package let isConnected: Bool

    /// A peer.
    package init(uuid: String?, names: [String], state: String, isConnected: Bool) {
        self.uuid = uuid
        self.names = names
        self.state = state
        self.isConnected = isConnected
    }

    /// The state of a peer whose volumes differ from those of the member that reports it.
    package static let rejected = "Peer Rejected"

    /// Whether it is a full member.
    package var isMember: Bool { state == "Peer in Cluster" }
}

/// A brick as a glusterd sees it.
package struct GlusterBrickView: Sendable, Hashable {
    /// The name that the volume was created with.
    package let host: String
    /// Directory.
    package let path: String
    /// Whether its process runs; not asked for bricks of other hosts.
    package let isRunning: Reading<Bool>
    /// Of the brick's file system; nil of bricks of other hosts, and where gluster reports none.
    package let space: FilesystemSpace?
    /// The TCP port of its process; nil of bricks of other hosts, and of one that does not run.
    package let port: Int?

    package init(
        host: String, path: String, isRunning: Reading<Bool>, space: FilesystemSpace? = nil, port: Int? = nil
    ) {
        self.port = port
        self.host = host
        self.path = path
        self.isRunning = isRunning
        self.space = space
    }
}
