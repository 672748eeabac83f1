internal import ClusterModel

/// The daemons of CTDB among each other: connections, recovery, takeover.
extension ClusterState {
    /// Milliseconds of a recovery with its takeover run.
    static let recoveryTime = 1_500..<5_000
    /// How long a side without the lock waits before it tries to take it again.
    static let lockRetry = Duration.seconds(5)
    /// CTDB's tunable RecoveryDropAllIPs, unless set.
    static let dropAllAddresses = 120

    /// Hosts whose daemons talk to each other.
    private func ctdbGroup(of host: SimulatedHost) -> [SimulatedHost] {
        guard host.runsCTDB else { return [] }
        if host.ctdb.isHung { return [host] }
        let others = hosts.filter { other in
            other.name == host.name || other.runsCTDB && !other.ctdb.isHung && other.segment == host.segment
        }
        return others.sorted { (number(of: $0) ?? .max, $0.name) < (number(of: $1) ?? .max, $1.name) }
    }

    /// The node number by its own list; nil where the list does not name it.
    func number(of host: SimulatedHost) -> Int? {
        host.ctdb.nodes.firstIndex { host.names.contains($0) }
    }

    /// Something has changed: daemons whose group is another one, or has members in another state, recover.
    mutating func reconsiderCTDB() {
        for host in hosts where host.runsCTDB {
            let group = ctdbGroup(of: host).map { "\($0.name) \(Self.state($0.ctdb))" }
            guard group != host.ctdb.group else { continue }
            let end = now + chance.duration(Self.recoveryTime)
            change(host.name) {
                $0.ctdb.group = group
                $0.ctdb.recoversAt = end
                $0.ctdb.leader = nil
            }
            schedule(.ctdb(.recovers(host.name, boot: host.boot)), in: end - now)
        }
    }

    private static func state(_ ctdb: SimulatedCTDB) -> String {
        "\(ctdb.isStopped) \(ctdb.isBanned) \(ctdb.isDisabled) \(ctdb.isMonitored) \(ctdb.failure?.script ?? "") \(ctdb.addresses)"
    }

    /// Ends the recovery of the group of a host: the lock is taken, and addresses get their holders.
    mutating func recoverCTDB(_ name: HostName) {
        guard let host = self[name], host.runsCTDB, let end = host.ctdb.recoversAt, end <= now, !host.ctdb.isHung else {
            return
        }
        let group = ctdbGroup(of: host)
        let active = group.filter { !$0.ctdb.isStopped && !$0.ctdb.isBanned }
        guard let leader = active.first(where: canLock), active.contains(where: { $0.name == name }) else {
            return withoutLock(host)
        }
        let number = number(of: leader)
        for member in active {
            change(member.name) {
                $0.ctdb.recoversAt = nil
                $0.ctdb.leader = number
            }
        }
        emit(.ctdbLeader(leader.name, isShared: leader.ctdb.isLockShared))
        takeOver(group.map(\.name), active.filter(\.isFit).map(\.name))
    }

    /// A stopped or banned node, and a side that cannot have the lock, gives its addresses up: at once, or after a while.
    private mutating func withoutLock(_ host: SimulatedHost) {
        let limit = host.ctdb.tunables["RecoveryDropAllIPs"] ?? Self.dropAllAddresses
        let begun = host.ctdb.recoversAt ?? now
        if host.ctdb.isStopped || host.ctdb.isBanned || now - begun >= .seconds(limit) {
            change(host.name) { $0.ctdb.held = [] }
        }
        guard !host.ctdb.isStopped, !host.ctdb.isBanned else { return }
        schedule(.ctdb(.recovers(host.name, boot: host.boot)), in: Self.lockRetry)
    }

    /// Whether the node can take the cluster lock: on the volume only where clients can write, beside it always.
    private func canLock(_ host: SimulatedHost) -> Bool {
        guard host.ctdb.isLockShared, let entry = host.lockEntry else { return true }
        guard host.segment == clientSegment, host.isVolumeMounted(at: entry.mountPoint) else { return false }
        let sets = health.filter { $0.volume == entry.volume }
        return !sets.isEmpty && sets.allSatisfy(\.isWritable)
    }

    /// Each address is served by one fit node of the group; a holder that is still fit keeps it.
    private mutating func takeOver(_ group: [HostName], _ fit: [HostName]) {
        let wanted = Set(group.flatMap { self[$0]?.ctdb.bareAddresses ?? [] }).sorted()
        for address in wanted {
            let holders = group.filter { self[$0]?.ctdb.held.contains(address) ?? false }
            let able = fit.filter { self[$0]?.ctdb.bareAddresses.contains(address) ?? false }
            let next = holders.first(where: able.contains) ?? able.min { load($0) < load($1) }
            for member in group {
                change(member) { host in
                    host.ctdb.held.removeAll { $0 == address }
                    if member == next { host.ctdb.held.append(address) }
                }
            }
        }
    }

    private func load(_ host: HostName) -> Int { self[host]?.ctdb.held.count ?? 0 }
}

extension SimulatedCTDB {
    /// Its public addresses without prefix length.
    var bareAddresses: [String] {
        addresses.map { String($0.prefix { $0 != "/" && $0 != " " }) }
    }
}

extension SimulatedHost {
    /// Whether its node can serve addresses.
    var isFit: Bool { ctdb.isMonitored && !ctdb.isDisabled && ctdb.failure == nil }
}
