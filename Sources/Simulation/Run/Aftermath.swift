internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld
internal import World

/// After the storm: within so many cycles everything is as desired, or exactly that is held which only a person can
/// decide. Then nothing more is done, and looking changes nothing.
struct Aftermath: Sendable {
    /// Runs of apply. Each obstacle that a person clears may uncover the next one: a disk, a line of fstab, a brick.
    static let cycles = 8
    /// Cycles in which nothing that holds it up can be explained. Some holds are of the moment.
    static let puzzled = 3

    /// A host is up again within 40 s.
    private static let bootTime = Duration.seconds(60)

    /// A few files are healed a second: after some of these pauses there are none left.
    static let quietPause = Duration.seconds(20)
    static let quietTries = 10

    /// As users have them, but for the pause between two looks: what is waited for lasts minutes here.
    private static var settings: Reconciler.Settings {
        var settings = Reconciler.Settings()
        settings.pollPause = .seconds(5)
        return settings
    }

    private let witness: Witness
    private let time: any TimeSource
    private let seed: UInt64
    private let luck: Luck

    init(_ witness: Witness, _ time: any TimeSource, seed: UInt64, _ luck: Luck) {
        self.witness = witness
        self.time = time
        self.seed = seed
        self.luck = luck
    }

    func run() async {
        guard let standing = await converge() else { return }
        if standing.isEmpty { await rest() }
        await look()
    }

    /// What is held for good; empty if it converged, nil if it did not.
    private func converge() async -> [String]? {
        var puzzles = 0
        for cycle in 1...Self.cycles {
            let report = await caller("cycle-\(cycle)").apply(Self.settings)
            if case .refused = report.verdict { return nil }
            if report.verdict == .converged { return [] }
            if await hasBooted() { continue }
            let judgement = Operator(witness.desired, witness.cluster.state, luck).judge(report.plan)
            for hand in judgement.hands { witness.act(hand) }
            puzzles += judgement.wrong.isEmpty ? 0 : 1
            if puzzles == Self.puzzled {
                for words in judgement.wrong { witness.find(.hold, words) }
                return nil
            }
            if judgement.hands.isEmpty, judgement.wrong.isEmpty { return judgement.standing }
        }
        witness.find(.convergence, "not converged after \(Self.cycles) cycles")
        return nil
    }

    /// True once a host is up that was on its way: what was held meanwhile needs nobody.
    private func hasBooted() async -> Bool {
        guard witness.cluster.state.hosts.contains(where: { $0.power == .booting }) else { return false }
        try? await time.sleep(Self.bootTime)
        return true
    }

    /// Converged: the model agrees, and a second apply finds nothing to do.
    private func rest() async {
        for words in Truth(witness.desired, witness.cluster.state).differences() { witness.find(.untrue, words) }
        let report = await caller("again").apply(Self.settings)
        guard report.verdict == .converged, report.counts.changing == 0, report.counts.fence == 0 else {
            return witness.find(
                .convergence, "a second apply ended \(report.verdict.word) after \(report.counts.changing) changes")
        }
    }

    /// `diff` changes nothing: neither by a command nor in any other way.
    private func look() async {
        guard await isQuiet() else { return }
        let (before, events) = (witness.cluster.state, witness.cluster.log.count)
        let report = await caller("diff").diff()
        let after = witness.cluster.state
        if report.counts.changing > 0 || report.counts.fence > 0 {
            witness.find(.diff, "diff sent \(report.counts.changing) changes and \(report.counts.fence) terms")
        }
        if events == witness.cluster.log.count, before.hosts != after.hosts {
            witness.find(.diff, "the hosts are not as they were before diff")
        }
    }

    /// Waits until nothing goes on by itself any more: heals, boots, handshakes.
    private func isQuiet() async -> Bool {
        for _ in 0..<Self.quietTries {
            let before = witness.cluster.state.hosts
            try? await time.sleep(Self.quietPause)
            if witness.cluster.state.hosts == before { return true }
        }
        return false
    }

    private func caller(_ name: String) -> Caller {
        Caller(
            CallerLife(name), seed: name.utf8.reduce(seed) { $0 &* 137 &+ UInt64($1) }, witness, time: time)
    }
}
