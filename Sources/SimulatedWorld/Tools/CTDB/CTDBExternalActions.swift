package import ClusterModel
internal import World

/// What people and failures do to CTDB past hcctl.
package enum CTDBExternalAction: Sendable, Hashable {
    /// `ctdb setvar` by hand.
    case setTunable(HostName, String, Int)
    /// `ctdb ban`, or a ban after repeated failures.
    case ban(HostName)
    case unban(HostName)
    /// `ctdb stop` and `ctdb continue`.
    case stopNode(HostName)
    case continueNode(HostName)
    /// `ctdb disable` and `ctdb enable`.
    case disable(HostName)
    case enable(HostName)
    /// `ctdb event script enable`, or `disable`.
    case setScript(HostName, String, isEnabled: Bool)
    /// An event script fails from now on, with this output.
    case failScript(HostName, String, output: String)
    case repairScript(HostName)
    /// SIGSTOP and SIGCONT.
    case hang(HostName)
    case resume(HostName)
}

extension ClusterState {
    /// Performs an external action on CTDB. False if the state does not allow it.
    mutating func perform(_ action: CTDBExternalAction) -> Bool {
        switch action {
        case .setTunable(let host, let name, let value): return edit(host) { $0.tunables[name] = value }
        case .ban(let host): return edit(host) { ($0.isBanned, $0.held) = (true, []) }
        case .unban(let host): return edit(host) { $0.isBanned = false }
        case .stopNode(let host): return edit(host) { ($0.isStopped, $0.held) = (true, []) }
        case .continueNode(let host): return edit(host) { $0.isStopped = false }
        case .disable(let host): return edit(host) { $0.isDisabled = true }
        case .enable(let host): return edit(host) { $0.isDisabled = false }
        case .setScript(let host, let name, let isEnabled):
            return setScript(name, isEnabled, on: host).exitStatus == 0
        case .failScript(let host, let name, let output):
            return edit(host) { $0.failure = .init(script: name, output: output) }
        case .repairScript(let host):
            change(host) { $0.ctdb.failure = nil }
            reconsiderCTDB()
            return true
        case .hang(let host): return edit(host) { $0.isHung = true }
        case .resume(let host): return edit(host) { $0.isHung = false }
        }
    }

    /// Changes a running daemon.
    private mutating func edit(_ host: HostName, _ body: (inout SimulatedCTDB) -> Void) -> Bool {
        guard self[host]?.runsCTDB ?? false else { return false }
        change(host) { body(&$0.ctdb) }
        reconsiderCTDB()
        return true
    }
}
