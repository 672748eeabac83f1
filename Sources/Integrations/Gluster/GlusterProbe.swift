public import ClusterModel
public import World

/// What a host's gluster tells.
public struct GlusterFacts: Sendable, Hashable {
    /// What its glusterd says; unknown where it does not run, because pool and volumes are still there.
    public let view: Reading<GlusterView>
    /// Names of the volumes in glusterd's store, whether it runs or not.
    public let storedVolumes: Reading<[String]>
    /// The files of the option groups that were asked about.
    public let optionGroups: [OptionGroupName: Reading<OptionGroupFile>]

    /// Facts.
    public init(
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
public enum GlusterProbe {
    /// What to ask: two commands, whatever the number of volumes, and two more where there are option groups, whatever
    /// theirs. `file` as in `GlusterCommands.state`.
    public static func queries(file: String, groups: [OptionGroupName] = []) -> [Query] {
        let forGroups = [GlusterCommands.groupDigests(groups), GlusterCommands.groupLines(groups)]
        return [GlusterCommands.state(file: file), GlusterCommands.storedVolumes] + (groups.isEmpty ? [] : forGroups)
    }

    /// What the outcomes of exactly these queries, in their order, say.
    public static func facts(
        from outcomes: [Outcome], file: String, groups: [OptionGroupName] = [], host: HostName
    ) -> GlusterFacts {
        let queries = queries(file: file, groups: groups)
        let answers = zip(queries, outcomes + Array(repeating: nothing, count: queries.count)).map {
            Answer(to: $0, from: host, $1)
        }
        return GlusterFacts(
            view: GlusterReplies.view(answers[0]), storedVolumes: GlusterReplies.storedVolumes(answers[1]),
            optionGroups: groups.isEmpty
                ? [:] : GlusterReplies.optionGroups(groups, digests: answers[2], lines: answers[3]))
    }

    private static let nothing = Outcome.notDelivered(.short("no outcome was handed on"))
}
