package import ClusterModel
package import World

/// Asks a host what it reads of the hosted engine's metadata.
package enum HostedEngineProbe {
    package static func probe(host: HostName) -> Probe<HostedEngineFacts> {
        let query = HostedEngineCommands.status
        return Probe([query]) { outcomes in
            var facts = HostedEngineFacts()
            facts.view = HostedEngineParser.view(QueryResult(to: query, from: host, outcomes[0]))
            return facts
        }
    }
}
