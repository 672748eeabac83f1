package import ClusterModel
package import World

/// Changes pool and volumes. Whether the world is then as it should be, the next observation tells.
package struct GlusterActuator: Sendable {
    private let transport: any CommandTransport
    private let term: Term

    /// Acts under a term.
    package init(_ transport: any CommandTransport, term: Term) {
        self.transport = transport
        self.term = term
    }

    /// Makes the action's changes one after the other, by the command line of `host`, and stops after the first that
    /// did not end with 0.
    package func perform(_ action: GlusterAction, from host: HostName) async -> [Outcome] {
        await transport.perform(GlusterCommands.changes(for: action), on: host, term: term)
    }
}
