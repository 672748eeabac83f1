internal import ClusterModel
internal import SimulatedWorld

/// Once a host obeys a term, nothing of an older one begins there, and nothing of an older one is still under way. And
/// nobody acts under a term that was not taken on enough hosts.
struct TermRule: Sendable {
    private let hosts: Int
    private var highest: [HostName: Term] = [:]
    private var running: [UInt64: RunningCommand] = [:]
    private var takers: [Claim: Set<HostName>] = [:]

    private struct Claim: Hashable {
        let caller: String
        let term: Term
    }

    /// For a Cluster of so many hosts.
    init(hosts: Int) { self.hosts = hosts }

    mutating func judge(_ event: WorldEvent) -> [Finding] {
        switch event.kind {
        case .begun(let command): return begun(command, event.at)
        case .ended(let command, _, _, _), .tornOff(let command):
            running[command.id] = nil
            return []
        case .termTaken(let host, let term, let caller): return taken(term, on: host, by: caller, event.at)
        default: return []
        }
    }

    private mutating func begun(_ command: RunningCommand, _ at: Duration) -> [Finding] {
        guard !command.isExclusive else { return [] }
        running[command.id] = command
        let what = "“\(CommandLine(command.words))” of term \(command.term)"
        var found: [Finding] = []
        if let newer = highest[command.host], command.term < newer {
            found.append(Finding(.terms, at: at, "\(command.host) obeys term \(newer) and began \(what)"))
        }
        let count = takers[Claim(caller: command.caller, term: command.term)]?.count ?? 0
        // More than half; of two hosts one is enough, with a warning.
        if count * 2 <= hosts, !(hosts == 2 && count == 1) {
            found.append(
                Finding(
                    .terms, at: at, "\(command.caller) began \(what), which it took on \(count) of \(hosts) hosts"))
        }
        return found
    }

    private mutating func taken(_ term: Term, on host: HostName, by caller: String, _ at: Duration) -> [Finding] {
        let isLower = highest[host].map { term <= $0 } ?? false
        highest[host] = max(term, highest[host] ?? term)
        takers[Claim(caller: caller, term: term), default: []].insert(host)
        let older = running.values.filter { $0.host == host && $0.term < term }.sorted { $0.id < $1.id }
        let early = older.map {
            Finding(
                .terms, at: at,
                "\(caller) took term \(term) on \(host) while “\(CommandLine($0.words))” of term \($0.term) ran there")
        }
        return early
            + (isLower ? [Finding(.terms, at: at, "\(caller) took term \(term) on \(host), which is no newer one")] : [])
    }
}
