package import ClusterModel

/// Gluster's daemon of one host: what it keeps in its store, and what it only remembers while it runs.
package struct SimulatedGlusterd: Sendable, Hashable, Codable {
    /// In the store; nil until it is needed for the first time.
    package var uuid: String?
    /// Whether /var/lib/glusterd/vols is there: from its first start on.
    package var hasStore = false
    /// False: the store is damaged, the daemon does not start.
    package var isStoreSound = true
    /// The other members of the pool, in the order in which it heard of them.
    package var peers: [SimulatedPeer] = []
    /// The volumes as this one knows them, in the order of their making.
    package var volumes: [SimulatedVolume] = []
    /// Options of all volumes together, the newest first; of two daemons' the higher version wins when they meet.
    package var clusterOptions: [GlusterOption] = []
    /// Rises with each change of those options; of two daemons' knowledge the higher wins when they meet.
    package var clusterVersion: UInt64 = 0
    /// Transactions that hold a volume's lock here, by volume.
    package var locks: [String: VolumeLock] = [:]
    /// Bricks that this host's daemon started, by `volume:path`.
    package var bricks: [String: BrickProcess] = [:]
    /// Its own settings as they were when it was started last.
    package var readFile: [UInt8]?
    /// Whether it ever took a request from a command line: then get-state names its services.
    package var hasServed = false

    /// A daemon that never ran.
    package init() {}

    static let filePath = "/etc/glusterfs/glusterd.vol"
    /// As Debian ships it.
    static let shippedFile = """
        volume management
            type mgmt/glusterd
            option working-directory /var/lib/glusterd
            option transport-type socket
            option transport.socket.keepalive-time 10
            option transport.socket.keepalive-interval 2
            option transport.socket.read-fail-log off
            option transport.socket.listen-port 24007
            option ping-timeout 0
            option event-threads 1
        #   option lock-timer 180
        #   option transport.address-family inet6
        #   option base-port 49152
            option max-port  60999
        end-volume

        """

    /// A number that an option of its settings has.
    func setting(_ name: String) -> Int? {
        let lines = textLines(readFile ?? [])
        let words: [[Substring]] = lines.map { line in line.split { $0 == " " || $0 == "\t" } }
        let option = words.last { $0.count == 3 && $0[0] == "option" && String($0[1]) == name }
        return option.flatMap { Int($0[2]) }
    }

    /// The volume of that name.
    package func volume(_ name: String) -> SimulatedVolume? { volumes.first { $0.name == name } }
}

/// Another member of the pool as one daemon knows it.
package struct SimulatedPeer: Sendable, Hashable, Codable {
    /// Which host it really is.
    package var host: HostName
    /// The names it is known by; the first is that of the probe.
    package var names: [String]
    /// `Peer in Cluster` and what comes before.
    package var state: String
    /// Whether this daemon believes in its connection. It takes 25 s to notice that a dead peer is dead.
    package var isConnected: Bool

    /// A peer.
    package init(_ host: HostName, names: [String], state: String = "Peer in Cluster", isConnected: Bool = true) {
        self.host = host
        self.names = names
        self.state = state
        self.isConnected = isConnected
    }
}

/// A transaction's lock.
package struct VolumeLock: Sendable, Hashable, Codable {
    /// Which transaction holds it.
    package var transaction: UInt64
    /// Where it was begun.
    package var originator: HostName
}

/// A volume as one daemon knows it.
package struct SimulatedVolume: Sendable, Hashable, Codable {
    /// Its name.
    package var name: String
    /// Its UUID.
    package var id: String
    /// Rises with each change; of two daemons' knowledge the higher wins when they meet.
    package var version: UInt64 = 1
    /// Copies, arbiters included.
    package var replica: Int
    /// Arbiters a replica set.
    package var arbiter: Int
    /// In the order of the replica sets.
    package var bricks: [SimulatedBrick]
    /// Whether it runs.
    package var status = GlusterVolumeView.Status.created
    /// Reconfigured options as get-state prints them: the newest first, those of its making last.
    package var options: [GlusterOption]

    /// A volume.
    package init(name: String, id: String, replica: Int, arbiter: Int = 0, bricks: [SimulatedBrick]) {
        self.name = name
        self.id = id
        self.replica = replica
        self.arbiter = arbiter
        self.bricks = bricks
        options = Self.optionsOfMaking(replica: replica)
    }

    /// The bricks in their replica sets.
    package var replicaSets: [[SimulatedBrick]] {
        stride(from: 0, to: bricks.count, by: max(1, replica)).map {
            Array(bricks[$0..<min($0 + max(1, replica), bricks.count)])
        }
    }

    /// The value of a reconfigured option.
    package func option(_ name: String) -> String? { options.first { $0.name == name }?.value }

    private static func optionsOfMaking(replica: Int) -> [GlusterOption] {
        let all = [
            GlusterOption("storage.fips-mode-rchecksum", "on"), GlusterOption("transport.address-family", "inet"),
            GlusterOption("nfs.disable", "on"),
        ]
        guard replica > 1 else { return all }
        return [GlusterOption("cluster.granular-entry-heal", "on")] + all
            + [GlusterOption("performance.client-io-threads", "off")]
    }
}

/// A brick of a volume.
package struct SimulatedBrick: Sendable, Hashable, Codable {
    /// Which host it really is.
    package var host: HostName
    /// The name the volume was made with.
    package var address: String
    /// Directory.
    package var path: String
    /// Whether it keeps names only.
    package var isArbiter: Bool

    /// A brick.
    package init(_ host: HostName, address: String, path: String, isArbiter: Bool = false) {
        self.host = host
        self.address = address
        self.path = path
        self.isArbiter = isArbiter
    }
}

/// The process of a brick.
package struct BrickProcess: Sendable, Hashable, Codable {
    /// Its port; 0 before the first start.
    package var port = 0
    /// Whether it told glusterd its port. Stays so when it is killed.
    package var isRegistered = false
    /// Whether it runs.
    package var isRunning = false
}
