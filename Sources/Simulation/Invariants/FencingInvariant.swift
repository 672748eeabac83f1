internal import ClusterModel
internal import SimulatedWorld

/// Fencing: once a host has accepted a term, no command of an older term begins or runs there. A process acts only under
/// a term that it took on enough hosts and on the host itself, and only on observations made after that.
struct FencingInvariant: Sendable {
    private let hosts: Int
    private var highest: [HostName: Term] = [:]
    private var running: [UInt64: RunningCommand] = [:]
    private var takers: [Claim: Set<HostName>] = [:]
    /// Hosts that a caller has observed since its last term was taken on enough of them.
    private var asked: [String: Set<HostName>] = [:]

    private struct Claim: Hashable {
        let caller: String
        let term: Term
    }

    /// For a Cluster of so many hosts.
    init(hosts: Int) { self.hosts = hosts }

    mutating func judge(_ event: WorldEvent) -> [Violation] {
        switch event.kind {
        case .begun(let command): return begun(command, event.at)
        case .ended(let command, _, _, _), .aborted(let command):
            running[command.id] = nil
            return []
        case .termTaken(let host, let term, let caller): return taken(term, on: host, by: caller, event.at)
        case .madeFilesystem, .formatting, .markedByForce, .copiesLost, .lastGoodCopyLost, .brick, .exportRemoved,
            .fault, .callerDied, .external, .ctdbLeader, .ctdbWithoutLock, .ctdbStopped, .enginesDoubled,
            .deployedOver:
            return []
        }
    }

    /// A process has observed a host.
    mutating func observed(_ host: HostName, by caller: String) { asked[caller]?.insert(host) }

    /// More than half; of two hosts one is enough, with a warning.
    private func isEnough(_ count: Int) -> Bool { count * 2 > hosts || (hosts == 2 && count == 1) }

    private mutating func begun(_ command: RunningCommand, _ at: Duration) -> [Violation] {
        guard !command.isExclusive else { return [] }
        running[command.id] = command
        let (host, who) = (command.host, command.caller)
        let what = "“\(CommandLine(command.words))” of term \(command.term)"
        let takers = takers[Claim(caller: who, term: command.term)] ?? []
        var words: [String] = []
        if let newer = highest[host], command.term < newer {
            words.append("\(host) accepted term \(newer) and began \(what)")
        }
        if !isEnough(takers.count) {
            words.append("\(who) began \(what), which it took on \(takers.count) of \(hosts) hosts")
        } else if !takers.contains(host) {
            words.append("\(who) began \(what) on \(host), where it did not take it")
        } else if !(asked[who]?.contains(host) ?? false) {
            words.append("\(who) began \(what) on \(host) and did not observe it since it took the term")
        }
        return words.map { Violation(.terms, at: at, $0) }
    }

    private mutating func taken(_ term: Term, on host: HostName, by caller: String, _ at: Duration) -> [Violation] {
        let isLower = highest[host].map { term <= $0 } ?? false
        highest[host] = max(term, highest[host] ?? term)
        let claim = Claim(caller: caller, term: term)
        let had = takers[claim, default: []].count
        takers[claim, default: []].insert(host)
        if !isEnough(had), isEnough(had + 1) { asked[caller] = [] }
        let older = running.values.filter { $0.host == host && $0.term < term }.sorted { $0.id < $1.id }
        let early = older.map {
            Violation(
                .terms, at: at,
                "\(caller) took term \(term) on \(host) while “\(CommandLine($0.words))” of term \($0.term) ran there")
        }
        return early
            + (isLower
                ? [Violation(.terms, at: at, "\(caller) took term \(term) on \(host), which is no newer one")] : [])
    }
}
