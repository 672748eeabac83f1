package import ClusterModel
package import World

/// What a host's gluster tells.
package struct GlusterFacts: Sendable, Hashable {
    /// What its glusterd says; unknown where it does not run, because pool and volumes are still there.
    package let view: Reading<GlusterView>
    /// Names of the volumes in glusterd's store, whether it runs or not.
    package let storedVolumes: Reading<[String]>
    /// The files of the option groups that were asked about.
    package let optionGroups: [OptionGroupName: Reading<OptionGroupFile>]

    /// Facts.
    package init(
        view: Reading<GlusterView>, storedVolumes: Reading<[String]>,
        optionGroups: [OptionGroupName: Reading<OptionGroupFile>] = [:]
    ) {
        self.view = view
        self.storedVolumes = storedVolumes
        self.optionGroups = optionGroups
    }
}

/// Asks a host's glusterd. It only says what to ask and what the answer means; whoever holds the transport puts the
/// queries together with those of other probes into one round trip.
package enum GlusterProbe {
    /// What to ask: two commands, whatever the number of volumes, and two more where there are option groups, whatever
    /// theirs. `file` as in `GlusterCommands.state`.
    package static func queries(file: String, groups: [OptionGroupName] = []) -> [Query] {
        let forGroups = [GlusterCommands.groupDigests(groups), GlusterCommands.groupLines(groups)]
        return [GlusterCommands.state(file: file), GlusterCommands.storedVolumes] + (groups.isEmpty ? [] : forGroups)
    }

    /// What the outcomes of exactly these queries, in their order, say.
    package static func facts(
        from outcomes: [Outcome], file: String, groups: [OptionGroupName] = [], host: HostName
    ) -> GlusterFacts {
        let queries = queries(file: file, groups: groups)
        let answers = zip(queries, outcomes + Array(repeating: nothing, count: queries.count)).map {
            QueryResult(to: $0, from: host, $1)
        }
        return GlusterFacts(
            view: GlusterParser.view(answers[0]), storedVolumes: GlusterParser.storedVolumes(answers[1]),
            optionGroups: groups.isEmpty
                ? [:] : GlusterParser.optionGroups(groups, digests: answers[2], lines: answers[3]))
    }

    private static let nothing = Outcome.notRun(.stagingFailed("no outcome was handed on"))
}
