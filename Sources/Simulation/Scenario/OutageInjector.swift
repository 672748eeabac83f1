internal import ClusterModel
internal import SimulatedWorld
internal import World

/// Cuts power, ssh and networks, restores them, and causes drift, until it is cancelled.
struct OutageInjector: Sendable {
    /// Milliseconds between two strikes: some follow each other within one command, some leave time to settle.
    static let pause = 300...40_000

    private let recorder: RunRecorder
    private let time: any TimeSource
    private let choice: SeededChoice

    init(_ recorder: RunRecorder, time: any TimeSource, _ choice: SeededChoice) {
        self.recorder = recorder
        self.time = time
        self.choice = choice
    }

    func run() async {
        while true {
            guard (try? await time.sleep(choice.milliseconds(Self.pause))) != nil else { return }
            strike(recorder.cluster.state)
        }
    }

    /// Restores power, network and ssh everywhere. Other damage is left to hcctl.
    func restoreAll() async {
        for host in recorder.cluster.state.hosts {
            if host.power == .off { recorder.act(.host(.powerOn(host.name))) }
            if !host.isReachable { recorder.act(.host(.reachable(host.name))) }
            if host.segment != 0 { recorder.act(.host(.segment(host.name, 0))) }
        }
        try? await time.sleep(Self.settling)
    }

    /// A boot takes 40 s, a dead peer 25 s to be noticed, a lock that was left behind five minutes.
    static let settling = Duration.seconds(360)

    private func strike(_ state: ClusterState) {
        let broken = state.hosts.filter { $0.power == .off || !$0.isReachable || $0.segment != 0 }
        if let host = choice.one(of: broken), choice.oneIn(2) {
            restore(host)
        } else if choice.oneIn(2) {
            for action in Drift(recorder.desired, choice).one(state) { recorder.act(action) }
        } else if let host = choice.one(of: state.hosts) {
            strike(host.name)
        }
    }

    private func restore(_ host: SimulatedHost) {
        if host.power == .off {
            recorder.act(choice.oneIn(4) ? .host(.powerOnWithoutMounts(host.name)) : .host(.powerOn(host.name)))
        } else if !host.isReachable {
            recorder.act(.host(.reachable(host.name)))
        } else {
            recorder.act(.host(.segment(host.name, 0)))
        }
    }

    private func strike(_ host: HostName) {
        switch choice.number(1...4) {
        case 1: recorder.act(.host(.powerCut(host)))
        case 2: recorder.act(.host(.unreachable(host)))
        case 3: recorder.act(.host(.segment(host, 1)))
        default: recorder.act(.gluster(.killGlusterd(host, bricksToo: choice.oneIn(2), restarts: choice.oneIn(2))))
        }
    }
}

/// A client that writes to the volumes and learns whether the file is stored, until it is cancelled.
struct Client: Sendable {
    /// A few files a volume: enough that some are written again while others wait to be healed.
    static let files = 1...6
    static let pause = 200...9_000

    private let recorder: RunRecorder
    private let time: any TimeSource
    private let choice: SeededChoice

    init(_ recorder: RunRecorder, time: any TimeSource, _ choice: SeededChoice) {
        self.recorder = recorder
        self.time = time
        self.choice = choice
    }

    func write() async {
        while true {
            guard (try? await time.sleep(choice.milliseconds(Self.pause))) != nil else { return }
            writeOnce()
        }
    }

    /// A first set of files.
    func fill() {
        for volume in recorder.cluster.state.volumes where volume.status == .started {
            for number in Self.files { recorder.act(.gluster(.write(volume: volume.name, file: "file\(number)"))) }
        }
    }

    private func writeOnce() {
        guard let volume = choice.one(of: recorder.cluster.state.volumes.filter({ $0.status == .started })) else {
            return
        }
        recorder.act(.gluster(.write(volume: volume.name, file: "file\(choice.number(Self.files))")))
    }
}
