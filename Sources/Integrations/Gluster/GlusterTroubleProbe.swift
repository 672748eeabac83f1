package import ClusterModel
package import World

/// Asks what only some hosts are asked: why glusterd failed, what its store holds, whether the files of TLS fit.
package enum GlusterTroubleProbe {
    /// What to ask.
    package struct Questions: Sendable, Hashable {
        package var damage = false
        /// Of a glusterd that reports no UUID: it reads its own from its store only once it needs it.
        package var identity = false
        package var storeSums = false
        package var tls = false

        package init() {}
    }

    /// Completes the facts of a host.
    package static func probe(_ questions: Questions, host: HostName) -> Probe<@Sendable (inout GlusterFacts) -> Void> {
        let queries =
            (questions.damage ? [GlusterCommands.emptyFiles, GlusterCommands.lastWords] : [])
            + (questions.identity ? [GlusterCommands.identity] : [])
            + (questions.storeSums ? [GlusterCommands.storeSums] : [])
            + (questions.tls
                ? [GlusterCommands.certificateKey, GlusterCommands.privateKey, GlusterCommands.verification] : [])
        return Probe(queries) { outcomes in
            let answers = zip(queries, outcomes).map { QueryResult(to: $0, from: host, $1) }
            return { facts in
                var rest = answers[...]
                if questions.damage { facts.damage = GlusterParser.damage(rest.removeFirst(), log: rest.removeFirst()) }
                if questions.identity { facts.view = facts.view.identified(GlusterParser.identity(rest.removeFirst())) }
                if questions.storeSums { facts.storeSums = GlusterParser.storeSums(rest.removeFirst()) }
                if questions.tls {
                    facts.tls = GlusterParser.tls(
                        certificate: rest.removeFirst(), key: rest.removeFirst(), verification: rest.removeFirst())
                }
            }
        }
    }
}
