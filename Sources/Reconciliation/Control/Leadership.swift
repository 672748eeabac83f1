internal import ClusterModel

/// Whether this controller may act: a value without clock or I/O.
///
/// Terms make it safe that several act; this decides which one tries. With `Cluster.controller.host` one host is named.
/// Where a lock on a volume is declared, the controller that holds it acts. Without both the controller that took the last
/// term acts, and one that is overruled only observes from then on.
struct Leadership {
    /// After a newer term was first observed, the controller of the named host waits so long for a still newer one before
    /// it takes the next. A one-shot command that waits for a heal keeps its term meanwhile; one that has ended costs the
    /// cluster a minute without repair.
    static let yieldTime = Duration.seconds(60)

    private struct Rival {
        let term: Term
        let host: HostName
        let since: Moment
    }

    /// The host on which this controller runs; nil where that is no host of the cluster.
    let here: HostName?
    let observesOnly: Bool
    var named: HostName?
    /// The volume whose lock elects; nil where none does.
    var volume: VolumeName?
    private(set) var election = ControlElection.notTried
    /// What an operator has paused; nil while the controller may act.
    var pause: ControlPause?
    private var rival: Rival?

    init(here: HostName?, observesOnly: Bool, named: HostName?, volume: VolumeName? = nil) {
        self.volume = volume
        self.here = here
        self.observesOnly = observesOnly
        self.named = named
    }

    /// A term of another run that is newer than our own. True if it is news.
    mutating func overruled(by term: Term, on host: HostName, now: Moment) -> Bool {
        guard term > rival?.term ?? Term(0) else { return false }
        rival = Rival(term: term, host: host, since: now)
        return true
    }

    /// True if the right to act by the lock was won or lost: a term of before counts no more.
    mutating func elected(_ new: ControlElection) -> Bool {
        let hasChanged = new.isLeading != election.isLeading
        election = new
        if hasChanged { rival = nil }
        return hasChanged
    }

    /// A term was taken: there is no newer one.
    mutating func tookTerm() { rival = nil }

    /// An operator wishes that this controller acts again.
    mutating func reset() { rival = nil }

    /// Why nothing may be begun; nil if it may.
    func obstacle(at now: Moment) -> ControllerEvent.ObservingReason? {
        if observesOnly { return .asStarted }
        if let pause { return .paused(since: pause.since, why: pause.why) }
        if let named, named != here { return .otherHostNamed(named, here: here) }
        if let volume, let obstacle = election.obstacle(by: volume) { return obstacle }
        guard let rival else { return nil }
        guard isChosen else { return .overruled(by: rival.term, until: nil) }
        let end = rival.since + Self.yieldTime
        return now < end ? .overruled(by: rival.term, until: end.wall) : nil
    }

    /// When an obstacle ends by itself.
    var deadline: Moment? { isChosen ? rival.map { $0.since + Self.yieldTime } : nil }

    /// Whether the manifests or the lock say that it is this controller that acts.
    private var isChosen: Bool {
        if let volume { return election == .leading(volume) }
        return named != nil && named == here
    }

    /// The verdict of a round in which nothing was begun for that reason.
    func verdict(_ reason: ControllerEvent.ObservingReason) -> Verdict {
        switch reason {
        case .asStarted, .paused, .otherLeads, .noElection: .different
        case .otherHostNamed(let host, _): .notLeader([host: "Cluster.controller.host names it"])
        case .overruled(let term, _):
            .notLeader(rival.map { [$0.host: "it has accepted a newer term (\(term))"] } ?? [:])
        }
    }
}
