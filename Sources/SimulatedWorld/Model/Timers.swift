internal import ClusterModel

/// Something that happens by itself at a certain time.
struct Timer: Sendable, Hashable {
    let at: Duration
    /// Of two at the same time the earlier one comes first.
    let order: UInt64
    let kind: Kind

    enum Kind: Sendable, Hashable {
        case commandEnds(UInt64)
        /// The members prepare what a transaction is to commit.
        case stages(UInt64)
        /// A daemon notices that a peer has been gone for a while.
        case notices(HostName, goneIs: HostName)
        case connects(HostName, HostName)
        /// What one daemon learnt of a new member reaches everybody.
        case joins(HostName, prober: HostName)
        case boots(HostName, boot: Int, mounts: Bool)
        /// At the end of a boot, or a minute after it crashed.
        case startsGlusterd(HostName, boot: Int)
        case packageWorkEnds(HostName, boot: Int)
        case heals
        case unlocks(transaction: UInt64)
    }
}

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

    mutating func tell(_ kind: WorldEvent.Kind) { news.append(WorldEvent(at: now, kind: kind)) }

    private mutating func fire(_ kind: Timer.Kind) {
        switch kind {
        case .commandEnds(let id): end(id)
        case .stages(let id): stage(id)
        case .notices(let viewer, let gone): notice(viewer, gone)
        case .connects(let one, let other): connect(one, other)
        case .joins(let host, let prober): settle(host, probedBy: prober)
        case .boots(let host, let boot, let mounts):
            if self[host]?.boot == boot, self[host]?.power == .booting { finishBoot(host, mounts: mounts) }
        case .startsGlusterd(let host, let boot):
            if self[host]?.boot == boot, self[host]?.units[Self.glusterdUnit]?.active == .activating {
                startGlusterd(host)
            }
        case .packageWorkEnds(let host, let boot): if self[host]?.boot == boot { endPackageWork(host) }
        case .heals: heal()
        case .unlocks(let transaction): release(transaction)
        }
    }

    mutating func release(_ transaction: UInt64) {
        for index in hosts.indices {
            hosts[index].glusterd.locks = hosts[index].glusterd.locks.filter { $0.value.transaction != transaction }
        }
    }

    static let glusterdUnit = "glusterd.service"

    func index(_ host: HostName) -> Int? { hosts.firstIndex { $0.name == host } }

    /// Changes a host that is there.
    mutating func change(_ host: HostName, _ body: (inout SimulatedHost) -> Void) {
        guard let index = index(host) else { return }
        body(&hosts[index])
    }
}
