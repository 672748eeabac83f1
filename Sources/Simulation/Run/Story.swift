internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld
internal import World

/// The course of one seed: the world is made, something is done to it, a storm passes over it, and then it must come
/// to rest as desired.
struct Story: Sendable {
    let witness: Witness
    private let seed: UInt64
    private let simulator: Simulator
    private let luck: Luck
    private let beginning: Beginning
    private let faults: FaultRates

    /// How the cluster stands when the storm comes.
    private enum Beginning { case bare, halfMade, made }

    init(seed: UInt64, _ simulator: Simulator) {
        let luck = Luck(SeededRandomSource(seed: seed))
        let desired = RandomCluster(luck).desired()
        let state = Self.state(desired, seed: seed, luck)
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed &* 31 &+ 1))
        self.seed = seed
        self.simulator = simulator
        self.luck = luck
        beginning = luck.either(.bare, .halfMade, .made, .made)
        faults = Self.faults(luck)
        witness = Witness(cluster, desired, time: simulator)
    }

    private static func state(_ desired: DesiredState, seed: UInt64, _ luck: Luck) -> ClusterState {
        var state = world(from: desired, seed: seed)
        Obstacles(desired, luck).place(on: &state)
        if luck.oneIn(6) { state.hosts.append(Obstacles.stranger) }
        return state
    }

    /// None, some, or so many that little gets through.
    private static func faults(_ luck: Luck) -> FaultRates {
        let rate = UInt64(luck.either(0, 60, 250, 800))
        var rates = FaultRates.none
        for fault in Fault.allCases { rates[fault] = rate }
        return rates
    }

    /// True at its end, so that a deadlock can be told from it.
    func run() async -> Bool {
        for hand in Obstacles(witness.desired, luck).pools(witness.cluster.state) { witness.act(hand) }
        await begin()
        await storm()
        await Aftermath(witness, simulator, seed: seed, luck).run()
        return true
    }

    private func begin() async {
        switch beginning {
        case .bare: return
        case .halfMade: _ = await caller("first", diesBefore: luck.number(1...20)).apply(Self.quick(luck))
        case .made:
            _ = await caller("first").apply(Self.quick(luck))
            Client(witness, time: simulator, luck).fill()
        }
        let drift = Drift(witness.desired, luck)
        for _ in 0..<luck.number(0...4) {
            for hand in drift.one(witness.cluster.state) { witness.act(hand) }
        }
        if luck.oneIn(6), let hand = drift.disk(witness.cluster.state) { witness.act(hand) }
    }

    /// Some processes, one after the other or two at once, while everything goes wrong that can.
    private func storm() async {
        guard !luck.oneIn(5) else { return }
        witness.note("storm")
        witness.cluster.setFaults(faults)
        await withTaskGroup(of: Void.self) { group in
            if luck.oneIn(2) { group.addTask { await Weather(witness, time: simulator, luck).blow() } }
            if luck.oneIn(2) { group.addTask { await Rival(witness, time: simulator, luck).pester() } }
            group.addTask { await Client(witness, time: simulator, luck).write() }
            for life in 1...luck.number(1...4) { await processes(life) }
            group.cancelAll()
        }
        witness.cluster.setFaults(.none)
        witness.note("calm")
        await Weather(witness, time: simulator, luck).clear()
    }

    private func processes(_ life: Int) async {
        let isAlone = !luck.oneIn(3)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await mortal("hcctl-\(life)").apply(Self.quick(luck)) }
            guard !isAlone else { return }
            witness.count { $0.count(.secondCaller) }
            group.addTask {
                try? await simulator.sleep(luck.milliseconds(0...8_000))
                _ = await mortal("hcctl-\(life)b").apply(Self.quick(luck))
            }
        }
        if luck.oneIn(4) { _ = await caller("look-\(life)").diff() }
    }

    private func mortal(_ name: String) -> Caller {
        let meddler = Meddler(witness, luck)
        return switch luck.number(1...4) {
        case 1: caller(name, diesBefore: luck.number(1...25), meddler)
        case 2: caller(name, diesInside: luck.number(1...25), meddler)
        default: caller(name, meddler)
        }
    }

    private func caller(
        _ name: String, diesBefore: Int? = nil, diesInside: Int? = nil, _ meddler: Meddler? = nil
    ) -> Caller {
        Caller(
            CallerLife(name, diesBefore: diesBefore, diesInside: diesInside),
            seed: name.utf8.reduce(seed) { $0 &* 131 &+ UInt64($1) }, witness, time: simulator, meddler: meddler)
    }

    /// Short patience: what comes next is of more interest than waiting.
    private static func quick(_ luck: Luck) -> Reconciler.Settings {
        var settings = Reconciler.Settings()
        settings.timeLimit = .seconds(luck.number(60...600))
        settings.hostPatience = .seconds(luck.number(2...40))
        settings.patience = .seconds(luck.number(10...120))
        settings.pollPause = .seconds(luck.number(1...5))
        return settings
    }
}
