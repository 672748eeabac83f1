internal import ClusterModel
internal import ControllerDaemon
internal import LiveWorld
internal import Synchronization
internal import World

/// A controller's connections to real hosts. They stay open as long as the manifests reach the hosts in the same way.
final class LiveConnections: Sendable {
    private struct State {
        var destinations: [SSHDestination] = []
        var transport: LiveTransport?
        /// Of earlier desired states: steps may still be running over them.
        var retired: [LiveTransport] = []
    }

    private let here: HostName?
    private let complain: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// `here` is the host on which the controller runs: it is reached without ssh if its address belongs to this machine.
    init(here: HostName?, complain: @escaping @Sendable (String) -> Void) {
        self.here = here
        self.complain = complain
    }

    var access: ClusterAccess {
        ClusterAccess(
            environment: { Composition.environment(self.transport(for: $0)) },
            follower: { self.transport(for: $0) },
            connections: { "\(Composition.destinations($0))" },
            settle: { await self.closeRetired(for: $0) })
    }

    func close() async {
        let all = state.withLock { state in
            defer { state = State() }
            return state.retired + (state.transport.map { [$0] } ?? [])
        }
        for transport in all { await transport.close() }
    }

    private func transport(for desired: DesiredState) -> LiveTransport {
        let destinations = Composition.destinations(desired)
        return state.withLock { state in
            if let transport = state.transport, state.destinations == destinations { return transport }
            state.retired += state.transport.map { [$0] } ?? []
            let transport = LiveTransport(destinations, here: local(destinations))
            (state.transport, state.destinations) = (transport, destinations)
            return transport
        }
    }

    /// A wrong name must not lead commands of a host to this machine.
    private func local(_ destinations: [SSHDestination]) -> HostName? {
        guard let here else { return nil }
        guard let destination = destinations.first(where: { $0.host == here }) else {
            complain("--host \(here): the manifests have no such host")
            return nil
        }
        guard ThisMachine.has(destination.address) else {
            complain(
                "--host \(here): its address \(destination.address) is none of this machine's; it is reached by ssh")
            return nil
        }
        return here
    }

    private func closeRetired(for desired: DesiredState) async {
        let destinations = Composition.destinations(desired)
        let retired = state.withLock { state -> [LiveTransport] in
            guard state.destinations == destinations else { return [] }
            defer { state.retired = [] }
            return state.retired
        }
        for transport in retired { await transport.close() }
    }
}
