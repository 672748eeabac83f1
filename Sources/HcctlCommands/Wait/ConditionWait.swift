internal import ClusterModel
internal import Presentation
internal import Reconciliation
internal import World

/// Observes a cluster until conditions hold.
struct ConditionWait: Sendable {
    /// The shortest pause between two observations.
    private static let shortestPause = Duration.seconds(1)
    /// The longest one: what ends the wait is seen at most so late.
    private static let longestPause = Duration.seconds(10)
    /// An interruption ends a pause within so long.
    private static let slice = Duration.milliseconds(200)

    private let desired: DesiredState
    private let conditions: [WaitAlternatives]
    private let failures: [WaitAlternatives]
    private let limit: Duration?

    init(_ desired: DesiredState, until conditions: [WaitAlternatives], failOn: [WaitAlternatives], limit: Duration?) {
        self.desired = desired
        self.conditions = conditions
        failures = failOn
        self.limit = limit
    }

    /// How it ended.
    struct End: Sendable {
        enum Verdict: String, Sendable {
            case met = "Met"
            case failed = "Failed"
            case timedOut = "TimedOut"
            case interrupted = "Interrupted"
        }

        let verdict: Verdict
        /// Of each alternative whether one of its conditions held last.
        let states: [(WaitAlternatives, Bool)]
        /// The condition of `--fail-on` that ended it.
        let fired: WaitCondition?
        let took: Duration
        let reading: Int

        var exitStatus: Int32 {
            switch verdict {
            case .met: 0
            case .failed: 3
            case .timedOut: 4
            case .interrupted: 130
            }
        }

        var sentence: String {
            let open = states.filter { !$0.1 }.map { "\($0.0)" }.joined(separator: ", ")
            let figures = "\(took.tenths) s, \(reading) reading commands"
            switch verdict {
            case .met: return "met: \(states.map { "\($0.0)" }.joined(separator: ", ")); \(figures)"
            case .failed: return "failed: \(fired.map { "\($0)" } ?? "") holds; \(figures)"
            case .timedOut: return "timed out: not yet \(open); \(figures)"
            case .interrupted: return "interrupted: not yet \(open); \(figures)"
            }
        }
    }

    /// `tell` gets a line whenever the answer to one of the conditions changes.
    func run(_ environment: RunEnvironment, tell: @Sendable ([String]) -> Void) async -> End {
        let begin = environment.time.uptime()
        let reconciler = Reconciler(desired, environment: environment, tell: { _ in })
        var (seen, pause, reading) = (await reconciler.inspect(), Self.shortestPause, 0)
        var shown: [Bool] = []
        while true {
            reading = seen.report.counts.reading
            let states = conditions.map { ($0, $0.conditions.contains { $0.holds(in: seen.report) }) }
            let fired = failures.flatMap(\.conditions).first { $0.holds(in: seen.report) }
            let took = environment.time.uptime() - begin
            if states.map(\.1) != shown { tell(Self.lines(states, took)) }
            pause = states.map(\.1) == shown ? min(pause * 2, Self.longestPause) : Self.shortestPause
            shown = states.map(\.1)
            let verdict: End.Verdict? =
                if fired != nil { .failed } else if states.allSatisfy(\.1) {
                    .met
                } else if limit.map({ took >= $0 }) ?? false {
                    .timedOut
                } else if Interruption.isWanted { .interrupted } else { nil }
            if let verdict { return End(verdict: verdict, states: states, fired: fired, took: took, reading: reading) }
            await sleep(min(pause, limit.map { $0 - took } ?? pause), environment.time)
            seen = await reconciler.inspect(again: hosts(states), after: seen)
        }
    }

    /// The hosts that can change an answer that is still open, or end the wait; nil is all.
    private func hosts(_ states: [(WaitAlternatives, Bool)]) -> Set<HostName>? {
        let open = states.filter { !$0.1 }.map(\.0) + failures
        var hosts: Set<HostName> = []
        for condition in open.flatMap(\.conditions) {
            guard let own = condition.hosts(in: desired) else { return nil }
            hosts.formUnion(own)
        }
        return hosts
    }

    private func sleep(_ pause: Duration, _ time: any TimeSource) async {
        let end = time.uptime() + pause
        while !Interruption.isWanted, time.uptime() < end {
            guard (try? await time.sleep(min(Self.slice, end - time.uptime()))) != nil else { return }
        }
    }

    private static func lines(_ states: [(WaitAlternatives, Bool)], _ took: Duration) -> [String] {
        states.map { "\(took.tenths) s  \($0.1 ? "holds" : "not yet"): \($0.0)" }
    }
}
