internal import ClusterModel

/// What CTDB does by itself after a while.
enum CTDBTimer: Sendable, Hashable {
    /// A recovery is due to end.
    case recovers(HostName, boot: Int)
    /// The first monitor event of the daemon that was started then has run.
    case monitors(HostName, since: Duration)
    /// The lock unit tries to mount.
    case mountsLock(HostName, boot: Int)
}

extension ClusterState {
    mutating func fire(_ timer: CTDBTimer) {
        switch timer {
        case .recovers(let host, let boot): if self[host]?.boot == boot { recoverCTDB(host) }
        case .monitors(let host, let since): monitor(host, since: since)
        case .mountsLock(let host, let boot):
            if self[host]?.boot == boot, self[host]?.units[SimulatedHost.lockUnit]?.active == .activating {
                _ = LockUnit.start(on: host, in: &self)
            }
        }
    }

    private mutating func monitor(_ name: HostName, since: Duration) {
        guard let host = self[name], host.runsCTDB, !host.ctdb.isMonitored else { return }
        change(name) { $0.ctdb.isMonitored = true }
        reconsiderCTDB()
    }
}
