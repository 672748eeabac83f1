internal import ClusterModel
internal import World

/// Runs the ready steps, each after the steps it names, and independent ones together: no host waits for another.
struct StepRunner {
    /// Steps at a time that touch one host: that act on it, or read again what they require of it.
    ///
    /// It spends the sessions of the one ssh connection to the host. sshd allows ten (MaxSessions), one is the
    /// connection's own, and the transport lets eight through: two are left for looking, so that neither an observation
    /// nor what a step reads again stands behind a command that holds gluster's lock for two minutes. More would gain
    /// little, because gluster takes one transaction a volume. It may be raised with the transport's own limit.
    static let stepsPerHost = 6

    let executor: Executor
    let time: any TimeSource
    let tell: @Sendable (RunEvent) -> Void
    /// Once true, no further step is begun; those in flight are finished.
    let mustStop: @Sendable () -> Bool

    /// What became of each step, in the order in which they ended.
    func run(_ steps: [Step], begin: Duration) async -> [TakenStep] {
        var queue = StepQueue(steps)
        var taken: [TakenStep] = []
        await withTaskGroup(of: TakenStep.self) { group in
            var load = HostLoad(limit: Self.stepsPerHost)
            while true {
                while !mustStop(), !isOverruled(taken), let step = queue.next(where: load.hasRoom) {
                    load.begin(step)
                    group.addTask { await take(step, begin: begin) }
                }
                taken += skipped(&queue, begin: begin)
                guard let one = await group.next() else { return }
                load.end(one.step)
                queue.finished(one.step.id, one.result)
                taken.append(one)
            }
        }
        return taken
    }

    /// A newer hcctl acts: this one begins nothing more anywhere.
    private func isOverruled(_ taken: [TakenStep]) -> Bool {
        taken.contains { if case .staleTerm = $0.result { true } else { false } }
    }

    private func take(_ step: Step, begin: Duration) async -> TakenStep {
        tell(.stepStarted(step))
        let begun = time.uptime()
        let result = await executor.perform(step)
        let took = time.uptime() - begun
        tell(.stepFinished(step, result, took: took))
        return TakenStep(step, result, begun: begun - begin, took: took)
    }

    private func skipped(_ queue: inout StepQueue, begin: Duration) -> [TakenStep] {
        queue.takeSkipped().map { step, failed in
            let result = StepResult.skipped(after: failed)
            tell(.stepFinished(step, result, took: .zero))
            return TakenStep(step, result, begun: time.uptime() - begin, took: .zero)
        }
    }
}

/// How many steps in flight touch each host.
struct HostLoad {
    private let limit: Int
    private var steps: [HostName: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// Whether every host that the step touches can bear one more.
    func hasRoom(for step: Step) -> Bool { step.touched.allSatisfy { steps[$0, default: 0] < limit } }

    mutating func begin(_ step: Step) {
        for host in step.touched { steps[host, default: 0] += 1 }
    }

    mutating func end(_ step: Step) {
        for host in step.touched { steps[host, default: 0] -= 1 }
    }
}

extension Step {
    /// The host that it acts on, and those that it asks again before.
    fileprivate var touched: Set<HostName> { Set(preconditions.map(\.host)).union([action.host]) }
}

/// Which step may begin, and which never will.
struct StepQueue {
    private var waiting: [Step]
    private var results: [StepKey: StepResult] = [:]

    init(_ steps: [Step]) { waiting = steps }

    /// The first step whose predecessors have all succeeded, and that may begin now.
    mutating func next(where mayBegin: (Step) -> Bool = { _ in true }) -> Step? {
        let index = waiting.firstIndex { step in
            step.after.allSatisfy { results[$0] == .done } && mayBegin(step)
        }
        return index.map { waiting.remove(at: $0) }
    }

    mutating func finished(_ step: StepKey, _ result: StepResult) { results[step] = result }

    /// Steps after one that did not succeed, and after those.
    mutating func takeSkipped() -> [(Step, after: StepKey)] {
        var skipped: [(Step, after: StepKey)] = []
        while let index = waiting.firstIndex(where: { failure(before: $0) != nil }),
            let failed = failure(before: waiting[index])
        {
            let step = waiting.remove(at: index)
            results[step.id] = .skipped(after: failed)
            skipped.append((step, failed))
        }
        return skipped
    }

    private func failure(before step: Step) -> StepKey? {
        step.after.first { results[$0].map { $0 != .done } ?? false }
    }
}
