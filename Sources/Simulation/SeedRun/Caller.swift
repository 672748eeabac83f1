internal import ClusterModel
internal import Reconciliation
internal import SimulatedWorld
internal import Synchronization
internal import World

/// Ends a process that never ends by itself, so that this is a violation and not a hang.
final class CallGuard: Sendable {
    /// Exchanges of one process. A run of an hour that observes five hosts each second makes 18,000.
    static let limit = 30_000

    private let life: ProcessLifetime
    private let recorder: RunRecorder
    private let calls = Mutex(0)

    init(_ life: ProcessLifetime, _ recorder: RunRecorder) {
        self.life = life
        self.recorder = recorder
    }

    var caller: String { life.name }

    func count() {
        let calls = calls.withLock { calls in
            calls += 1
            return calls
        }
        guard calls == Self.limit else { return }
        recorder.report(.bound, "\(life.name) made \(calls) calls and goes on")
        life.kill()
    }
}

/// One hcctl process, from its start to its end.
struct Caller: Sendable {
    let life: ProcessLifetime
    let environment: RunEnvironment
    private let recorder: RunRecorder
    private let desired: DesiredState
    private let raceInjector: RaceInjector?

    /// Each process rolls dice of its own, as each process does. `meddler`: who comes between it and its steps.
    init(
        _ life: ProcessLifetime, seed: UInt64, _ recorder: RunRecorder, time: any TimeSource,
        raceInjector: RaceInjector? = nil
    ) {
        self.raceInjector = raceInjector
        self.life = life
        self.recorder = recorder
        desired = recorder.desired
        let transport = WatchedTransport(
            inner: recorder.cluster.transport(for: life), recorder: recorder, guardian: CallGuard(life, recorder))
        environment = RunEnvironment(
            transport: transport, time: time, random: SeededRandomSource(seed: seed),
            secrets: SimulatedSecrets())
    }

    /// `hcctl apply --yes`.
    func apply(_ settings: Reconciler.Settings) async -> RunReport {
        recorder.note("\(life.name) begins")
        let reconciler = Reconciler(
            desired, environment: environment, settings: settings,
            tell: { event in
                recorder.record(event, from: life.name)
                raceInjector?.record(event)
            }, mustStop: { !life.isAlive })
        let report = await reconciler.apply { _ in true }
        ended(report)
        return report
    }

    /// `hcctl diff`.
    func diff() async -> RunReport {
        let reconciler = Reconciler(
            desired, environment: environment, tell: { recorder.record($0, from: life.name) },
            mustStop: { !life.isAlive })
        let report = await reconciler.diff()
        ended(report)
        return report
    }

    private func ended(_ report: RunReport) {
        recorder.judgeNews()
        let word = life.isAlive ? report.verdict.word : "Killed"
        recorder.note("\(life.name) ends: \(word)")
        recorder.count { $0.verdicts[word, default: 0] += 1 }
        if life.isAlive, case .refused(let words) = report.verdict {
            recorder.report(.audit, "\(life.name): \(words.joined(separator: "; "))")
        }
    }
}
