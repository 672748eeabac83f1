package import ClusterModel
package import World

/// What to ask about the NFS server of a host.
package struct NFSQuestions: Sendable, Hashable {
    /// Numbers of the declared exports.
    package let exports: [Int]
    /// The version of the NULL call.
    package let version: Int

    /// nil where no manifest declares an export: the server is then nobody's business.
    package init?(_ desired: DesiredState) {
        guard !desired.nfsExports.isEmpty else { return nil }
        exports = desired.nfsExports.map(\.exportID)
        version = desired.nfsExports.flatMap(\.spec.protocols).min() ?? 3
    }
}

/// Observes the NFS server of a host: what to ask, and what the answers mean.
package enum NFSProbe {
    /// Three queries, whatever the number of exports.
    package static func queries(_ questions: NFSQuestions) -> [Query] {
        [
            NFSCommands.nullCall(version: questions.version), NFSCommands.state(of: questions.exports),
            NFSCommands.ports,
        ]
    }

    /// What the outcomes of exactly these queries, in their order, say. A query without an outcome is unknown.
    package static func facts(from outcomes: [Outcome], to questions: NFSQuestions, host: HostName) -> ObservedNFS {
        let nothing = Outcome.notRun(.stagingFailed("no outcome was handed on"))
        let asked = queries(questions)
        let answers = zip(asked, outcomes + Array(repeating: nothing, count: asked.count)).map {
            QueryResult(to: $0, from: host, $1)
        }
        let state = NFSParser.state(answers[1], of: questions.exports)
        return ObservedNFS(
            nullCall: NFSParser.nullCall(answers[0], version: questions.version), isInGrace: state.isInGrace,
            exports: state.exports, ports: NFSParser.ports(answers[2]))
    }
}
