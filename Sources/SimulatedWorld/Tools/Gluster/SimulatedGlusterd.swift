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
    /// When it was started last.
    package var startedAt: Duration?
    /// When its file of settings was touched last: changed in time, and not in contents.
    package var fileTouchedAt: Duration?
    /// Self-heal daemons that an external action killed, by volume.
    package var deadHealers: Set<String> = []
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
