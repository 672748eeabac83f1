import ClusterModel
import Testing

/// One grammar of durations for manifests and the command line.
@Suite struct DurationTextTests {
    @Test(arguments: [("0s", 0), ("90s", 90), ("5m", 300), ("1h30m", 5400), ("1h1s", 3601), ("8784h", 31_622_400)])
    func reads(_ text: String, _ seconds: Int64) {
        #expect(DurationText.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "0", "5", "05m", "0m", "1m1h", "1m1m", "m", "1d", "1.5h", "-5m", " 5m", "5m ", "8785h", "5٣m",
        "99999999999999999999s",
    ])
    func refuses(_ text: String) {
        #expect(DurationText.seconds(text) == nil)
    }

    @Test func readsWhatItWrites() {
        for seconds: Int64 in [0, 1, 59, 60, 61, 3599, 3600, 5400, 86_399, DurationText.longest] {
            #expect(DurationText.seconds(DurationText.text(seconds)) == seconds)
        }
    }
}
