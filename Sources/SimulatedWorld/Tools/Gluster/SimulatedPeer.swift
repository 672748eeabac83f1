package import ClusterModel

/// Another member of the pool as one daemon knows it.
package struct SimulatedPeer: Sendable, Hashable, Codable {
    /// Which host it really is.
    package var host: HostName
    /// The names it is known by; the first is that of the probe.
    package var names: [String]
    /// `Peer in Cluster` and what comes before.
    package var state: String
    /// Whether this daemon believes in its connection. It takes 25 s to notice that a dead peer is dead.
    package var isConnected: Bool

    /// A peer.
    package init(_ host: HostName, names: [String], state: String = "Peer in Cluster", isConnected: Bool = true) {
        self.host = host
        self.names = names
        self.state = state
        self.isConnected = isConnected
    }
}
