package import ClusterModel

/// A brick of a volume.
package struct SimulatedBrick: Sendable, Hashable, Codable {
    /// Which host it really is.
    package var host: HostName
    /// The name the volume was made with.
    package var address: String
    /// Directory.
    package var path: String
    /// Whether it keeps names only.
    package var isArbiter: Bool

    /// A brick.
    package init(_ host: HostName, address: String, path: String, isArbiter: Bool = false) {
        self.host = host
        self.address = address
        self.path = path
        self.isArbiter = isArbiter
    }
}
