internal import ClusterModel

extension DisruptionSpec: ManifestObject {
    static var title: String { "disruption" }
    static var blank: Self { Self() }
    /// More than the largest pools that gluster is run with.
    private static var mostHosts: Int { 1_000 }
    /// A backlog beyond this is not counted to the end anywhere.
    private static var mostEntries: Int { 1_000_000 }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "maxUnavailableHosts", \.maxUnavailableHosts, .integer(0...Self.mostHosts),
            "Hosts that may be away at the same time.", example: "1", source: .walkthrough)
        Field(
            "healBacklogMax", \.healBacklogMax, .integer(0...Self.mostEntries),
            "Entries that may wait to be healed while a brick is taken away.", example: "0", source: .hcctl)
        Field(
            "healSettleTime", \.healSettleTime, .duration,
            "For so long, in three samples at least, no more may have been seen.",
            example: "30s", source: .hcctl)
        Field(
            "fighting", \.fighting, .object, "When a repair counts as undone by another actor.", source: .hcctl)
    }
}

extension DisruptionSpec.Fighting: ManifestObject {
    static var title: String { "fighting" }
    static var blank: Self { Self() }
    private static var mostRepeats: Int { 1_000 }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "repeats", \.repeats, .integer(0...Self.mostRepeats),
            "So often within the window one field may go back to the same value; once more is a fight. 0 is never.",
            example: "5",
            source: .hcctl)
        Field(
            "window", \.window, .duration,
            "The time in which that is counted, and after which a fight that has ceased is over.", example: "10m",
            source: .hcctl)
    }
}
