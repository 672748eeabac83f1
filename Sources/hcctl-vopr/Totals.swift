internal import ClusterModel
internal import Simulation

/// Figures of many seeds.
struct Totals {
    /// Findings of one seed that are printed: the first one is the cause of most others.
    static let shown = 5

    var running = 0
    private(set) var failures = 0
    private var seeds = 0
    private var tally = SeedTally()
    private var rules: [String: Int] = [:]

    mutating func add(_ result: SeedResult) {
        running -= 1
        seeds += 1
        tally += result.tally
        guard let first = result.violations.first else { return }
        failures += 1
        rules[first.rule.rawValue, default: 0] += 1
    }

    func lines(_ seconds: Double) -> [String] {
        let hours = Double(tally.time.components.seconds) * 2 / 3600
        let speed = """
            \(Self.rounded(Double(seeds) / seconds)) seeds/s, each run twice; \
            \(Self.rounded(hours / seconds)) simulated hours/s (\(Self.rounded(hours)) h in \(Self.rounded(seconds)) s)
            """
        let rules = rules.isEmpty ? [] : ["failures by rule: \(Self.list(rules))"]
        return [
            speed, "faults: \(Self.list(tally.faults))",
            "steps: \(Self.list(tally.steps)); \(tally.stepsDone) ended well",
            "runs: \(Self.list(tally.verdicts)); \(tally.fought) reported a fight",
            "external actions: \(Self.list(tally.externalActions))",
        ] + rules + ["\(seeds) seeds, \(failures) failures", "\(seeds - failures) passed, \(failures) failed"]
    }

    private static func list(_ counts: [String: Int]) -> String {
        counts.isEmpty
            ? "none" : counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    private static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
