import ClusterModel
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// How apply waits: for a fence that an earlier run holds, for what ends by itself beside a declined step, and at which
/// pace.
@Suite struct WaitingTests {
    /// One host whose fence is held for a while, or whose changes are refused because of it.
    private final class FencedHost: CommandTransport {
        let host = Mutex(CannedHost(disk: .xfs, glusterd: true))
        let terms = Mutex(0)
        let observations = Mutex<[Duration]>([])
        let clock: any TimeSource
        let busyFor: Duration
        /// Whether the fence also keeps changes back after the term was taken.
        let blocksChanges: Bool

        init(_ clock: any TimeSource, busyFor: Duration, blocksChanges: Bool = false) {
            self.clock = clock
            self.busyFor = busyFor
            self.blocksChanges = blocksChanges
        }

        private var isBusy: Bool { clock.uptime() < busyFor }

        func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
            observations.withLock { $0.append(clock.uptime()) }
            return host.withLock { host in queries.map(host.answer) }
        }

        func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
            if blocksChanges, isBusy { return .notRun(.fenceBusy) }
            if case .run(let invocation) = change, invocation.arguments[0] == "mount" {
                host.withLock { $0.disk = .mounted }
            }
            return .finished(Finished(exitStatus: 0))
        }

        func take(_ term: Term, at place: Place) async -> Outcome {
            terms.withLock { $0 += 1 }
            return isBusy && !blocksChanges
                ? .notRun(.fenceBusy) : .finished(Finished(exitStatus: 0))
        }
    }

    private func apply(
        _ transport: FencedHost, _ simulator: Simulator, clock: (any TimeSource)? = nil
    ) -> RunReport {
        let environment = RunEnvironment(transport: transport, time: clock ?? simulator, random: SeededRandomSource())
        let reconciler = Reconciler(Make.desired([], hosts: ["host1"]), environment: environment, tell: { _ in })
        guard let report = simulator.run({ await reconciler.apply { _ in true } }) else { fatalError("deadlock") }
        return report
    }

    /// Four minutes: far longer than five attempts at the term take.
    @Test func aTermIsTakenOnceTheEarlierCommandHasEnded() {
        let clock = Simulator()
        let transport = FencedHost(clock, busyFor: .seconds(240))
        let report = apply(transport, clock)
        #expect(transport.terms.withLock { $0 } > 5)
        #expect(report.waits["FenceBusy"].map { $0 >= .seconds(230) } ?? false, "\(report.waits)")
        #expect(!report.taken.isEmpty && clock.uptime() >= .seconds(240))
        if case .notLeader = report.verdict { Issue.record("it did not wait for the fence") }
    }

    @Test func aFenceThatIsNeverFreeEndsTheRun() {
        let clock = Simulator()
        let report = apply(FencedHost(clock, busyFor: .seconds(100_000)), clock)
        #expect(report.verdict == .notLeader(["host1": "a command of an earlier run is still running"]))
        #expect(clock.uptime() >= .seconds(600) && clock.uptime() < .seconds(660))
    }

    @Test func aStepWaitsForTheFenceToo() {
        let clock = Simulator()
        let report = apply(FencedHost(clock, busyFor: .seconds(240), blocksChanges: true), clock)
        #expect(report.taken.filter { $0.result == .fenceHeld("host1") }.count > 3)
        #expect(report.taken.contains { $0.result == .done })
        #expect(!report.plan.held.contains { $0.waitingOn.contains { $0.reason == "NoEffect" } && $0.step == nil })
    }

    /// While nothing changes the pause grows to ten seconds: ten minutes cost no 600 observations.
    @Test func waitingIsCheap() {
        let clock = Simulator()
        let transport = FencedHost(clock, busyFor: .seconds(100_000))
        _ = apply(transport, clock)
        let times = transport.observations.withLock { $0 }
        let pauses = zip(times, times.dropFirst()).map { $1 - $0 }
        #expect(times.count < 120, "\(times.count)")
        #expect(pauses.allSatisfy { $0 <= .milliseconds(10_500) })
        #expect(pauses.first.map { $0 <= .milliseconds(1_500) } ?? false)
    }

    /// The wall clock goes back an hour at every pause: the run ends as it does without.
    @Test func aWallClockThatIsSetBackChangesNothing() {
        let (plain, jumping) = (Simulator(), JumpingClock())
        let first = apply(FencedHost(plain, busyFor: .seconds(60), blocksChanges: true), plain)
        let second = apply(
            FencedHost(jumping, busyFor: .seconds(60), blocksChanges: true), jumping.simulator, clock: jumping)
        #expect(first.verdict == second.verdict && first.taken == second.taken && first.took == second.took)
    }

    private final class JumpingClock: TimeSource {
        let simulator = Simulator()
        private let jumps = Mutex(0)
        func wallTime() -> WallTime { simulator.wallTime() + .seconds(-3_600) * jumps.withLock { $0 } }
        func uptime() -> Duration { simulator.uptime() }
        func sleep(_ duration: Duration) async throws {
            try await simulator.sleep(duration)
            jumps.withLock { $0 += 1 }
        }
    }
}
