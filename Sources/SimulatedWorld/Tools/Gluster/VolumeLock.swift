package import ClusterModel

/// A transaction's lock.
package struct VolumeLock: Sendable, Hashable, Codable {
    /// Which transaction holds it.
    package var transaction: UInt64
    /// Where it was begun.
    package var originator: HostName
}
