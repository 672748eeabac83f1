package import ClusterModel
package import World

/// What a host's gluster tells.
package struct GlusterFacts: Sendable, Hashable {
    /// What its glusterd says; unknown where it does not run, because pool and volumes are still there.
    package let view: Reading<GlusterView>
    /// Names of the volumes in glusterd's store, whether it runs or not.
    package let storedVolumes: Reading<[String]>

    /// Facts.
    package init(view: Reading<GlusterView>, storedVolumes: Reading<[String]>) {
        self.view = view
        self.storedVolumes = storedVolumes
    }
}

/// Asks a host's glusterd. It only says what to ask and what the answer means; whoever holds the transport puts the
/// queries together with those of other probes into one round trip.
package enum GlusterProbe {
    /// What to ask: two commands, whatever the number of volumes. `file` as in `GlusterCommands.state`.
    package static func queries(file: String) -> [Query] {
        [GlusterCommands.state(file: file), GlusterCommands.storedVolumes]
    }

    /// What the outcomes of exactly these queries, in their order, say.
    package static func facts(from outcomes: [Outcome], file: String, host: HostName) -> GlusterFacts {
        let queries = queries(file: file)
        let answers = zip(queries, outcomes + Array(repeating: nothing, count: queries.count)).map {
            QueryResult(to: $0, from: host, $1)
        }
        return GlusterFacts(
            view: GlusterParser.view(answers[0]), storedVolumes: GlusterParser.storedVolumes(answers[1]))
    }

    private static let nothing = Outcome.notRun(.stagingFailed("no outcome was handed on"))
}
