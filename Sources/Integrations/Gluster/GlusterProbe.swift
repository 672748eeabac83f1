package import ClusterModel
package import World

/// Asks a host's glusterd and its store: two commands, whatever the number of volumes.
package enum GlusterProbe {
    /// `file` as in `GlusterCommands.state`. Of bricks it reports nothing: other commands read them.
    package static func probe(file: String, host: HostName) -> Probe<GlusterFacts> {
        let queries = [GlusterCommands.state(file: file), GlusterCommands.storedVolumes]
        return Probe(queries) { outcomes in
            let answers = zip(queries, outcomes).map { QueryResult(to: $0, from: host, $1) }
            var facts = GlusterFacts()
            facts.view = GlusterParser.view(answers[0])
            facts.storedVolumes = GlusterParser.storedVolumes(answers[1])
            return facts
        }
    }
}
