import ClusterModel
import Synchronization
import Testing
import World

@Suite struct ProbeTests {
    /// Facts are the statuses of the outcomes; those of `more` are asked afterwards and come behind them.
    private static func probe(_ words: [String], more: [String] = []) -> Probe<[Int]> {
        let first = Probe(words.map(query), read: statuses)
        guard !more.isEmpty else { return first }
        return first.followed { seen in Probe(more.map(query)) { seen + statuses($0) } }
    }

    private static func query(_ word: String) -> Query { .run(Invocation([word])) }

    /// -1 for what did not run.
    private static func statuses(_ outcomes: [Outcome]) -> [Int] {
        outcomes.map { if case .finished(let end) = $0 { end.exitStatus } else { -1 } }
    }

    /// Ends each query with the number that is its name.
    private final class Numbers: ObservingTransport {
        let trips = Mutex<[Int]>([])

        func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
            trips.withLock { $0.append(queries.count) }
            return queries.map { .finished(Finished(exitStatus: Int($0.title) ?? 0, output: [])) }
        }
    }

    private struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let first: Probe<[Int]>
        let second: Probe<[Int]>
        let trips: [Int]
        let facts: [[Int]]
    }

    private static let cases = [
        Case(
            testDescription: "no follow-up", first: probe(["1", "2"]), second: probe(["3"]), trips: [3],
            facts: [[1, 2], [3]]),
        Case(
            testDescription: "the first goes on", first: probe(["1"], more: ["4", "5"]), second: probe(["3"]),
            trips: [2, 2], facts: [[1, 4, 5], [3]]),
        Case(
            testDescription: "the second goes on", first: probe(["1"]), second: probe(["2", "3"], more: ["4"]),
            trips: [3, 1], facts: [[1], [2, 3, 4]]),
        Case(
            testDescription: "both go on, in one batch", first: probe(["1"], more: ["4"]),
            second: probe(["2"], more: ["5"]), trips: [2, 2], facts: [[1, 4], [2, 5]]),
        Case(
            testDescription: "one asks nothing", first: Probe(known: [7]), second: probe(["2"]), trips: [1],
            facts: [[7], [2]]),
    ]

    @Test(arguments: cases) private func twoProbesShareTheirRoundTrips(_ row: Case) async {
        let transport = Numbers()
        let both = row.first.with(row.second).map { [$0, $1] }
        #expect(await transport.ask(both, at: .local) == row.facts)
        #expect(transport.trips.withLock { $0 } == row.trips)
    }

    @Test func aMissingOutcomeShiftsNoOther() {
        let both = Self.probe(["1", "2"]).with(Self.probe(["3"]))
        let one = Outcome.finished(Finished(exitStatus: 1, output: []))
        #expect(both.answer([one]).facts == ([1, -1], [-1]))
        #expect(both.answer([one, one, one, one]).facts == ([1, 1], [1]))
    }
}
