internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld
internal import Synchronization
internal import World

/// Ends a process that never comes to an end by itself, so that this is a finding and not a hang.
final class CallGuard: Sendable {
    /// Exchanges of one process. A run of an hour that looks at five hosts each second makes 18,000.
    static let limit = 30_000

    private let life: CallerLife
    private let witness: Witness
    private let calls = Mutex(0)

    init(_ life: CallerLife, _ witness: Witness) {
        self.life = life
        self.witness = witness
    }

    var caller: String { life.name }

    func count() {
        let calls = calls.withLock { calls in
            calls += 1
            return calls
        }
        guard calls == Self.limit else { return }
        witness.find(.bound, "\(life.name) made \(calls) calls and goes on")
        life.kill()
    }
}

/// One hcctl process, from its start to its end.
struct Caller: Sendable {
    let life: CallerLife
    let environment: RunEnvironment
    private let witness: Witness
    private let desired: DesiredState
    private let meddler: Meddler?

    /// Each process rolls dice of its own, as each process does. `meddler`: who comes between it and its steps.
    init(
        _ life: CallerLife, seed: UInt64, _ witness: Witness, time: any TimeSource, meddler: Meddler? = nil
    ) {
        self.meddler = meddler
        self.life = life
        self.witness = witness
        desired = witness.desired
        let transport = WatchedTransport(
            inner: witness.cluster.transport(for: life), witness: witness, guardian: CallGuard(life, witness))
        environment = RunEnvironment(transport: transport, time: time, random: SeededRandomSource(seed: seed))
    }

    /// `hcctl apply --yes`.
    func apply(_ settings: Reconciler.Settings) async -> RunReport {
        witness.note("\(life.name) begins")
        let reconciler = Reconciler(
            desired, environment: environment, settings: settings,
            tell: { event in
                witness.hear(event, from: life.name)
                meddler?.hear(event)
            }, mustStop: { !life.isAlive })
        let report = await reconciler.apply { _ in true }
        ended(report)
        return report
    }

    /// `hcctl diff`.
    func diff() async -> RunReport {
        let reconciler = Reconciler(
            desired, environment: environment, tell: { witness.hear($0, from: life.name) }, mustStop: { !life.isAlive })
        let report = await reconciler.diff()
        ended(report)
        return report
    }

    private func ended(_ report: RunReport) {
        witness.look()
        let word = life.isAlive ? report.verdict.word : "Killed"
        witness.note("\(life.name) ends: \(word)")
        witness.count { $0.verdicts[word, default: 0] += 1 }
        if life.isAlive, case .refused(let words) = report.verdict {
            witness.find(.audit, "\(life.name): \(words.joined(separator: "; "))")
        }
    }
}
