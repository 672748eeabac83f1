internal import ArgumentParser
internal import ClusterModel
internal import Foundation
internal import Simulation

/// `hcctl-vopr`: runs seeds and reports their violations.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hcctl-vopr",
        abstract: "Run hcctl against simulated clusters: one seed, one cluster, one sequence of faults.",
        discussion: """
            Every seed is run twice and compared. A violation prints the one command that replays it.

            Exit status: 0 no violation, 1 a violation, 64 wrong usage.
            """)

    @Option(help: "The first seed.")
    var start: UInt64 = 1
    @Option(help: "How many seeds.")
    var seeds: UInt64 = 1000
    @Option(help: "Stop after so many minutes, however many seeds are left.")
    var minutes: Double?
    @Option(help: "Seeds that run at the same time.")
    var jobs = 1
    @Flag(help: "Print everything that happens.")
    var verbose = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs is at least 1") }
        guard !start.addingReportingOverflow(seeds).overflow else { throw ValidationError("these are too many seeds") }
    }

    func run() async throws {
        let watch = Stopwatch()
        var totals = Totals()
        await withTaskGroup(of: SeedResult.self) { group in
            var next = start
            while true {
                while next < start + seeds, totals.running < jobs, !isOver(watch) {
                    let seed = next
                    group.addTask { Seed.run(seed) }
                    totals.running += 1
                    next += 1
                }
                guard let result = await group.next() else { return }
                totals.add(result)
                show(result)
            }
        }
        say(totals.lines(watch.seconds))
        if totals.failures > 0 { throw ExitCode(1) }
    }

    private func isOver(_ watch: Stopwatch) -> Bool { minutes.map { watch.seconds >= $0 * 60 } ?? false }

    private func show(_ result: SeedResult) {
        if verbose { say(result.trace) }
        guard !result.violations.isEmpty else { return }
        say(
            ["seed \(result.seed) failed:"] + result.violations.prefix(Totals.shown).map { "  \($0)" }
                + ["  replay: hcctl-vopr --start \(result.seed) --seeds 1 --verbose"])
    }

    /// At once, wherever it goes: a run takes long, and what it found is not to wait for its end.
    private func say(_ lines: [String]) {
        try? FileHandle.standardOutput.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}

/// Real time, for the figures.
private struct Stopwatch {
    private let begin = ContinuousClock.now

    var seconds: Double {
        let (whole, parts) = (ContinuousClock.now - begin).components
        return Double(whole) + Double(parts) / 1e18
    }
}
