public import ClusterModel
public import World

/// Asks a host's glusterd. It only says what to ask and what the answer means; whoever holds the transport puts the
/// query together with those of other probes into one round trip.
public enum GlusterProbe {
    /// What to ask: one command, whatever the number of volumes. `file` as in `GlusterCommands.state`.
    public static func queries(file: String) -> [Query] { [GlusterCommands.state(file: file)] }

    /// What the outcomes of exactly these queries say. A glusterd that does not run refuses to answer: that is unknown,
    /// because pool and volumes are still there.
    public static func facts(from outcomes: [Outcome], file: String, host: HostName) -> Reading<GlusterView> {
        let outcome = outcomes.first ?? .notDelivered(.short("no outcome was handed on"))
        return GlusterReplies.view(Answer(to: GlusterCommands.state(file: file), from: host, outcome))
    }
}
