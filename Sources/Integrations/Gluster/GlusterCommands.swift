package import ClusterModel
package import World

/// What is sent to gluster's command line: argument vectors, nothing else. What a plan shows and what the actuator runs
/// are one value.
package enum GlusterCommands {
    /// What the host's own glusterd knows of pool and volumes. It takes no lock. `file` is a name that nobody else
    /// uses at the same time; the default one is the same for a whole second and is never removed.
    package static func state(file: String) -> Query {
        .runForFile(
            Invocation(
                ["gluster", "get-state", "glusterd", "odir", stateDirectory, "file", file], onlyWhileActive: unit),
            answer: "\(stateDirectory)/\(file)")
    }

    /// The names of the volumes in glusterd's store, which is there whether glusterd runs or not; then, for the store
    /// itself, an empty line: without it the list is not whole.
    package static let storedVolumes = Query.run(
        Invocation(["find", storePath, "-maxdepth", "1", "-depth", "-type", "d", "-printf", #"%P\n"#]))

    /// The changes that an action consists of, in order.
    package static func changes(for action: GlusterAction) -> [Change] {
        switch action {
        case .probe(let peer): [gluster("peer", "probe", peer)]
        case .createVolume(let name, let replica, let arbiter, let bricks):
            [gluster(["volume", "create", name.text] + layout(replica: replica, arbiter: arbiter) + bricks)]
        case .setOptions(let name, let options):
            [gluster(["volume", "set", name.text] + options.flatMap { [$0.name, $0.value] })]
        case .resetOption(let name, let key): [gluster("volume", "reset", name.text, key)]
        case .setClusterOption(let option): [gluster("volume", "set", "all", option.name, option.value)]
        case .startVolume(let name): [gluster("volume", "start", name.text)]
        case .startBricks(let name): [gluster("volume", "start", name.text, "force")]
        }
    }

    /// What a plan shows of an action.
    package static func preview(_ action: GlusterAction) -> [CommandLine] { changes(for: action).map(\.commandLine) }

    /// While glusterd does not run its command line takes three seconds to say so.
    static let unit = "glusterd.service"
    /// get-state does not make the directory: whoever runs the query does.
    static let stateDirectory = "/run/hcctl"
    static let storePath = "/var/lib/glusterd/vols"
    /// gluster's own limit is 120 s. Its command line is never killed: the cluster's lock would stay behind.
    static let limit = Invocation.Limit.detachAfter(.seconds(130))

    /// A volume without copies has no `replica`: gluster refuses `replica 1`.
    private static func layout(replica: Int, arbiter: Int) -> [String] {
        guard replica > 1 else { return [] }
        return ["replica", "\(replica)"] + (arbiter > 0 ? ["arbiter", "\(arbiter)"] : [])
    }

    private static func gluster(_ arguments: String...) -> Change { gluster(arguments) }

    private static func gluster(_ arguments: [String]) -> Change {
        .run(Invocation(["gluster", "--mode=script"] + arguments, limit: limit))
    }
}
