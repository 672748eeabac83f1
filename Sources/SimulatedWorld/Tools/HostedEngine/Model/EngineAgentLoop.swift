/// One loop of a host's agent and broker: what it reads, decides and writes (agent/states.py, agent/hosted_engine.py).
extension EngineHost {
    package mutating func loop(_ storage: inout EngineStorage, _ clock: EngineClock) {
        guard var agent, isDeployed, let id, !agent.isParked else { return }
        look(at: storage, clock)
        advanceMachine(&storage, clock, id)
        if agent.state == "StartState", isInLocalMaintenance {
            agent.isParked = true
            storage.blocks[id] = block(id, "AgentStopped", score: 0, clock, isStopped: true)
            self.agent = agent
            return
        }
        hasMachineConfiguration = true
        let next = next(agent, &storage, clock, id)
        if next != agent.state { (agent.state, agent.since) = (next, clock.monotonic) }
        agent.endsAt = next == "EngineUnexpectedlyDown" ? agent.since + Self.unexpectedTime : nil
        if next == "EngineDown", clock.monotonic - agent.lastFailure > Self.retryTime { agent.failedStarts = 0 }
        agent.failedStarts = self.agent?.failedStarts ?? agent.failedStarts
        agent.lastFailure = self.agent?.lastFailure ?? agent.lastFailure
        self.agent = agent
        storage.blocks[id] = block(id, next, score: score(agent), clock)
    }

    /// Stops as systemd stops it: the last block says so.
    package mutating func stopAgent(_ storage: inout EngineStorage, _ clock: EngineClock) {
        guard agent != nil, isDeployed, let id else { return }
        agent = nil
        storage.blocks[id] = block(id, "AgentStopped", score: 0, clock, isStopped: true)
    }

    /// Seconds of the state EngineUnexpectedlyDown (VM_UNEXPECTED_SHUTDOWN_EXPIRATION_SECS).
    static let unexpectedTime = 560
    /// Seconds after which failed starts are forgotten (ENGINE_RETRY_EXPIRATION_SECS).
    static let retryTime = 600
    /// Seconds (ENGINE_STARTING_TIMEOUT, ENGINE_BAD_HEALTH_TIMEOUT_SECS).
    static let startingTime = 600
    static let badHealthTime = 300
    /// More failed starts than this, and the score is 0 (ENGINE_RETRY_MAX_ATTEMPTS).
    static let mostStarts = 3

    private mutating func look(at storage: EngineStorage, _ clock: EngineClock) {
        for (id, block) in storage.blocks where !block.isTorn {
            if let known = seen[id] {
                if known.timestamp != block.timestamp {
                    seen[id] = Sighting(timestamp: block.timestamp, changedAt: clock.monotonic)
                }
            } else {
                seen[id] = Sighting(timestamp: block.timestamp, changedAt: nil)
            }
        }
    }

    /// A shutdown ends, and the lease goes with the machine; a running one renews it.
    private mutating func advanceMachine(_ storage: inout EngineStorage, _ clock: EngineClock, _ id: Int) {
        if let stops = machine?.stopsAt, clock.monotonic >= stops {
            machine = nil
            lastState = .gone
            if storage.lease?.hostID == id { storage.lease = nil }
        }
        if machine != nil, storage.lease?.hostID == id { storage.lease?.renewed = clock.wall }
    }

    private mutating func next(
        _ agent: Agent, _ storage: inout EngineStorage, _ clock: EngineClock, _ id: Int
    ) -> String {
        let age = clock.monotonic - agent.since
        if agent.state == "StartState" { return "ReinitializeFSM" }
        if storage.isInGlobalMaintenance { return "GlobalMaintenance" }
        if isInLocalMaintenance, machine == nil { return "LocalMaintenance" }
        let health = engine(at: clock.monotonic).health
        switch agent.state {
        case "GlobalMaintenance", "LocalMaintenance": return "ReinitializeFSM"
        case "ReinitializeFSM": return machine == nil ? "EngineDown" : "EngineUp"
        case "EngineDown":
            return machine != nil ? "EngineUp" : mayStart(agent, storage, clock, id) ? "EngineStart" : "EngineDown"
        case "EngineStart": return start(&storage, clock, id)
        case "EngineStarting":
            if machine == nil { return "EngineUnexpectedlyDown" }
            return health == "good" ? "EngineUp" : age >= Self.startingTime ? stop(clock) : "EngineStarting"
        case "EngineUp":
            if machine == nil { return "EngineUnexpectedlyDown" }
            return health == "good" ? "EngineUp" : "EngineUpBadHealth"
        case "EngineUpBadHealth":
            if machine == nil { return "EngineUnexpectedlyDown" }
            return health == "good" ? "EngineUp" : age >= Self.badHealthTime ? stop(clock) : "EngineUpBadHealth"
        case "EngineStop":
            if machine == nil { lastState = .never }
            return machine == nil ? "EngineDown" : "EngineStop"
        default: return age >= Self.unexpectedTime ? "EngineDown" : "EngineUnexpectedlyDown"
        }
    }

    private mutating func stop(_ clock: EngineClock) -> String {
        machine?.stopsAt = clock.monotonic + Self.shutdownTime
        return "EngineStop"
    }

    /// No live host has it, this host has read for long enough, and no live host has a better score.
    private func mayStart(_ agent: Agent, _ storage: EngineStorage, _ clock: EngineClock, _ id: Int) -> Bool {
        guard clock.monotonic - agent.started >= Self.aliveTime else { return false }
        let live = storage.blocks.values.filter { $0.id != id && !$0.isTorn && isLive($0.id, at: clock.monotonic) }
        let own = score(agent)
        return own > 0 && !live.contains { $0.engine.vm == "up" || $0.score > own }
    }

    /// Only who gets the lease runs the machine; the others have lost.
    package mutating func start(_ storage: inout EngineStorage, _ clock: EngineClock, _ id: Int) -> String {
        guard storage.isFree(for: id, at: clock.wall) else {
            lastState = .locked
            agent?.failedStarts += 1
            agent?.lastFailure = clock.monotonic
            return "EngineDown"
        }
        storage.lease = .init(hostID: id, renewed: clock.wall)
        machine = Machine(started: clock.monotonic)
        return "EngineStarting"
    }

    private func score(_ agent: Agent) -> Int {
        let isOut = ["ReinitializeFSM", "LocalMaintenance", "EngineUnexpectedlyDown", "AgentStopped", "StartState"]
        if isOut.contains(agent.state) || agent.failedStarts > Self.mostStarts { return 0 }
        return max(0, Self.baseScore - penalty - 50 * agent.failedStarts)
    }

    private func block(
        _ id: Int, _ state: String, score: Int, _ clock: EngineClock, isStopped: Bool = false
    ) -> EngineBlock {
        EngineBlock(
            id: id, timestamp: clock.monotonic, wall: clock.wall, score: score, engine: engine(at: clock.monotonic),
            hostname: hostname, isInMaintenance: state == "LocalMaintenance", isStopped: isStopped,
            configurationTime: clock.monotonic, configurationWall: clock.wall, state: state, timeout: agent?.endsAt)
    }
}
