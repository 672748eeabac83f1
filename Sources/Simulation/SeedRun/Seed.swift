internal import ClusterModel
internal import SimulatedWorld

/// What came of one seed.
package struct SeedResult: Sendable {
    /// The seed.
    package let seed: UInt64
    /// What must not be; empty if all is well.
    package let violations: [Violation]
    /// Everything that happened in the first run, one line each.
    package let trace: [String]
    /// Figures of the first run.
    package let tally: SeedTally
}

/// One seed: a cluster, a way to begin, what happens to it, and what hcctl makes of it.
package enum Seed {
    /// Runs a seed twice; that the second run went another way is a finding, too.
    package static func run(_ seed: UInt64) -> SeedResult {
        let first = once(seed)
        let second = once(seed)
        var violations = first.violations
        if let words = difference(first.trace, second.trace) {
            violations.append(Violation(.determinism, at: first.tally.time, words))
        }
        return SeedResult(seed: seed, violations: violations, trace: first.trace, tally: first.tally)
    }

    /// Runs a seed once.
    package static func once(_ seed: UInt64) -> SeedResult {
        let simulator = Simulator()
        let story = SeedRun(seed: seed, simulator)
        let ended: Bool? = simulator.run { await story.run() }
        let recorder = story.recorder
        if ended == nil { recorder.report(.deadlock, "everything waits for something that never comes") }
        let time = simulator.uptime()
        if time > timeLimit { recorder.report(.bound, "it took \(time.tenths) s of virtual time") }
        for words in recorder.cluster.findings { recorder.report(.model, words) }
        recorder.count { tally in
            tally.time = time
            for (fault, times) in recorder.cluster.faultCounts { tally.count(fault, times: times) }
        }
        return SeedResult(seed: seed, violations: recorder.violations, trace: recorder.trace, tally: recorder.tally)
    }

    /// Virtual time of one seed. A run has an hour at most, and there are about a dozen of them.
    static let timeLimit = Duration.seconds(86_400)

    /// Where two traces part.
    static func difference(_ first: [String], _ second: [String]) -> String? {
        guard first != second else { return nil }
        let index = zip(first, second).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let line = index ?? min(first.count, second.count)
        let left = line < first.count ? first[line] : "nothing more"
        let right = line < second.count ? second[line] : "nothing more"
        return "line \(line + 1) was “\(left)”, and “\(right)” the second time"
    }
}
