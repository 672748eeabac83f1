package import ClusterModel
package import World

/// How a controller reaches the hosts of a desired state. HcctlCommands decides whether they are real.
package struct ClusterAccess: Sendable {
    package let environment: @Sendable (DesiredState) -> RunEnvironment
    package let follower: @Sendable (DesiredState) -> any LineFollowing
    /// Equal where two desired states reach the hosts over the same connections.
    package let connections: @Sendable (DesiredState) -> String
    /// No step runs any more that was sent over connections of an earlier desired state: they may be closed.
    package let settle: @Sendable (DesiredState) async -> Void

    package init(
        environment: @escaping @Sendable (DesiredState) -> RunEnvironment,
        follower: @escaping @Sendable (DesiredState) -> any LineFollowing,
        connections: @escaping @Sendable (DesiredState) -> String,
        settle: @escaping @Sendable (DesiredState) async -> Void
    ) {
        self.environment = environment
        self.follower = follower
        self.connections = connections
        self.settle = settle
    }
}
