internal import ClusterModel
internal import World

/// Runs the ready steps, each after the steps it names, at most `width` at a time.
struct StepRunner {
    /// Independent steps go out together. Eight is what one ssh connection takes (sshd's MaxSessions is ten), and more
    /// would only queue at gluster's own lock.
    static let width = 8

    let executor: Executor
    let time: any Timekeeper
    let tell: @Sendable (RunEvent) -> Void
    /// Once true, no further step is begun; those in flight are finished.
    let mustStop: @Sendable () -> Bool

    /// What became of each step, in the order in which they ended.
    func run(_ steps: [Step], begin: Duration) async -> [TakenStep] {
        var queue = StepQueue(steps)
        var taken: [TakenStep] = []
        await withTaskGroup(of: TakenStep.self) { group in
            var running = 0
            while true {
                while running < Self.width, !mustStop(), !isOverruled(taken), let step = queue.next() {
                    running += 1
                    group.addTask { await take(step, begin: begin) }
                }
                taken += skipped(&queue, begin: begin)
                guard let one = await group.next() else { return }
                running -= 1
                queue.finished(one.step.id, one.result)
                taken.append(one)
            }
        }
        return taken
    }

    /// A newer hcctl acts: this one begins nothing more anywhere.
    private func isOverruled(_ taken: [TakenStep]) -> Bool {
        taken.contains { if case .overruled = $0.result { true } else { false } }
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

/// Which step may begin, and which never will.
struct StepQueue {
    private var waiting: [Step]
    private var results: [StepID: StepResult] = [:]

    init(_ steps: [Step]) { waiting = steps }

    /// The first step whose predecessors have all succeeded.
    mutating func next() -> Step? {
        guard let index = waiting.firstIndex(where: { $0.after.allSatisfy { results[$0] == .done } }) else {
            return nil
        }
        return waiting.remove(at: index)
    }

    mutating func finished(_ step: StepID, _ result: StepResult) { results[step] = result }

    /// Steps after one that did not succeed, and after those.
    mutating func takeSkipped() -> [(Step, after: StepID)] {
        var skipped: [(Step, after: StepID)] = []
        while let index = waiting.firstIndex(where: { failure(before: $0) != nil }),
            let failed = failure(before: waiting[index])
        {
            let step = waiting.remove(at: index)
            results[step.id] = .skipped(after: failed)
            skipped.append((step, failed))
        }
        return skipped
    }

    private func failure(before step: Step) -> StepID? {
        step.after.first { results[$0].map { $0 != .done } ?? false }
    }
}
