/// How much of the cluster may be disturbed at a time. A new value holds the defaults.
public struct DisruptionSpec: Sendable, Hashable {
    /// Hosts that may be away at the same time, for whatever reason.
    public var maxUnavailableHosts = 1
    /// Entries of a volume that may wait to be healed while one of its bricks is taken away.
    public var healBacklogMax = 0
    /// For so long, over three samples at least, no more entries may have been seen.
    public var healSettleTime = Duration.seconds(30)
    /// When somebody is taken to undo what hcctl does.
    public var fighting = Fighting()

    /// The defaults.
    public init() {}

    /// When somebody is taken to undo what hcctl does.
    public struct Fighting: Sendable, Hashable {
        /// Repairs of one field that went back to the same value; 0 is never.
        public var repeats = 5
        /// Within so long.
        public var window = Duration.seconds(600)

        /// The defaults.
        public init() {}
    }
}
