import Testing

@testable import HcctlCommands

/// Limits on the command line have the grammar of durations in manifests.
@Suite struct TimeLimitTests {
    @Test func readsDurations() {
        #expect(TimeLimit(argument: "1h30m")?.limit == .seconds(5400))
        #expect(TimeLimit(argument: "90s")?.description == "1m30s")
    }

    @Test(arguments: ["0", "0s"]) func zeroIsNoLimit(_ text: String) {
        #expect(TimeLimit(argument: text).map { $0.limit == nil } == true)
    }

    @Test(arguments: ["", "90", "05m", "0m", "1m1h", "1d"]) func refusesOtherTexts(_ text: String) {
        #expect(TimeLimit(argument: text) == nil)
    }
}
