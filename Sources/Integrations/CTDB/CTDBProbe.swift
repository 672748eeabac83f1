package import ClusterModel
package import World

/// Observes CTDB on a host: what to ask, and what the answers mean. The owner of the transport puts these queries together
/// with those of other probes into one round trip.
package enum CTDBProbe {
    /// Nine commands, and two more where nothing is mounted at the mount point.
    package static func probe(_ lock: CTDBClusterSpec.LockVolume, host: HostName) -> Probe<CTDBFacts> {
        Probe(queries(lock)) { facts(from: $0, lock, host: host) }
    }

    /// To be asked of a host on which nothing is mounted at the mount point.
    package static func directoryProbe(_ lock: CTDBClusterSpec.LockVolume, host: HostName) -> Probe<
        Reading<LockDirectory>
    > {
        Probe(directoryQueries(lock)) { outcomes in
            let answers = answers(directoryQueries(lock), outcomes, host)
            return CTDBParser.lockDirectory(lock.mountPoint, flags: answers[0], entries: answers[1])
        }
    }

    /// Those that ctdbd answers come last: a hung daemon costs its limit once, and no other answer waits for it.
    static func queries(_ lock: CTDBClusterSpec.LockVolume) -> [Query] {
        [CTDBCommands.units(lock), CTDBCommands.hostAddresses, CTDBCommands.scripts] + daemonQueries
    }

    private static let daemonQueries = [
        CTDBCommands.machineStatus, CTDBCommands.status, CTDBCommands.addresses, CTDBCommands.tunables,
        CTDBCommands.lock, CTDBCommands.scriptResults,
    ]

    private static func facts(
        from outcomes: [Outcome], _ lock: CTDBClusterSpec.LockVolume, host: HostName
    ) -> CTDBFacts {
        let answers = answers(queries(lock), outcomes, host)
        var facts = CTDBFacts()
        facts.units = CTDBParser.units(answers[0])
        facts.addresses = CTDBParser.hostAddresses(answers[1])
        facts.scripts = CTDBParser.scriptList(answers[2])
        facts.view = CTDBParser.view(
            CTDBParser.Answers(
                machineStatus: answers[3], status: answers[4], addresses: answers[5], tunables: answers[6],
                lock: answers[7], scripts: answers[8]))
        return facts
    }

    static func directoryQueries(_ lock: CTDBClusterSpec.LockVolume) -> [Query] {
        [CTDBCommands.directoryFlags(lock.mountPoint), CTDBCommands.directoryEntries(lock.mountPoint)]
    }

    private static func answers(_ queries: [Query], _ outcomes: [Outcome], _ host: HostName) -> [QueryResult] {
        zip(queries, outcomes).map { QueryResult(to: $0, from: host, $1) }
    }
}
