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

/// Asks the NFS server of a host: three queries, whatever the number of exports.
package enum NFSProbe {
    /// What it serves and whether it answers; nothing is asked where no manifest declares an export.
    package static func probe(_ questions: NFSQuestions?, host: HostName) -> Probe<NFSFacts> {
        guard let questions else { return Probe(known: NFSFacts(unknown: .notAsked)) }
        let queries = [
            NFSCommands.nullCall(version: questions.version), NFSCommands.state(of: questions.exports),
            NFSCommands.ports,
        ]
        return Probe(queries) { outcomes in
            let answers = zip(queries, outcomes).map { QueryResult(to: $0, from: host, $1) }
            let state = NFSParser.state(answers[1], of: questions.exports)
            return NFSFacts(
                nullCall: NFSParser.nullCall(answers[0], version: questions.version), isInGrace: state.isInGrace,
                exports: state.exports, ports: NFSParser.ports(answers[2]))
        }
    }
}
