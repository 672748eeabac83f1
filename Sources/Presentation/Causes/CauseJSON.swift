package import ClusterModel

/// A chain of causes for programs.
package enum CauseJSON {
    package static func document(
        _ chain: CauseChain, cluster: ClusterName, isSimulated: Bool, preview: (Action) -> [CommandLine]
    ) -> JSON {
        var members: [JSON.Member] = [
            .init("formatVersion", .integer(RunJSON.formatVersion)), .init("command", "why"),
        ]
        if isSimulated { members.append(.init("simulated", true)) }
        members += [
            .init("cluster", .string(cluster.text)), .init("exitCode", 0),
            .init("resource", .string("\(chain.resource)")),
            .init("causes", links(chain)),
            .init("root", .string(chain.root.reason)),
            .init("remedy", chain.root.isFault ? .string(chain.remedy) : .null),
            .init(
                "repairs",
                .array(
                    chain.repairs.map { step in
                        [
                            "id": .string("\(step.id)"), "summary": .string(step.summary),
                            "commands": .array(preview(step.action).map { .array($0.arguments.map(JSON.string)) }),
                        ]
                    })),
            .init("held", .array(chain.holds.map { WaitingJSON.document($0, since: nil) })),
        ]
        return .object(members)
    }

    static func links(_ chain: CauseChain) -> JSON { .array(chain.links.map(link)) }

    private static func link(_ cause: Cause) -> JSON {
        ["reason": .string(cause.reason), "message": .string(cause.sentence)]
    }
}
