/// How much of the cluster may be disturbed at a time. A new value holds the defaults.
package struct DisruptionSpec: Sendable, Hashable {
    /// Hosts that may be unavailable at the same time, for any reason.
    package var maxUnavailableHosts = 1
    /// Entries of a volume that may wait to be healed while one of its bricks is taken away.
    package var healBacklogMax = 0
    /// For so long, over three samples at least, no more entries may have been seen.
    package var healSettleTime = Duration.seconds(30)
    /// When a repair counts as undone by another actor.
    package var fighting = Fighting()

    /// The defaults.
    package init() {}

    /// When a repair counts as undone by another actor.
    package struct Fighting: Sendable, Hashable {
        /// Repairs of one field that went back to the same value; 0 is never.
        package var repeats = 5
        /// Within so long.
        package var window = Duration.seconds(600)

        /// The defaults.
        package init() {}
    }
}
