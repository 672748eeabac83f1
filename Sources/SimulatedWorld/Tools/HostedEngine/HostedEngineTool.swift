package import ClusterModel

/// hosted-engine in the model: command line, installer, agent and broker of each host.
enum HostedEngineTool: SimulatedTool {
    static let queries = QueryResponder.engineQueries
    static let packages = [
        ShippedPackage(
            name: SimulatedEngine.package, programs: ["hosted-engine", "ovirt-hosted-engine-cleanup"],
            units: [SimulatedEngine.agentUnit, SimulatedEngine.brokerUnit])
    ]
    static let daemons: [any SimulatedDaemon.Type] = [EngineAgent.self, EngineBroker.self]

    /// What runs is gone at once; the lease goes on until it expires.
    static func powerFailed(on host: HostName, in state: inout ClusterState) {
        state.change(host) { host in
            var own = EngineHost(hostname: host.engine.own.hostname)
            own.penalty = host.engine.own.penalty
            host.engine.own = own
            host.engine.installation = nil
            host.engine.hasLocalMachine = false
        }
    }
}

/// `ovirt-ha-agent.service`.
enum EngineAgent: SimulatedDaemon {
    static let unit = SimulatedEngine.agentUnit

    static func start(on host: HostName, in state: inout ClusterState) -> Bool {
        guard state[host]?.engine.own.agent == nil else { return true }
        let second = state.engineClock.monotonic
        let boot = state[host]?.boot ?? 0
        state.change(host) { host in
            host.units[unit]?.active = .active
            host.engine.own.agent = .init(started: second)
        }
        state.schedule(.hostedEngine(.loops(host, boot: boot, since: second)), in: .seconds(1))
        return true
    }

    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        _ = state.changeEngine(on: host) { own, storage, clock in
            if var open = storage {
                own.stopAgent(&open, clock)
                storage = open
            }
            own.agent = nil
        }
        state.change(host) { $0.units[unit]?.active = .inactive }
    }

    static func boot(on host: HostName, in state: inout ClusterState) { _ = start(on: host, in: &state) }
}

/// `ovirt-ha-broker.service`.
enum EngineBroker: SimulatedDaemon {
    static let unit = SimulatedEngine.brokerUnit

    static func start(on host: HostName, in state: inout ClusterState) -> Bool {
        let second = state.engineClock.monotonic
        state.change(host) { host in
            host.units[unit]?.active = .active
            host.engine.own.brokerSince = host.engine.own.brokerSince ?? second
        }
        return true
    }

    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState) {
        state.change(host) { host in
            host.units[unit]?.active = .inactive
            host.engine.own.brokerSince = nil
            host.engine.own.seen = [:]
        }
    }

    static func boot(on host: HostName, in state: inout ClusterState) { _ = start(on: host, in: &state) }
}

/// What happens by itself.
enum HostedEngineTimer: Sendable, Hashable {
    /// The agent that was started at that second reads, decides and writes.
    case loops(HostName, boot: Int, since: Int)
    /// The installer ends.
    case installed(HostName, boot: Int)
}

extension ClusterState {
    mutating func fire(_ timer: HostedEngineTimer) {
        switch timer {
        case .loops(let host, let boot, let since): loopEngine(host, boot, since)
        case .installed(let host, let boot): if self[host]?.boot == boot { endInstallation(host) }
        }
    }

    private mutating func loopEngine(_ name: HostName, _ boot: Int, _ since: Int) {
        guard self[name]?.boot == boot, self[name]?.engine.own.agent?.started == since else { return }
        let before = engineHosts
        _ = changeEngine(on: name) { own, storage, clock in
            guard var open = storage else { return }
            own.loop(&open, clock)
            storage = open
        }
        if engineHosts.count > max(1, before.count) { emit(.enginesDoubled(engineHosts, cause: .automatic)) }
        schedule(.hostedEngine(.loops(name, boot: boot, since: since)), in: .seconds(EngineHost.loop))
    }

    /// Hosts on which the engine's virtual machine is.
    package var engineHosts: [HostName] { hosts.filter { $0.engine.own.machine != nil }.map(\.name) }
}

extension ClusterState {
    /// Takes over engines of a state that was kept: the clocks begin again, and agents that ran go on.
    package mutating func resumeEngines(_ engines: [String: EngineStorage], dns: [String: String]) {
        self.engines = engines
        self.dns = dns
        let (second, wall) = (engineClock.monotonic, engineClock.wall)
        for name in engines.keys { self.engines[name]?.lease?.renewed = wall }
        for host in hosts.map(\.name) where self[host]?.engine.own.agent != nil {
            let boot = self[host]?.boot ?? 0
            change(host) { $0.engine.own.resume(at: second, engines.values.flatMap(\.blocks.values)) }
            schedule(.hostedEngine(.loops(host, boot: boot, since: second - EngineHost.aliveTime)), in: .seconds(1))
        }
    }
}

extension EngineHost {
    /// As if it had run for long enough to know the others.
    fileprivate mutating func resume(at second: Int, _ blocks: [EngineBlock]) {
        let begun = second - Self.aliveTime
        agent?.started = begun
        agent?.since = begun
        brokerSince = brokerSince.map { _ in begun }
        machine?.started = begun
        machine?.stopsAt = nil
        for block in blocks { seen[block.id] = Sighting(timestamp: block.timestamp, changedAt: second) }
    }
}
