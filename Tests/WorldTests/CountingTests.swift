import ClusterModel
import TestSupport
import Testing
import World

@Suite struct CountingTests {
    @Test func queriesChangesTermsAndRoundTripsAreCountedApart() async {
        let done = Outcome.finished(Finished(exitStatus: 0))
        let change = Change.remove(path: "/x", expecting: .anything)
        let script = ScriptedTransport(["a": [.observe { _ in done }, .take(done), .perform(change, done)]])
        let transport = CountingTransport(script)
        let query = Query.read(path: "/x", limit: 1)
        #expect(await transport.observe([query, query, query], at: .host("a")) == [done, done, done])
        #expect(await transport.take(Term(1), at: .host("a")) == done)
        #expect(await transport.perform(change, at: .host("a"), term: Term(1)) == done)
        var expected = CommandCounts()
        (expected.reading, expected.changing, expected.fence, expected.roundTrips) = (3, 1, 1, 3)
        #expect(transport.counts == expected)
        #expect(script.isFinished)
    }

    @Test func aSecretIsNeverPrinted() {
        let secret = Secret(Array("hunter2".utf8))
        var dumped = ""
        dump(Invocation.Input.secret(secret), to: &dumped)
        let printed = "\(secret) \(Invocation(["x"], input: .secret(secret)))\(dumped)"
        #expect(!printed.contains("hunter2") && !printed.contains("104, 117"))
        #expect("\(secret)" == "<secret>")
        #expect(secret.reveal() == Array("hunter2".utf8))
    }
}
