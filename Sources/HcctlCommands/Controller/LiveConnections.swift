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
    private let state = Mutex(State())

    /// `here` is the host on which the controller runs.
    init(here: HostName?) { self.here = here }

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
            let transport = LiveTransport(destinations, here: here)
            (state.transport, state.destinations) = (transport, destinations)
            return transport
        }
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
