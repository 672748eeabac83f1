package import ClusterModel
package import World

/// Changes a host's operating system. Only the next observation shows the effect.
package struct HostOSActuator: Sendable {
    private let transport: any CommandTransport
    private let term: Term

    /// Acts under a term.
    package init(_ transport: any CommandTransport, term: Term) {
        self.transport = transport
        self.term = term
    }

    /// Makes the action's changes one after the other and stops after the first that did not end with 0.
    package func perform(_ action: HostAction, on host: HostName) async -> [Outcome] {
        await transport.perform(HostOSCommands.changes(for: action), on: host, term: term)
    }
}
