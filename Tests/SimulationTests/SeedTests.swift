import Testing

@testable import Simulation

/// Whole seeds. `hcctl-vopr` runs thousands; here are as many as a test run can afford.
@Suite struct SeedTests {
    /// Blocks of seeds run beside each other.
    private static let blocks = 0..<8
    private static let seedsInBlock: UInt64 = 16
    private static let twice: UInt64 = 6

    @Test(arguments: blocks) func nothingIsFound(_ block: Int) {
        let first = 1 + UInt64(block) * Self.seedsInBlock
        for seed in first..<(first + Self.seedsInBlock) { expectNothing(Seed.once(seed)) }
    }

    @Test func theSameSeedGoesTheSameWay() {
        for seed in 1...Self.twice { expectNothing(Seed.run(seed)) }
    }

    @Test func seedsGoDifferentWays() {
        #expect(Set((1...20).map { Seed.once($0).trace.count }).count > 10)
    }

    @Test func whatTracesPartInIsSaid() {
        #expect(Seed.difference(["a", "b"], ["a", "b"]) == nil)
        #expect(Seed.difference(["a", "b"], ["a", "c"]) == "line 2 was “b”, and “c” the second time")
        #expect(Seed.difference(["a"], ["a", "c"]) == "line 2 was “nothing more”, and “c” the second time")
    }

    private func expectNothing(_ result: SeedResult) {
        for violation in result.violations {
            Issue.record("\(violation)\nreplay: hcctl-vopr --start \(result.seed) --seeds 1 --verbose")
        }
    }
}
