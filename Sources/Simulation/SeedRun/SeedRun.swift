internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld
internal import World

/// The run of one seed: initial conditions, drift, a phase of faults, and the phase in which it must converge.
struct SeedRun: Sendable {
    let recorder: RunRecorder
    private let seed: UInt64
    private let simulator: Simulator
    private let choice: SeededChoice
    private let beginning: Beginning
    private let faults: FaultRates

    /// The state of the cluster when the faults begin.
    private enum Beginning { case bare, halfMade, made }

    init(seed: UInt64, _ simulator: Simulator) {
        let choice = SeededChoice(SeededRandomSource(seed: seed))
        let desired = RandomCluster(choice).desired()
        let state = Self.state(desired, seed: seed, choice)
        let cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed &* 31 &+ 1))
        self.seed = seed
        self.simulator = simulator
        self.choice = choice
        beginning = choice.either(.bare, .halfMade, .made, .made)
        faults = Self.faults(choice)
        recorder = RunRecorder(cluster, desired, time: simulator)
    }

    private static func state(_ desired: DesiredState, seed: UInt64, _ choice: SeededChoice) -> ClusterState {
        var state = world(from: desired, seed: seed)
        InitialConditions(desired, choice).place(on: &state)
        if choice.oneIn(6) { state.hosts.append(InitialConditions.stranger) }
        return state
    }

    /// None, some, or so many that little gets through.
    private static func faults(_ choice: SeededChoice) -> FaultRates {
        let rate = UInt64(choice.either(0, 60, 250, 800))
        var rates = FaultRates.none
        for fault in Fault.allCases { rates[fault] = rate }
        return rates
    }

    /// True at its end, so that a deadlock is recognised.
    func run() async -> Bool {
        for action in InitialConditions(recorder.desired, choice).pools(recorder.cluster.state) { recorder.act(action) }
        await begin()
        await storm()
        await ConvergencePhase(recorder, simulator, seed: seed, choice).run()
        return true
    }

    private func begin() async {
        switch beginning {
        case .bare: return
        case .halfMade: _ = await caller("first", diesBefore: choice.number(1...20)).apply(Self.quick(choice))
        case .made:
            _ = await caller("first").apply(Self.quick(choice))
            Client(recorder, time: simulator, choice).fill()
        }
        let drift = Drift(recorder.desired, choice)
        for _ in 0..<choice.number(0...4) {
            for action in drift.one(recorder.cluster.state) { recorder.act(action) }
        }
        if choice.oneIn(6), let action = drift.disk(recorder.cluster.state) { recorder.act(action) }
    }

    /// Some processes, one after the other or two at once, while faults strike.
    private func storm() async {
        guard !choice.oneIn(5) else { return }
        recorder.note("faults begin")
        recorder.cluster.setFaults(faults)
        await withTaskGroup(of: Void.self) { group in
            if choice.oneIn(2) { group.addTask { await OutageInjector(recorder, time: simulator, choice).run() } }
            if choice.oneIn(2) { group.addTask { await CompetingWriter(recorder, time: simulator, choice).run() } }
            group.addTask { await Client(recorder, time: simulator, choice).write() }
            for life in 1...choice.number(1...4) { await processes(life) }
            group.cancelAll()
        }
        recorder.cluster.setFaults(.none)
        recorder.note("faults end")
        await OutageInjector(recorder, time: simulator, choice).restoreAll()
    }

    private func processes(_ life: Int) async {
        let isAlone = !choice.oneIn(3)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await mortal("hcctl-\(life)").apply(Self.quick(choice)) }
            guard !isAlone else { return }
            recorder.count { $0.count(.secondCaller) }
            group.addTask {
                try? await simulator.sleep(choice.milliseconds(0...8_000))
                _ = await mortal("hcctl-\(life)b").apply(Self.quick(choice))
            }
        }
        if choice.oneIn(4) { _ = await caller("look-\(life)").diff() }
    }

    private func mortal(_ name: String) -> Caller {
        let raceInjector = RaceInjector(recorder, choice)
        return switch choice.number(1...4) {
        case 1: caller(name, diesBefore: choice.number(1...25), raceInjector)
        case 2: caller(name, diesInside: choice.number(1...25), raceInjector)
        default: caller(name, raceInjector)
        }
    }

    private func caller(
        _ name: String, diesBefore: Int? = nil, diesInside: Int? = nil, _ raceInjector: RaceInjector? = nil
    ) -> Caller {
        Caller(
            ProcessLifetime(name, diesBefore: diesBefore, diesInside: diesInside),
            seed: name.utf8.reduce(seed) { $0 &* 131 &+ UInt64($1) }, recorder, time: simulator,
            raceInjector: raceInjector)
    }

    /// Short limits: the next run shows more than waiting.
    private static func quick(_ choice: SeededChoice) -> Reconciler.Settings {
        var settings = Reconciler.Settings()
        settings.timeLimit = .seconds(choice.number(60...600))
        settings.hostPatience = .seconds(choice.number(2...40))
        settings.patience = .seconds(choice.number(10...120))
        settings.pollPause = .seconds(choice.number(1...5))
        return settings
    }
}
