internal import ClusterModel
internal import World

/// The way from one process to the hosts: round trips take time, faults strike, and a dead process reaches nothing.
struct SimulatedTransport: CommandTransport {
    /// Milliseconds of a round trip, and of one query in it.
    private static let roundTrip: Range<UInt64> = 5..<25
    private static let query: Range<UInt64> = 1..<4
    /// ssh's ConnectTimeout, and the time until a refused connection is reported.
    private static let connectTimeout = Duration.seconds(5)
    private static let refusedAfter = Duration.milliseconds(30)
    /// Until ssh notices that the host under an open connection is gone (ServerAliveInterval 3, CountMax 2).
    static let aliveTimeout = Duration.seconds(9)
    /// Once in so many batches something may happen between two of its queries.
    private static let pausedBatches: UInt64 = 8

    private let cluster: SimulatedCluster
    private let caller: ProcessLifetime

    init(_ cluster: SimulatedCluster, _ caller: ProcessLifetime) {
        self.cluster = cluster
        self.caller = caller
    }

    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        guard caller.isAlive else { return queries.map { _ in Self.dead } }
        guard case .host(let host) = place else { return queries.map(answerHere) }
        if let failure = await noWay(to: host) ?? fault(.observationNotDelivered, at: host) {
            return queries.map { _ in .notRun(failure) }
        }
        return await answers(to: queries, at: host)
    }

    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        guard SimulatedCommand(change) != nil else {
            cluster.find("a change that the model does not know: \(change.commandLine)")
            return .notRun(.absent(change.commandLine.description))
        }
        return await send(change, at: place, term: term)
    }

    func take(_ term: Term, at place: Place) async -> Outcome { await send(nil, at: place, term: term) }
}

// MARK: - Reaching a host

extension SimulatedTransport {
    static let dead = Outcome.notRun(.unreachable("this process was killed"))

    func pause(_ milliseconds: Range<UInt64>) async {
        let span = milliseconds.upperBound - milliseconds.lowerBound
        await pause(.milliseconds(Int(milliseconds.lowerBound + cluster.random.next(below: span))))
    }

    func pause(_ duration: Duration) async { try? await cluster.time.sleep(duration) }

    /// Why ssh does not get through; it takes its time to find out.
    private func noWay(to host: HostName) async -> TransportFailure? {
        await pause(Self.roundTrip)
        let seen = cluster.use { $0[host].map { ($0.power, $0.isReachable, $0.names.first ?? "") } }
        guard let (power, isReachable, name) = seen else {
            return .unreachable("\(host): no way to this host was given")
        }
        let connect = "ssh: connect to host \(name) port 22:"
        switch (power, isReachable) {
        case (.on, true): return nil
        case (.booting, true):
            await pause(Self.refusedAfter)
            return .unreachable("\(connect) Connection refused")
        default:
            await pause(Self.connectTimeout)
            return .unreachable("\(connect) Connection timed out")
        }
    }

    private func isThere(_ host: HostName) -> Bool {
        cluster.use { $0[host].map { $0.power == .on && $0.isReachable } ?? false }
    }

    func isStruck(by fault: Fault, at host: HostName) -> Bool {
        guard cluster.strikes(fault) else { return false }
        cluster.use { $0.emit(.fault(fault, host)) }
        return true
    }

    private func fault(_ fault: Fault, at host: HostName) -> TransportFailure? {
        isStruck(by: fault, at: host) ? .unreachable("kex_exchange_identification: Connection reset by peer") : nil
    }

    static func lost(_ host: HostName) -> TransportFailure {
        .connectionLost("Timeout, server \(host) not responding.")
    }
}

// MARK: - Observing

extension SimulatedTransport {
    private func answers(to queries: [Query], at host: HostName) async -> [Outcome] {
        let cut = isStruck(by: .observationLost, at: host) ? roll(queries.count) : nil
        let hanging = isStruck(by: .queryHangs, at: host) ? roll(queries.count) : nil
        let pausing = roll(Int(Self.pausedBatches)) == 0 ? roll(queries.count) : nil
        await pause(.milliseconds(Int(cluster.random.next(below: UInt64(queries.count + 1) * Self.query.upperBound))))
        var outcomes: [Outcome] = []
        for (number, query) in queries.enumerated() {
            if number == pausing { await pause(1..<100) }
            if number == hanging { await pause(query.limit) }
            guard caller.isAlive else { return queries.map { _ in Self.dead } }
            guard number != cut, isThere(host) else {
                await pause(Self.aliveTimeout)
                let rest = queries.count - number - 1
                return outcomes + [.indeterminate(Self.lost(host))]
                    + Array(repeating: .notRun(Self.lost(host)), count: rest)
            }
            outcomes.append(number == hanging ? .indeterminate(.timeLimitPassed(query.limit)) : answer(query, at: host))
        }
        return outcomes
    }

    /// The machine that runs hcctl is asked about names only; it finds all of them.
    private func answerHere(_ query: Query) -> Outcome {
        if case .run(let invocation) = query, invocation.arguments.prefix(2) == ["getent", "ahosts"],
            let name = invocation.arguments.last
        {
            return .finished(QueryResponder.getent(name, cluster.use { $0.servedAddresses(of: name) }))
        }
        cluster.find("a query for the machine that runs hcctl: \(query.title)")
        return .notRun(.unreachable("this machine is not simulated"))
    }

    private func roll(_ bound: Int) -> Int { Int(cluster.random.next(below: UInt64(max(1, bound)))) }

    private func answer(_ query: Query, at host: HostName) -> Outcome {
        let state = cluster.use { $0 }
        guard let seen = state[host] else { return .notRun(Self.lost(host)) }
        switch QueryResponder(state: state, host: seen).answer(query) {
        case .outcome(let outcome): return outcome
        case .finding(let words):
            cluster.find(words)
            return .notRun(.absent(query.title))
        }
    }
}

// MARK: - Sending changes

extension SimulatedTransport {
    /// Seconds that a change waits while a term is taken, and a term for what still runs; as on real hosts.
    private static let sharedWait = Duration.seconds(10)
    private static let exclusiveWait = Duration.seconds(30)
    /// How often a waiting flock tries again.
    private static let fencePoll = Duration.milliseconds(50)
    /// Milliseconds by which a hanging program that is left alone outlives our patience.
    private static let overtime: Range<UInt64> = 1_000..<120_000

    /// nil is the taking of the term.
    private func send(_ change: Change?, at place: Place, term: Term) async -> Outcome {
        guard caller.isAlive else { return Self.dead }
        guard case .host(let host) = place else {
            cluster.find("a change of the machine that runs hcctl: \(change?.commandLine.description ?? "a term")")
            return .notRun(.unreachable("this machine is not simulated"))
        }
        let death = caller.beginChange()
        if death.diesBefore || isStruck(by: .killedBefore, at: host) { return die(.killedBefore, at: host) }
        if let failure = await noWay(to: host) ?? fault(.changeNotDelivered, at: host) {
            return .notRun(failure)
        }
        guard caller.isAlive else { return Self.dead }
        if isStruck(by: .changeLostBefore, at: host) {
            await pause(Self.aliveTimeout)
            return .indeterminate(Self.lost(host))
        }
        if let refusal = await waitForFence(host, term, isExclusive: change == nil) { return refusal }
        let id = begin(change, at: host, term)
        if death.diesInside || isStruck(by: .killedInside, at: host) { return die(.killedInside, at: host) }
        return await end(of: id, change, at: host)
    }

    private func die(_ fault: Fault, at host: HostName) -> Outcome {
        caller.kill()
        cluster.use { $0.emit(.callerDied(caller.name, fault)) }
        return Self.dead
    }

    /// flock, then the comparison with the stored term.
    private func waitForFence(_ host: HostName, _ term: Term, isExclusive: Bool) async -> Outcome? {
        let deadline = cluster.time.uptime() + (isExclusive ? Self.exclusiveWait : Self.sharedWait)
        while cluster.use({ $0.isFenceHeld(host, against: isExclusive) }) {
            guard cluster.time.uptime() < deadline else { return .notRun(.fenceBusy) }
            await pause(Self.fencePoll)
            guard caller.isAlive else { return Self.dead }
            guard isThere(host) else { return .indeterminate(Self.lost(host)) }
        }
        guard let stored = cluster.use({ $0.storedTerm(host) }) else {
            return .notRun(.expectation("the file of the term"))
        }
        let isObeyed = isExclusive ? stored < term : stored <= term
        return isObeyed ? nil : .notRun(.staleTerm(current: stored))
    }

    private func begin(_ change: Change?, at host: HostName, _ term: Term) -> UInt64 {
        let isKilled = change?.invocation != nil && isStruck(by: .programKilled, at: host)
        var longer = Duration.zero
        if let invocation = change?.invocation, isStruck(by: .programHangs, at: host) {
            let overtime = Self.overtime.lowerBound + cluster.random.next(below: UInt64(Self.overtime.count))
            longer = invocation.limit.duration + .milliseconds(Int(overtime))
        }
        return cluster.use {
            $0.begin(
                change, at: host, term: term, caller: caller.name, isKilled: isKilled, longer: longer)
        }
    }

    /// Waits for the end of a command, but no longer than the caller's patience.
    private func end(of id: UInt64, _ change: Change?, at host: HostName) async -> Outcome {
        let begun = cluster.time.uptime()
        let limit = change?.invocation?.limit
        while let ends = cluster.use({ $0.running.first { $0.id == id }?.ends }) {
            let patience = limit.map { begun + $0.duration } ?? ends
            await pause(min(ends, patience) - cluster.time.uptime())
            guard caller.isAlive else { return Self.dead }
            if ends > patience, let limit { return giveUp(id, limit) }
        }
        let outcome = cluster.use { $0.takeResult(id) } ?? .indeterminate(Self.lost(host))
        guard isThere(host) else { return await lose(host) }
        return isStruck(by: .changeLostAfter, at: host) ? await lose(host) : outcome
    }

    private func lose(_ host: HostName) async -> Outcome {
        await pause(Self.aliveTimeout)
        return .indeterminate(Self.lost(host))
    }

    private func giveUp(_ id: UInt64, _ limit: Invocation.Limit) -> Outcome {
        if case .killAfter = limit { cluster.use { $0.killAtLimit(id) } }
        return .indeterminate(.timeLimitPassed(limit.duration))
    }
}

extension ClusterState {
    /// A change shares the fence with others; a term is taken alone.
    func isFenceHeld(_ host: HostName, against isExclusive: Bool) -> Bool {
        running.contains { $0.host == host && ($0.isExclusive || isExclusive) }
    }
}

extension Query {
    /// How long its host lets it run; reading a file has ten seconds.
    var limit: Duration {
        switch self {
        case .run(let invocation), .runForFile(let invocation, _): invocation.limit.duration
        case .read: .seconds(10)
        }
    }
}

extension Change {
    var invocation: Invocation? { if case .run(let invocation) = self { invocation } else { nil } }
}
