internal import ClusterModel
internal import SimulatedWorld
internal import World

/// Hosts die and come back, networks part, people interfere: until it is cancelled.
struct Weather: Sendable {
    /// Milliseconds between two strikes: some follow each other within one command, some leave time to settle.
    static let pause = 300...40_000

    private let witness: Witness
    private let time: any TimeSource
    private let luck: Luck

    init(_ witness: Witness, time: any TimeSource, _ luck: Luck) {
        self.witness = witness
        self.time = time
        self.luck = luck
    }

    func blow() async {
        while true {
            guard (try? await time.sleep(luck.milliseconds(Self.pause))) != nil else { return }
            strike(witness.cluster.state)
        }
    }

    /// Once the weather is fair: power, network and ssh everywhere. What else is broken is left to hcctl.
    func clear() async {
        for host in witness.cluster.state.hosts {
            if host.power == .off { witness.act(.powerOn(host.name)) }
            if !host.isReachable { witness.act(.reachable(host.name)) }
            if host.segment != 0 { witness.act(.segment(host.name, 0)) }
        }
        try? await time.sleep(Self.settling)
    }

    /// A boot takes 40 s, a dead peer 25 s to be noticed, a lock that was left behind five minutes.
    static let settling = Duration.seconds(360)

    private func strike(_ state: ClusterState) {
        let broken = state.hosts.filter { $0.power == .off || !$0.isReachable || $0.segment != 0 }
        if let host = luck.one(of: broken), luck.oneIn(2) {
            mend(host)
        } else if luck.oneIn(2) {
            for hand in Drift(witness.desired, luck).one(state) { witness.act(hand) }
        } else if let host = luck.one(of: state.hosts) {
            strike(host.name)
        }
    }

    private func mend(_ host: SimulatedHost) {
        if host.power == .off {
            witness.act(luck.oneIn(4) ? .powerOnWithoutMounts(host.name) : .powerOn(host.name))
        } else if !host.isReachable {
            witness.act(.reachable(host.name))
        } else {
            witness.act(.segment(host.name, 0))
        }
    }

    private func strike(_ host: HostName) {
        switch luck.number(1...4) {
        case 1: witness.act(.powerCut(host))
        case 2: witness.act(.unreachable(host))
        case 3: witness.act(.segment(host, 1))
        default: witness.act(.killGlusterd(host, bricksToo: luck.oneIn(2), restarts: luck.oneIn(2)))
        }
    }
}

/// Somebody writes to the volumes and is told whether it is stored: until it is cancelled.
struct Client: Sendable {
    /// A few files a volume: enough that some are written again while others wait to be healed.
    static let files = 1...6
    static let pause = 200...9_000

    private let witness: Witness
    private let time: any TimeSource
    private let luck: Luck

    init(_ witness: Witness, time: any TimeSource, _ luck: Luck) {
        self.witness = witness
        self.time = time
        self.luck = luck
    }

    func write() async {
        while true {
            guard (try? await time.sleep(luck.milliseconds(Self.pause))) != nil else { return }
            writeOnce()
        }
    }

    /// A first set of files.
    func fill() {
        for volume in witness.cluster.state.volumes where volume.status == .started {
            for number in Self.files { witness.act(.write(volume: volume.name, file: "file\(number)")) }
        }
    }

    private func writeOnce() {
        guard let volume = luck.one(of: witness.cluster.state.volumes.filter({ $0.status == .started })) else { return }
        witness.act(.write(volume: volume.name, file: "file\(luck.number(Self.files))"))
    }
}
