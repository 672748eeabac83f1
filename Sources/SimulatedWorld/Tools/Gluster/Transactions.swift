internal import ClusterModel
internal import World

/// Locks, staging and hanging of glusterd's transactions.
extension ClusterState {
    /// gluster's own limit for one command.
    static let glusterLimit = Duration.seconds(120)
    /// Milliseconds that a lock outlives a transaction that lost a member (field notes A6: 104 s; also seen: 5 min).
    static let lockLeft = 100_000..<300_000
    static let timedOut = Finished.refused(1, "Error : Request timed out\n")

    /// Whether a daemon believes in a member that it cannot talk to.
    func losesMember(_ host: HostName) -> Bool {
        believedConnected(host).contains { $0 != host && !canTalk(host, $0) }
    }

    /// Takes a volume's lock on every member that can be reached; gives gluster's words where it is held.
    mutating func lock(_ volume: String, for command: RunningCommand) -> String? {
        let members = believedConnected(command.host).filter { $0 == command.host || canTalk(command.host, $0) }
        if self[command.host]?.glusterd.locks[volume] != nil {
            return "Another transaction is in progress for \(volume). Please try again after some time."
        }
        if let busy = members.first(where: { self[$0]?.glusterd.locks[volume] != nil }) {
            return "Locking failed on \(nameOfPeer(busy, seenFrom: command.host)). "
                + "Please check log file for details."
        }
        for member in members {
            change(member) { host in
                host.glusterd.locks[volume] = VolumeLock(transaction: command.id, originator: command.host)
            }
        }
        return nil
    }

    mutating func release(_ transaction: UInt64) {
        for index in hosts.indices {
            hosts[index].glusterd.locks = hosts[index].glusterd.locks.filter { $0.value.transaction != transaction }
        }
    }

    /// Leaves the locks that a transaction holds on members, for minutes.
    mutating func leaveLocks(of transaction: UInt64) {
        guard hosts.contains(where: { $0.holdsLock(of: transaction) }) else { return }
        schedule(.gluster(.unlocks(transaction: transaction)), in: chance.duration(Self.lockLeft))
    }

    func nameOfPeer(_ peer: HostName, seenFrom host: HostName) -> String {
        self[host]?.glusterd.peers.first { $0.host == peer }?.names.first ?? peer.text
    }

    /// The members prepare their bricks. If one of them is lost by then, the transaction hangs.
    mutating func stage(_ id: UInt64) {
        guard let index = running.firstIndex(where: { $0.id == id }), running[index].staging == nil,
            self[running[index].host]?.runsGlusterd ?? false, let work = running[index].work as? GlusterCommand
        else { return }
        running[index].staging = staging(of: work, from: running[index].host)
        _ = work.postponesEnd(of: running[index], in: &self)
    }

    /// A transaction hangs until gluster's own limit and leaves its lock; how far it got among the others is chance.
    mutating func hang(_ id: UInt64) {
        guard let command = running.first(where: { $0.id == id }) else { return }
        if chance.next(below: 2) == 0 { _ = outcome(of: command) }
        guard let index = running.firstIndex(where: { $0.id == id }) else { return }
        running[index].completion = .refusal(Self.timedOut)
        running[index].ends = max(now, command.begun + Self.glusterLimit)
        schedule(.commandEnds(id), in: running[index].ends - now)
        schedule(.gluster(.unlocks(transaction: id)), in: chance.duration(Self.lockLeft))
    }
}

extension SimulatedHost {
    func holdsLock(of transaction: UInt64) -> Bool {
        glusterd.locks.values.contains { $0.transaction == transaction }
    }
}
