import ClusterModel
import SimulatedWorld
import Synchronization
import Testing
import World

@testable import Reconciliation

/// Steps go out together as far as each host bears it, in virtual time.
@Suite struct StepRunnerTests {
    private static let hosts = (1...12).map { HostName("host\($0)") }

    private func step(_ number: Int, on host: HostName, preconditions: [Precondition] = []) -> Step {
        Step(
            resource: .host(host), action: .host(.makeDirectory(path: "/\(number)"), on: host),
            preconditions: preconditions,
            postcondition: .directory(host, path: "/\(number)"), risk: .benign, scope: .host(host), differences: [])
    }

    /// The transport that took the steps, and how long they took.
    private func run(_ steps: [Step]) -> (slow: SlowTransport, took: Duration, results: [StepResult]) {
        let simulator = Simulator()
        let slow = SlowTransport(time: simulator)
        let results: [StepResult]? = simulator.run {
            let environment = RunEnvironment(transport: slow, time: simulator, random: SeededRandomSource(seed: 1))
            let runner = StepRunner(
                executor: Executor(environment: environment, term: Term(1)), time: simulator, tell: { _ in },
                mustStop: { false })
            return await runner.run(steps, begin: .zero).map(\.result)
        }
        return (slow, simulator.uptime(), results ?? [])
    }

    @Test func aDozenHostsGoAtOnce() {
        let (slow, took, results) = run(Self.hosts.map { step(1, on: $0) })
        #expect(results == Array(repeating: .done, count: 12))
        #expect(slow.mostAtOnce == 12)
        #expect(took == SlowTransport.time)
    }

    @Test func noHostGetsMoreThanItsLimit() {
        let limit = StepRunner.stepsPerHost
        let steps = (0..<(2 * limit)).flatMap { number in Self.hosts.map { step(number, on: $0) } }
        let (slow, took, results) = run(steps)
        #expect(results.count == steps.count)
        #expect(Self.hosts.map { slow.most(on: $0) } == Array(repeating: limit, count: 12))
        #expect(slow.mostAtOnce == 12 * limit)
        #expect(took == SlowTransport.time * 2)
    }

    /// One host's long queue keeps no other host waiting.
    @Test func aBusyHostHoldsUpNobody() {
        let many = (0..<(4 * StepRunner.stepsPerHost)).map { step($0, on: "host1") }
        let (slow, _, _) = run(many + Self.hosts.dropFirst().map { step(0, on: $0) })
        #expect(slow.mostAtOnce == StepRunner.stepsPerHost + 11)
    }

    /// Twelve steps on as many hosts, and each asks host1 again before.
    @Test func whatIsReadAgainCounts() {
        let steps = Self.hosts.map { host in
            step(1, on: host, preconditions: [.brickMarked("host1", path: "/gluster/b", volume: "v")])
        }
        let (slow, _, results) = run(steps)
        #expect(results.count == 12)
        #expect(slow.most(on: "host1") == StepRunner.stepsPerHost)
    }
}

/// Takes a second for everything, says that it was done, and counts what goes on at the same time.
private final class SlowTransport: CommandTransport {
    static let time = Duration.seconds(1)

    private struct Counts {
        var now: [Place: Int] = [:]
        var most: [Place: Int] = [:]
        var mostAtOnce = 0
    }

    private let timekeeper: any TimeSource
    private let counts = Mutex(Counts())

    init(time: any TimeSource) { timekeeper = time }

    var mostAtOnce: Int { counts.withLock { $0.mostAtOnce } }
    func most(on host: HostName) -> Int { counts.withLock { $0.most[.host(host)] ?? 0 } }

    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        await busy(place)
        return queries.map { _ in .finished(Finished(exitStatus: 0)) }
    }

    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        await busy(place)
        return .finished(Finished(exitStatus: 0))
    }

    func take(_ term: Term, at place: Place) async -> Outcome { .finished(Finished(exitStatus: 0)) }

    private func busy(_ place: Place) async {
        counts.withLock { counts in
            counts.now[place, default: 0] += 1
            counts.most[place] = max(counts.most[place] ?? 0, counts.now[place] ?? 0)
            counts.mostAtOnce = max(counts.mostAtOnce, counts.now.values.reduce(0, +))
        }
        try? await timekeeper.sleep(Self.time)
        counts.withLock { $0.now[place, default: 0] -= 1 }
    }
}
