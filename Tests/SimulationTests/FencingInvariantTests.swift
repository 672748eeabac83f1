import ClusterModel
import Testing
import World

@testable import SimulatedWorld
@testable import Simulation

/// Terms that were not taken, or were taken while an older one was in use.
@Suite struct FencingInvariantTests {
    private func event(_ kind: WorldEvent.Kind) -> WorldEvent { WorldEvent(at: .seconds(1), kind: kind) }

    private func command(_ id: UInt64, term: UInt64, host: HostName = "host1") -> RunningCommand {
        .example(id, term: term, host: host)
    }

    @Test func aChangeOfAnOlderTermIsFound() {
        var rule = FencingInvariant(hosts: 1)
        #expect(rule.judge(event(.termTaken("host1", Term(1), caller: "a"))) == [])
        rule.observed("host1", by: "a")
        #expect(rule.judge(event(.begun(command(1, term: 1)))) == [])
        #expect(rule.judge(event(.ended(command(1, term: 1), exitStatus: 0, before: [], after: []))) == [])
        #expect(rule.judge(event(.termTaken("host1", Term(2), caller: "b"))) == [])
        #expect(rule.judge(event(.begun(command(2, term: 1)))).map(\.rule) == [.terms])
    }

    @Test func aTermTakenBesideAnOlderChangeIsFound() {
        var rule = FencingInvariant(hosts: 1)
        _ = rule.judge(event(.termTaken("host1", Term(1), caller: "a")))
        _ = rule.judge(event(.begun(command(1, term: 1))))
        #expect(rule.judge(event(.termTaken("host1", Term(2), caller: "b"))).map(\.rule) == [.terms])
        #expect(rule.judge(event(.termTaken("host1", Term(2), caller: "c"))).map(\.rule).contains(.terms))
    }

    @Test func aChangeUnderATermThatWasNotTakenIsFound() {
        var rule = FencingInvariant(hosts: 3)
        #expect(rule.judge(event(.begun(command(1, term: 1)))).map(\.rule) == [.terms])
        _ = rule.judge(event(.termTaken("host1", Term(1), caller: "a")))
        #expect(rule.judge(event(.begun(command(2, term: 1)))).map(\.rule) == [.terms])
        _ = rule.judge(event(.termTaken("host2", Term(1), caller: "a")))
        rule.observed("host1", by: "a")
        #expect(rule.judge(event(.begun(command(3, term: 1)))) == [])
    }

    @Test func aChangeWhereItsTermWasNotTakenIsFound() {
        var rule = FencingInvariant(hosts: 3)
        for host in ["host1", "host2"] as [HostName] {
            _ = rule.judge(event(.termTaken(host, Term(1), caller: "a")))
        }
        for host in ["host1", "host2", "host3"] as [HostName] { rule.observed(host, by: "a") }
        #expect(rule.judge(event(.begun(command(1, term: 1, host: "host3")))).map(\.rule) == [.terms])
        _ = rule.judge(event(.termTaken("host3", Term(1), caller: "a")))
        #expect(rule.judge(event(.begun(command(2, term: 1, host: "host3")))) == [])
    }

    @Test func aChangeOnNewsFromBeforeTheTermIsFound() {
        var rule = FencingInvariant(hosts: 1)
        rule.observed("host1", by: "a")
        _ = rule.judge(event(.termTaken("host1", Term(1), caller: "a")))
        #expect(rule.judge(event(.begun(command(1, term: 1)))).map(\.rule) == [.terms])
        rule.observed("host1", by: "b")
        #expect(rule.judge(event(.begun(command(2, term: 1)))).map(\.rule) == [.terms])
        rule.observed("host1", by: "a")
        #expect(rule.judge(event(.begun(command(3, term: 1)))) == [])
    }
}
