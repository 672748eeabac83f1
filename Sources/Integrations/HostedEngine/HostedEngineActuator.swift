package import ClusterModel
package import World

/// Changes the hosted engine by the command line of one host. Only the next observation shows the effect.
package struct HostedEngineActuator: Sendable {
    private let transport: any CommandTransport
    private let secrets: any SecretKeeping
    private let term: Term

    /// Acts under a term.
    package init(_ transport: any CommandTransport, _ secrets: any SecretKeeping, term: Term) {
        self.transport = transport
        self.secrets = secrets
        self.term = term
    }

    /// Makes the action's changes one after the other and stops after the first that did not end with 0. Secrets are read
    /// here and nowhere else; without one of them nothing is sent.
    package func perform(_ action: HostedEngineAction, on host: HostName) async -> [Outcome] {
        do throws(SecretProblem) {
            let secrets = try await revealed(action)
            return await transport.perform(
                HostedEngineCommands.changes(for: action) { secrets[$0] }, on: host, term: term)
        } catch {
            return [.notRun(.noSecret(error))]
        }
    }

    private func revealed(
        _ action: HostedEngineAction
    ) async throws(SecretProblem) -> [SecretReference: Secret] {
        guard case .deploy(let deployment) = action else { return [:] }
        var found: [SecretReference: Secret] = [:]
        for answer in deployment.answers {
            guard case .secret(let reference) = answer.value, found[reference] == nil else { continue }
            found[reference] = try await secrets.secret(reference)
        }
        return found
    }
}
