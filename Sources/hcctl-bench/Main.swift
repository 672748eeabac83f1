internal import ArgumentParser

/// Measures parts of hcctl and prints figures; it never judges them: machines differ, ratios less.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hcctl-bench", abstract: "Run benchmarks and print their figures.",
        subcommands: [ReadingBench.self, PlanBench.self], defaultSubcommand: ReadingBench.self)
}
