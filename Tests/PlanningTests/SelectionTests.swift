import ClusterModel
import Planning
import TestSupport
import Testing

/// The part of a plan that `--only`, `-l` and a plan in a file select.
@Suite struct SelectionTests {
    private let desired = Make.desired([Make.volume("a"), Make.volume("b")])

    private var whole: Plan { Planner().plan(desired, Make.bare(desired), history: History(), now: Make.now) }

    @Test func everythingIsTheWholePlan() { #expect(whole.selected(.everything) == whole) }

    /// A volume of bare hosts needs disks, daemons and the pool; the other volume is left out.
    @Test func aResourceBringsWhatItDependsOn() throws {
        let part = whole.selected(.resources([.volume("a")]))
        let scope = try #require(part.scope)
        #expect(scope.dependencies == Make.hosts.map { .host($0) })
        let left = part.ready.count + part.held.count + scope.leftOut
        #expect(left == whole.ready.count + whole.held.count)
        #expect(part.held.contains { $0.resource == .volume("a") })
        #expect(!part.held.contains { $0.resource == .volume("b") })
        let known = Set(part.ready.map(\.id) + part.held.compactMap(\.id))
        for step in part.ready { #expect(step.after.allSatisfy(known.contains)) }
    }

    @Test func aHostAloneNeedsNoOther() {
        let part = whole.selected(.resources([.host("host1")]))
        #expect(part.scope?.dependencies.isEmpty == true)
        #expect(part.ready.allSatisfy { $0.resource == .host("host1") })
    }

    @Test func onlyTheStepsOfAFile() {
        let keys = Set(whole.ready.prefix(2).map(\.id))
        let part = whole.selected(.steps(keys))
        #expect(Set(part.ready.map(\.id)) == keys)
        #expect(part.held.isEmpty && part.unknown.isEmpty)
        #expect(part.scope?.leftOut == whole.ready.count + whole.held.count - 2)
    }

    @Test func whatIsUnknownOfOthersIsLeftOut() {
        let observed = Make.observed(desired) { name, host in
            if name == "host3" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "off")) }
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        #expect(plan.selected(.resources([.host("host1")])).isConverged)
        #expect(!plan.selected(.resources([.host("host3")])).isConverged)
    }
}

@Suite struct LabelSelectorTests {
    @Test(arguments: [
        ("site=brno", true), ("site==brno", true), ("site=wien", false), ("site!=wien", true), ("site", true),
        ("rack", false), ("!rack", true), ("site=brno,tier=1", true), ("site=brno,tier!=1", false), ("rack!=a", true),
    ])
    func matches(_ text: String, _ isMatch: Bool) throws {
        let selector = try #require(LabelSelector(text))
        #expect(selector.matches(["site": "brno", "tier": "1"]) == isMatch)
    }

    @Test(arguments: ["", "a,", "=b", "a b=c"]) func isNone(_ text: String) { #expect(LabelSelector(text) == nil) }
}
