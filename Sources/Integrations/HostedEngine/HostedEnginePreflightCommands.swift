internal import ClusterModel
internal import World

/// Queries about what the installer needs.
enum HostedEnginePreflightCommands {
    static let clock = query(["date", "+%s"])

    /// `dom_md` is in each storage domain of oVirt (vdsm, storage/sd.py).
    static func domains(on brick: String) -> Query {
        query(["find", brick, "-mindepth", "2", "-maxdepth", "2", "-name", "dom_md", "-printf", #"%P\n"#])
    }

    /// In the order in which they are read.
    static func all(_ questions: HostedEngineQuestions, _ addresses: [String]) -> [Query] {
        [
            .read(path: "/proc/meminfo", limit: 1 << 16),
            query(["stat", "-f", "--format=%a %S", "--", HostedEnginePreflight.temporaryDirectory]),
            query(["find", "/sys/class/net/\(questions.interface)", "-maxdepth", "0", "-printf", #"found\n"#]),
            query(["ping", "-c1", "-W2", "--", questions.gateway]),
            query(["find", questions.appliance, "-maxdepth", "1", "-name", "*.ova", "-size", "+0", "-printf", #"%p\n"#]
            ),
            query(["find", "/dev/kvm", "-maxdepth", "0", "-printf", #"found\n"#]),
        ] + addresses.map { query(["getent", "hosts", $0]) }
    }

    /// A name server that is away makes the resolver wait 5 s, twice (resolv.conf(5)).
    static let limit = Invocation.Limit.killAfter(.seconds(12))

    static func query(_ words: [String]) -> Query { .run(Invocation(words, limit: limit)) }
}
