package import ClusterModel

/// NFS servers that answer nobody, look by look.
package enum NFSHangs {
    /// Looks in a row. Protects a server that is only slow from being killed.
    package static let needed = 3
    /// From the first look to the last. CTDB calls a node unhealthy about as fast.
    package static let settleTime = Duration.seconds(10)

    /// What one observation shows of every host, added to earlier looks.
    package static func added(
        to earlier: [HostName: History.Hang], _ observed: ObservedState, at now: Moment
    ) -> [HostName: History.Hang] {
        var hangs: [HostName: History.Hang] = [:]
        for (host, sighting) in observed.hosts where sighting.facts.nfs.hangs {
            let before = earlier[host]
            hangs[host] = History.Hang(since: before?.since ?? now, samples: (before?.samples ?? 0) + 1)
        }
        return hangs
    }
}
