import ClusterModel
import TestSupport
import Testing

@testable import Reconciliation

/// What belongs to the engine has no host, no fence and no term of its own.
@Suite struct TargetTests {
    @Test func hostsComeBeforeEnginesAndOnlyTheyHaveAHost() {
        let targets: [Target] = [.engine("b"), .host("host2"), .engine("a"), .host("host1")]
        #expect(targets.sorted() == [.host("host1"), .host("host2"), .engine("a"), .engine("b")])
        #expect(targets.map(\.host) == [nil, "host2", nil, "host1"])
        #expect(targets.map(\.description) == ["engine b", "host2", "engine a", "host1"])
    }

    @Test func anUnknownFactOfTheEngineIsNoHostsOwn() {
        let fact = UnknownFact(ResourceID(.engineCluster, "Default"), from: .engine("Default"), .notAsked)
        #expect(!fact.isOfItsTarget && fact.target.host == nil)
        #expect(UnknownFact(.host("host1"), on: "host1", .notAsked).isOfItsTarget)
    }
}
