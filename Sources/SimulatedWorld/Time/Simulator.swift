package import ClusterModel
internal import Synchronization
internal import World

/// Runs every job of a simulation on the calling thread, first in, first out; when nothing is ready, time jumps to the
/// next sleeper. Structured child tasks, task groups and default actors inherit it, so that production code runs
/// unchanged and in one order only.
package final class Simulator: TaskExecutor, TimeSource {
    /// 2026-11-21T00:00:00Z: any instant would do, as long as it is always the same.
    static let start = WallTime(sinceEpoch: .seconds(1_795_219_200))
    private let state = Mutex(Queues())

    /// At virtual time zero, with nothing to do.
    package init() {}

    /// Puts a job behind those that are ready.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.ready.append(job) }
    }

    /// Runs `body` to its end. nil if everything waits for something that never comes: a deadlock, and a finding.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value? {
        let result = Answered<Value>()
        Task(executorPreference: self) { result.set(await body()) }
        while result.value == nil {
            guard step() else { return nil }
        }
        return result.value
    }

    /// Runs what is left over after `run`: tasks whose end was not awaited. False if some still wait after `jobs`
    /// jobs; what waits for nothing that comes by itself is left where it is.
    @discardableResult
    package func finish(jobs: Int = 1_000_000) -> Bool {
        for _ in 0..<jobs where !step() { return true }
        return false
    }

    /// A fixed start and what was slept since.
    package func wallTime() -> WallTime { Self.start + uptime() }

    /// What was slept.
    package func uptime() -> Duration { state.withLock { $0.now } }

    /// Returns when time has got there; throws at once when the task is cancelled.
    package func sleep(_ duration: Duration) async throws {
        let sleeper = state.withLock { $0.nextSleeper() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCancelled = state.withLock { $0.sleep(sleeper, duration, continuation) }
                if isCancelled { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.cancel(sleeper) }?.resume()
        }
        try Task.checkCancellation()
    }

    /// One job, or one jump of time. False if there is neither.
    private func step() -> Bool {
        if let job = state.withLock({ $0.takeReady() }) {
            job.runSynchronously(on: asUnownedTaskExecutor())
            return true
        }
        guard let sleeper = state.withLock({ $0.takeSleeper() }) else { return false }
        sleeper.resume()
        return true
    }
}

/// The end of a run.
private final class Answered<Value: Sendable>: Sendable {
    private let held = Mutex<Value?>(nil)
    var value: Value? { held.withLock { $0 } }
    func set(_ value: Value) { held.withLock { $0 = value } }
}

/// What is ready, in order, and who sleeps until when.
private struct Queues {
    typealias Continuation = CheckedContinuation<Void, Never>

    var ready: [UnownedJob] = []
    private(set) var now = Duration.zero
    private var head = 0
    private var order: UInt64 = 0
    private var sleepers = Heap<Wake>()
    private var continuations: [UInt64: Continuation] = [:]
    /// Cancelled before they fell asleep.
    private var cancelled: Set<UInt64> = []

    struct Wake: Comparable {
        let at: Duration
        let order: UInt64
        static func < (left: Self, right: Self) -> Bool { (left.at, left.order) < (right.at, right.order) }
    }

    mutating func takeReady() -> UnownedJob? {
        guard head < ready.count else {
            ready.removeAll(keepingCapacity: true)
            head = 0
            return nil
        }
        defer { head += 1 }
        return ready[head]
    }

    mutating func nextSleeper() -> UInt64 {
        order += 1
        return order
    }

    /// True if it must not sleep at all.
    mutating func sleep(_ sleeper: UInt64, _ duration: Duration, _ continuation: Continuation) -> Bool {
        guard cancelled.remove(sleeper) == nil else { return true }
        continuations[sleeper] = continuation
        sleepers.insert(Wake(at: now + max(.zero, duration), order: sleeper))
        return false
    }

    mutating func cancel(_ sleeper: UInt64) -> Continuation? {
        guard let continuation = continuations.removeValue(forKey: sleeper) else {
            cancelled.insert(sleeper)
            return nil
        }
        return continuation
    }

    /// The next one to wake; the time goes there. Those that were cancelled have been woken already.
    mutating func takeSleeper() -> Continuation? {
        while let wake = sleepers.removeLeast() {
            guard let continuation = continuations.removeValue(forKey: wake.order) else { continue }
            now = max(now, wake.at)
            return continuation
        }
        return nil
    }
}
