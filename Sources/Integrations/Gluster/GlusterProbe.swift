public import ClusterModel
public import World

/// What a host's gluster tells.
public struct GlusterFacts: Sendable, Hashable {
    /// What its glusterd says; unknown where it does not run, because pool and volumes are still there.
    public let view: Reading<GlusterView>
    /// Names of the volumes in glusterd's store, whether it runs or not.
    public let storedVolumes: Reading<[String]>

    /// Facts.
    public init(view: Reading<GlusterView>, storedVolumes: Reading<[String]>) {
        self.view = view
        self.storedVolumes = storedVolumes
    }
}

/// Asks a host's glusterd. It only says what to ask and what the answer means; whoever holds the transport puts the
/// queries together with those of other probes into one round trip.
public enum GlusterProbe {
    /// What to ask: two commands, whatever the number of volumes. `file` as in `GlusterCommands.state`.
    public static func queries(file: String) -> [Query] {
        [GlusterCommands.state(file: file), GlusterCommands.storedVolumes]
    }

    /// What the outcomes of exactly these queries, in their order, say.
    public static func facts(from outcomes: [Outcome], file: String, host: HostName) -> GlusterFacts {
        let answers = zip(queries(file: file), outcomes + Array(repeating: nothing, count: 2)).map {
            Answer(to: $0, from: host, $1)
        }
        return GlusterFacts(
            view: GlusterReplies.view(answers[0]), storedVolumes: GlusterReplies.storedVolumes(answers[1]))
    }

    private static let nothing = Outcome.notDelivered(.short("no outcome was handed on"))
}
