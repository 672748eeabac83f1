internal import ClusterModel

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

    var isEmpty: Bool { waiting.isEmpty }

    var hosts: Set<HostName> { Set(waiting.compactMap(\.action.host)) }

    /// The steps that act on the host: none of them begins any more.
    mutating func takeAll(on host: HostName) -> [Step] {
        defer { waiting.removeAll { $0.action.host == host } }
        return waiting.filter { $0.action.host == host }
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
