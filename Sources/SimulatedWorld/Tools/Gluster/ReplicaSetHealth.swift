/// The health of one replica set of a started volume.
package struct ReplicaSetHealth: Sendable, Hashable {
    /// The volume.
    package let volume: String
    /// The set's number from 0.
    package let set: Int
    /// Bricks whose process runs.
    package let up: Int
    /// All its bricks.
    package let count: Int
    /// Whether clients can write.
    package let isWritable: Bool
}
