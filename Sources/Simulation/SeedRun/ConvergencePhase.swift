internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld
internal import World

/// The phase after the faults: within so many cycles the cluster converges, or exactly those steps are held that need an
/// operator. Then nothing more is done, and `diff` changes nothing.
struct ConvergencePhase: Sendable {
    /// Runs of apply. Each obstacle that the operator clears may uncover the next one: a disk, a line of fstab, a brick.
    static let cycles = 8
    /// Cycles with a hold that the model does not explain, before that is a violation. Some holds last a moment.
    static let unexplainedCyclesMax = 3

    /// A host is up again within 40 s.
    private static let bootTime = Duration.seconds(60)

    /// A few files are healed a second: after some of these pauses there are none left.
    static let quietPause = Duration.seconds(20)
    static let quietTries = 10

    /// The defaults, with a longer pause between two observations: waits last minutes here.
    private static var settings: Reconciler.Settings {
        var settings = Reconciler.Settings()
        settings.pollPause = .seconds(5)
        return settings
    }

    private let recorder: RunRecorder
    private let time: any TimeSource
    private let seed: UInt64
    private let choice: SeededChoice

    init(_ recorder: RunRecorder, _ time: any TimeSource, seed: UInt64, _ choice: SeededChoice) {
        self.recorder = recorder
        self.time = time
        self.seed = seed
        self.choice = choice
    }

    func run() async {
        guard let justified = await converge() else { return }
        if justified.isEmpty { await rest() }
        await look()
    }

    /// The holds that remain; empty if it converged, nil if it did not.
    private func converge() async -> [String]? {
        var puzzles = 0
        for cycle in 1...Self.cycles {
            let report = await caller("cycle-\(cycle)").apply(Self.settings)
            if case .refused = report.verdict { return nil }
            if report.verdict == .converged { return [] }
            if await hasBooted() { continue }
            let judgement = HumanOperator(recorder.desired, recorder.cluster.state, choice).judge(report.plan)
            for action in judgement.actions { recorder.act(action) }
            puzzles += judgement.wrong.isEmpty ? 0 : 1
            if puzzles == Self.unexplainedCyclesMax {
                for words in judgement.wrong { recorder.report(.hold, words) }
                return nil
            }
            if judgement.actions.isEmpty, judgement.wrong.isEmpty { return judgement.justified }
        }
        recorder.report(.convergence, "not converged after \(Self.cycles) cycles")
        return nil
    }

    /// True once a booting host is up: what was held meanwhile needs no operator.
    private func hasBooted() async -> Bool {
        guard recorder.cluster.state.hosts.contains(where: { $0.power == .booting }) else { return false }
        try? await time.sleep(Self.bootTime)
        return true
    }

    /// Converged: the model agrees, and a second apply finds nothing to do.
    private func rest() async {
        for words in GroundTruth(recorder.desired, recorder.cluster.state).differences() {
            recorder.report(.untrue, words)
        }
        let report = await caller("again").apply(Self.settings)
        guard report.verdict == .converged, report.counts.changing == 0, report.counts.fence == 0 else {
            return recorder.report(
                .convergence, "a second apply ended \(report.verdict.word) after \(report.counts.changing) changes")
        }
    }

    /// `diff` changes nothing: neither by a command nor in any other way.
    private func look() async {
        guard await isQuiet() else { return }
        let (before, events) = (recorder.cluster.state, recorder.cluster.log.count)
        let report = await caller("diff").diff()
        let after = recorder.cluster.state
        if report.counts.changing > 0 || report.counts.fence > 0 {
            recorder.report(.diff, "diff sent \(report.counts.changing) changes and \(report.counts.fence) terms")
        }
        if events == recorder.cluster.log.count, before.hosts != after.hosts {
            recorder.report(.diff, "the hosts are not as they were before diff")
        }
    }

    /// Waits until nothing goes on by itself any more: heals, boots, handshakes.
    private func isQuiet() async -> Bool {
        for _ in 0..<Self.quietTries {
            let before = recorder.cluster.state.hosts
            try? await time.sleep(Self.quietPause)
            if recorder.cluster.state.hosts == before { return true }
        }
        return false
    }

    private func caller(_ name: String) -> Caller {
        Caller(
            ProcessLifetime(name), seed: name.utf8.reduce(seed) { $0 &* 137 &+ UInt64($1) }, recorder, time: time)
    }
}
