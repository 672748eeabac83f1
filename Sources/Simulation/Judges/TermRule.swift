internal import ClusterModel
internal import SimulatedWorld

/// Once a host obeys a term, nothing of an older one begins there, and nothing of an older one is still under way.
struct TermRule: Sendable {
    private var highest: [HostName: Term] = [:]
    private var running: [UInt64: RunningCommand] = [:]

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
        guard let newer = highest[command.host], command.term < newer else { return [] }
        return [
            Finding(
                .terms, at: at,
                "\(command.host) obeys term \(newer) and began “\(CommandLine(command.words))” of term \(command.term)")
        ]
    }

    private mutating func taken(_ term: Term, on host: HostName, by caller: String, _ at: Duration) -> [Finding] {
        let isLower = highest[host].map { term <= $0 } ?? false
        highest[host] = max(term, highest[host] ?? term)
        let older = running.values.filter { $0.host == host && $0.term < term }.sorted { $0.id < $1.id }
        let early = older.map {
            Finding(
                .terms, at: at,
                "\(caller) took term \(term) on \(host) while “\(CommandLine($0.words))” of term \($0.term) ran there")
        }
        return early
            + (isLower
                ? [Finding(.terms, at: at, "\(caller) took term \(term) on \(host), which is no newer one")] : [])
    }
}
