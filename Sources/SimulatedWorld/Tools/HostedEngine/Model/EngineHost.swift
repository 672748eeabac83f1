/// One host's own part: its configuration, its agent and broker, and the virtual machine if it runs there.
package struct EngineHost: Sendable, Hashable, Codable {
    /// hosted-engine.conf; empty on a host that was never deployed.
    package var configuration: [String: String] = [:]
    /// As the host calls itself.
    package var hostname: String
    /// vm.conf is on a file system in memory and is written by the agent.
    package var hasMachineConfiguration = false
    /// ha.conf.
    package var isInLocalMaintenance = false
    /// nil while the service does not run.
    package var agent: Agent?
    /// Monotonic second of the broker's start; nil while the service does not run.
    package var brokerSince: Int?
    /// By host id, what the broker has seen of the others.
    package var seen: [Int: Sighting] = [:]
    package var machine: Machine?
    /// What became of the virtual machine that was here last.
    package var lastState = EngineState.never
    /// Points that are subtracted for the network, the load and the like.
    package var penalty = 0

    package init(hostname: String) { self.hostname = hostname }

    /// The agent's state machine (agent/states.py).
    package struct Agent: Sendable, Hashable, Codable {
        package var started: Int
        package var state = "StartState"
        package var since: Int
        package var failedStarts = 0
        package var lastFailure = 0
        package var endsAt: Int?
        /// It found the flag of local maintenance at its start, wrote so once and waits.
        package var isParked = false

        package init(started: Int) {
            self.started = started
            since = started
        }
    }

    /// The last timestamp that was read of a host, and when it changed.
    package struct Sighting: Sendable, Hashable, Codable {
        package var timestamp: Int
        /// nil: it has not been seen to change yet.
        package var changedAt: Int?
    }

    /// The engine's virtual machine.
    package struct Machine: Sendable, Hashable, Codable {
        package var started: Int
        package var stopsAt: Int?
        /// The application inside does not answer.
        package var isSick = false

        package init(started: Int) { self.started = started }
    }

    package var isDeployed: Bool { !(configuration["vmid"] ?? "").isEmpty }
    package var id: Int? { configuration["host_id"].flatMap { Int($0) } }

    /// Seconds: a virtual machine answers so long after its start, as in the recorded runs.
    package static let bootTime = 25
    /// Seconds that a shutdown takes.
    package static let shutdownTime = 10
    /// Seconds after its last write for which a host is called live; seen between 60 and 95.
    package static let liveTime = 85
    /// Seconds of history that liveness and a start need (HOST_ALIVE_TIMEOUT_SECS).
    package static let aliveTime = 60
    /// Seconds between two loops of the agent.
    package static let loop = 10
    static let baseScore = 3400

    /// What its broker reports of the virtual machine.
    package func engine(at monotonic: Int) -> EngineState {
        guard let machine else { return lastState }
        if machine.stopsAt != nil { return .stopping }
        if monotonic - machine.started < Self.bootTime { return .starting }
        return machine.isSick ? .sick : .good
    }

    /// Whether this host has seen that one write lately.
    package func isLive(_ id: Int, at monotonic: Int) -> Bool {
        guard let brokerSince, monotonic - brokerSince >= Self.aliveTime, agent?.isParked == false,
            let changed = seen[id]?.changedAt
        else { return false }
        return monotonic - changed <= Self.liveTime
    }
}
