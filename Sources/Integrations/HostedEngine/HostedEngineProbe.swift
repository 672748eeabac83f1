package import ClusterModel
package import World

/// Asks a host about its part of the hosted engine.
package enum HostedEngineProbe {
    /// Nothing is asked where no manifest declares an engine.
    package static func probe(_ questions: HostedEngineQuestions?, host: HostName) -> Probe<HostedEngineFacts> {
        guard let questions else { return Probe(known: HostedEngineFacts()) }
        let name = HostedEnginePreflightCommands.query(["getent", "ahosts", questions.fqdn])
        let queries =
            [
                HostedEngineCommands.status, HostedEngineCommands.configuration, HostedEngineCommands.maintenance,
                HostedEngineCommands.usage, HostedEngineCommands.deployment, HostedEngineCommands.deploymentWords,
                HostedEngineCommands.uptime,
            ] + (questions.asksBroker ? [HostedEngineCommands.broker] : [])
            + (questions.deployFrom == host ? [name] : [])
        return Probe(queries) { outcomes in
            let answers = zip(queries, outcomes).map { QueryResult(to: $0, from: host, $1) }
            var facts = HostedEngineFacts()
            facts.view = HostedEngineParser.view(answers[0])
            facts.configuration = HostedEngineParser.configuration(answers[1])
            facts.isInLocalMaintenance = HostedEngineParser.localMaintenance(answers[2])
            facts.release = HostedEngineParser.release(answers[3])
            facts.deployment = HostedEngineParser.deployment(answers[4], words: answers[5], uptime: answers[6])
            if questions.asksBroker { facts.broker = HostedEngineParser.broker(answers[7]) }
            if questions.deployFrom == host { facts.engineAddresses = addresses(answers[answers.count - 1]) }
            return facts
        }
    }

    /// `ADDRESS TYPE NAME`, each address once for each type of socket; getent ends with 2 where there is none.
    private static func addresses(_ answer: QueryResult) -> Reading<[String]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 2])
            let found = end.outputLines.compactMap { $0.split(separator: " ").first.map(String.init) }.distinct()
            return found.isEmpty ? .absent : .known(found)
        } catch {
            return .unknown(error)
        }
    }
}
