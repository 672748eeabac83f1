internal import ClusterModel

/// Which hosts have answered, and whether the others are given up.
struct AnswerWatch {
    /// How often that is decided.
    static let pause = Duration.milliseconds(100)
    /// A host is given up no sooner than after so many times what the slowest of the others took: behind a jump host all
    /// of them are slow.
    private static let slownessFactor = 3

    /// So long a connected host is waited for: ctdb and an NFS server that both hang cost it three seconds. Protects the
    /// operator from a host whose kernel hangs while its connection stays open.
    static let connectedPatience = Duration.seconds(5)

    private(set) var sightings: [HostName: Observed<ObservedHost>] = [:]
    private var open: Set<HostName>
    private let asked: Int
    private let patience: Duration?
    private let begin: Moment
    private var answered = 0
    private var slowest = Duration.zero

    init(_ hosts: [HostName], _ patience: Duration?, begin: Moment) {
        open = Set(hosts)
        asked = hosts.count
        self.patience = patience
        self.begin = begin
    }

    var isOver: Bool { open.isEmpty }

    /// What comes of a host that was given up counts no more.
    mutating func arrived(_ host: HostName, _ sighting: Observed<ObservedHost>, at now: Duration) {
        guard open.remove(host) != nil else { return }
        sightings[host] = sighting
        if case .unknown(let why) = sighting.facts.storage.mounts, why.unreachableHost != nil { return }
        answered += 1
        slowest = now - begin.monotonic
    }

    /// The hosts that have not answered and keep the others' figures back for too long.
    func overdue(at now: Moment) -> [HostName] {
        guard let patience, answered * 2 > asked, now - begin >= max(patience, slowest * Self.slownessFactor) else {
            return []
        }
        return open.sorted()
    }

    /// Whether even a host that is connected is given up.
    func isLate(at now: Moment) -> Bool { now - begin >= max(Self.connectedPatience, slowest * Self.slownessFactor) }

    mutating func giveUp(_ host: HostName, at now: Moment) {
        guard open.remove(host) != nil else { return }
        let detail = "no answer within \((now - begin).tenths) s, while the others answered within \(slowest.tenths) s"
        sightings[host] = Observed(ObservedHost(unknown: .hostUnreachable(host, detail: detail)), at: begin)
    }
}
