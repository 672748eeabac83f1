/// What import reads of one member of a pool, before any manifest names it.
package struct DiscoveredHost: Sendable, Hashable {
    /// The name or address by which it answered.
    package let address: String
    /// The first label of its own host name (/etc/hostname), in lower case; nil where it has none.
    package let hostname: String?
    package let facts: ObservedHost

    package init(address: String, hostname: String?, facts: ObservedHost) {
        self.address = address
        self.hostname = hostname
        self.facts = facts
    }

    /// What its glusterd reports; nil where it does not.
    package var view: GlusterView? { if case .known(let view) = facts.gluster.view { view } else { nil } }
}

/// A pool as import found it.
package struct DiscoveredPool: Sendable, Hashable {
    /// The host that was asked first, then its peers in the order in which it reports them.
    package let hosts: [DiscoveredHost]
    /// Peers that gave no answer under any of their names.
    package let unreached: [UnreachedPeer]

    package init(hosts: [DiscoveredHost], unreached: [UnreachedPeer]) {
        self.hosts = hosts
        self.unreached = unreached
    }

    /// A member of the pool that could not be asked.
    package struct UnreachedPeer: Sendable, Hashable {
        package let names: [String]
        /// What ssh or the host said.
        package let words: String

        package init(names: [String], words: String) {
            self.names = names
            self.words = words
        }
    }
}
