internal import ClusterModel

/// The clock of the state: timers, numbers, events.
extension ClusterState {
    /// Works out everything that happens by itself up to a time.
    mutating func advance(to time: Duration) {
        while let timer = timers.first, timer.at <= time {
            timers.removeFirst()
            now = max(now, timer.at)
            fire(timer.kind)
        }
        now = max(now, time)
    }

    private mutating func fire(_ kind: Timer.Kind) {
        switch kind {
        case .commandEnds(let id): end(id)
        case .host(let timer): fire(timer)
        case .gluster(let timer): fire(timer)
        case .ctdb(let timer): fire(timer)
        case .nfs(let timer): fire(timer)
        case .hostedEngine(let timer): fire(timer)
        }
    }

    mutating func schedule(_ kind: Timer.Kind, in delay: Duration) {
        counter += 1
        let timer = Timer(at: now + delay, order: counter, kind: kind)
        let index = timers.firstIndex { timer.at < $0.at } ?? timers.endIndex
        timers.insert(timer, at: index)
    }

    /// A number that nothing else in this world has.
    mutating func nextNumber() -> UInt64 {
        counter += 1
        return counter
    }

    mutating func emit(_ kind: WorldEvent.Kind) { news.append(WorldEvent(at: now, kind: kind)) }

    func index(_ host: HostName) -> Int? { hosts.firstIndex { $0.name == host } }

    /// Changes an existing host.
    mutating func change(_ host: HostName, _ body: (inout SimulatedHost) -> Void) {
        guard let index = index(host) else { return }
        body(&hosts[index])
    }
}
