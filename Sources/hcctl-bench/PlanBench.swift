internal import ArgumentParser
internal import ClusterModel
internal import Planning
internal import Presentation

/// Times of planning in memory, and of the status as text: a cluster that is as declared, and bare hosts.
struct PlanBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plan for clusters of given sizes, without asking any host.",
        discussion: """
            Each size is a replica 3 volume of three bricks and ten options for each resource, and a host for each \
            hundred. “10 x” is how many times as long it took as for the size before: linear is the ratio of the sizes.

            The glusterd of each host describes every volume of the pool: what is observed grows with hosts times volumes. \
            From --most-hosts on the number of hosts stays the same, so that sizes can be compared.

            Memory is that of the whole process, earlier sizes included: for an exact figure measure one size alone.
            """)

    @Option(help: "Resources of each set, the smallest first.", transform: Self.numbers)
    var sizes = [1_000, 10_000, 100_000]
    @Option(help: "Resources of each set of bare hosts, the smallest first; 0 is none.", transform: Self.numbers)
    var bare = [1_000, 10_000]
    @Option(help: "Hosts of a set, at most.")
    var mostHosts = 100
    @Option(help: "How often each is measured; the median counts.")
    var rounds = 5
    @Flag(help: "Leave out the status and its text.")
    var planningOnly = false

    func run() {
        print("as declared: nothing to do")
        measure(sizes, \.converged)
        print("bare hosts: first convergence")
        measure(bare.filter { $0 > 0 }, \.bare)
    }

    private func measure(_ sizes: [Int], _ observation: KeyPath<LargeCluster, ObservedState>) {
        var last: Figures?
        for size in sizes {
            let cluster = LargeCluster(resources: size, mostHosts: mostHosts)
            let figures = Figures(cluster, cluster[keyPath: observation], rounds: rounds, planningOnly: planningOnly)
            print(figures.line(after: last))
            last = figures
        }
    }

    private static func numbers(_ text: String) throws -> [Int] {
        try text.split(separator: ",").map { word in
            guard let number = Int(word.filter { $0 != "_" }), number >= 0 else {
                throw ValidationError("“\(word)” is no number")
            }
            return number
        }
    }
}

/// What one size took.
private struct Figures {
    private let cluster: LargeCluster
    private let steps: Int
    private let held: Int
    private let planning: Duration
    private let status: Duration?
    private let text: Duration?
    /// Resident before the first plan, desired and observed state included, and at most while planning.
    private let input: Int
    private let peak: Int

    init(_ cluster: LargeCluster, _ observed: ObservedState, rounds: Int, planningOnly: Bool) {
        self.cluster = cluster
        ResidentMemory.forgetPeak()
        input = ResidentMemory.now
        var plan = Plan()
        planning = median(of: rounds) {
            plan = Planner().plan(cluster.desired, observed, history: History(), now: LargeCluster.now)
        }
        steps = plan.ready.count
        held = plan.held.count
        if planningOnly {
            status = nil
            text = nil
        } else {
            var statuses: [ResourceStatus] = []
            status = median(of: rounds) {
                statuses = StatusReport(cluster.desired, observed, plan, now: LargeCluster.now.wall).statuses
            }
            var bytes = 0
            text = median(of: rounds) { bytes = Self.text(of: plan, statuses, cluster.desired) }
            precondition(bytes > 0, "there is a status text")
        }
        peak = ResidentMemory.peak
    }

    func line(after last: Self?) -> String {
        let times: [(name: String, time: Duration?, last: Duration?)] = [
            ("plan", planning, last?.planning), ("status", status, last?.status), ("text", text, last?.text),
        ]
        let words = times.compactMap { name, time, earlier in
            time.map { "\(name) \($0.milliseconds) ms\(earlier.map(ratio($0)) ?? "")" }
        }
        return "\(cluster.resources) resources, \(cluster.hosts.count) hosts: \(steps) steps, \(held) held; "
            + words.joined(separator: ", ") + "; memory \(peak) MiB, input \(input) MiB of it"
    }

    /// How many times as long as for the size before.
    private func ratio(_ time: Duration) -> (Duration) -> String {
        { earlier in " (\((time / earlier * 10).rounded() / 10) x)" }
    }

    /// Bytes of what diff prints, the table of resources included.
    private static func text(of plan: Plan, _ statuses: [ResourceStatus], _ desired: DesiredState) -> Int {
        let report = RunReport(
            verdict: plan.isConverged ? .converged : .different, cluster: desired.cluster, plan: plan,
            statuses: statuses, took: .zero, counts: CommandCounts())
        let lines = PlanText(plan).lines + RunText(preview: { _ in [] }).end(report, doing: false)
        return lines.reduce(0) { $0 + $1.utf8.count + 1 }
    }
}
