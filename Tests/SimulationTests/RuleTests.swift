import ClusterModel
import Reconciliation
import Testing
import World

@testable import SimulatedWorld
@testable import Simulation

/// Each rule must be able to fail: events that a sound hcctl never causes are made by hand.
@Suite struct EventRuleTests {
    private static let words = ["mkfs.xfs", "--", "/dev/vdb"]

    private func command(_ id: UInt64, term: UInt64, host: HostName = "host1", by caller: String = "a")
        -> RunningCommand
    {
        RunningCommand(
            id: id, host: host, term: Term(term), caller: caller, change: .run(Invocation(Self.words)), begun: .zero,
            ends: .seconds(1), fate: .effect)
    }

    private func event(_ kind: WorldEvent.Kind) -> WorldEvent { WorldEvent(at: .seconds(1), kind: kind) }

    private func judge(_ events: WorldEvent...) -> [Finding] {
        var rules = SafetyRules()
        return events.flatMap { rules.judge($0) }
    }

    private func health(writable: Bool) -> ReplicaSetHealth {
        ReplicaSetHealth(volume: "data", set: 0, up: writable ? 3 : 1, count: 3, isWritable: writable)
    }

    @Test func aSignatureFormattedIsFound() {
        let over: [SimulatedDisk.Contents] = [
            .swap(uuid: "s"), .lvm(uuid: "l"), .several, .filesystem(Filesystem(uuid: "u")),
            .partitionTable(kind: "gpt", []),
        ]
        for contents in over {
            let made = event(.madeFilesystem("host1", device: "/dev/vdb", over: contents, command: 1))
            #expect(judge(made).map(\.rule) == [.signature])
        }
        #expect(judge(event(.madeFilesystem("host1", device: "/dev/vdb", over: .blank, command: 1))) == [])
    }

    /// mkfs.xfs would refuse it; that it was begun is enough.
    @Test func aFormattingBegunOverASignatureIsFound() {
        let begun = event(.formatting("host1", device: "/dev/vdb", over: .swap(uuid: "s"), command: 1))
        let put = Hand.putOnDisk("host1", device: "/dev/vdb", .swap(uuid: "s"))
        #expect(judge(begun).map(\.rule) == [.signature])
        #expect(judge(event(.formatting("host1", device: "/dev/vdb", over: .blank, command: 1))) == [])
        #expect(judge(event(.hand(put)), begun) == [], "put there between the look and mkfs")
        let later = WorldEvent(at: .seconds(90), kind: begun.kind)
        #expect(judge(event(.hand(put)), later).map(\.rule) == [.signature])
    }

    @Test func aBrickMadeByForceIsFound() {
        let marked = event(.markedByForce("host1", path: "/gluster/b", volume: "data", command: 1))
        #expect(judge(marked).map(\.rule) == [.mark])
    }

    @Test func aLastGoodCopyLostIsFoundUnlessAHandDidIt() {
        let file = StoredFile("v", "f")
        #expect(
            judge(event(.lastGoodCopyLost(file, cause: .command(1)))).map(\.rule) == [.lastGoodCopy])
        #expect(judge(event(.lastGoodCopyLost(file, cause: .automatic))).map(\.rule) == [.lastGoodCopy])
        #expect(judge(event(.lastGoodCopyLost(file, cause: .hand))) == [])
    }

    @Test func aQuorumTakenIsFound() {
        func ended(_ before: Bool, _ after: Bool) -> WorldEvent {
            event(
                .ended(
                    command(1, term: 1), exitStatus: 0, before: [health(writable: before)],
                    after: [health(writable: after)]))
        }
        #expect(judge(ended(true, false)).map(\.rule) == [.quorum])
        #expect(judge(ended(true, true)) == [])
        #expect(judge(ended(false, false)) == [])
        let stopped = event(.brick("host1", path: "/b", volume: "data", runs: false, cause: .command(1)))
        #expect(judge(stopped).map(\.rule) == [.quorum])
        let automatic = event(.brick("host1", path: "/b", volume: "data", runs: false, cause: .automatic))
        #expect(judge(automatic, ended(true, false)) == [], "a daemon without quorum stops its bricks")
    }

    @Test func aChangeOfAnOlderTermIsFound() {
        var rule = TermRule(hosts: 1)
        #expect(rule.judge(event(.termTaken("host1", Term(1), caller: "a"))) == [])
        rule.asked("host1", by: "a")
        #expect(rule.judge(event(.begun(command(1, term: 1)))) == [])
        #expect(rule.judge(event(.ended(command(1, term: 1), exitStatus: 0, before: [], after: []))) == [])
        #expect(rule.judge(event(.termTaken("host1", Term(2), caller: "b"))) == [])
        #expect(rule.judge(event(.begun(command(2, term: 1)))).map(\.rule) == [.terms])
    }

    @Test func aTermTakenBesideAnOlderChangeIsFound() {
        var rule = TermRule(hosts: 1)
        _ = rule.judge(event(.termTaken("host1", Term(1), caller: "a")))
        _ = rule.judge(event(.begun(command(1, term: 1))))
        #expect(rule.judge(event(.termTaken("host1", Term(2), caller: "b"))).map(\.rule) == [.terms])
        #expect(rule.judge(event(.termTaken("host1", Term(2), caller: "c"))).map(\.rule).contains(.terms))
    }

    @Test func aChangeUnderATermThatWasNotTakenIsFound() {
        var rule = TermRule(hosts: 3)
        #expect(rule.judge(event(.begun(command(1, term: 1)))).map(\.rule) == [.terms])
        _ = rule.judge(event(.termTaken("host1", Term(1), caller: "a")))
        #expect(rule.judge(event(.begun(command(2, term: 1)))).map(\.rule) == [.terms])
        _ = rule.judge(event(.termTaken("host2", Term(1), caller: "a")))
        rule.asked("host1", by: "a")
        #expect(rule.judge(event(.begun(command(3, term: 1)))) == [])
    }

    @Test func aChangeWhereItsTermWasNotTakenIsFound() {
        var rule = TermRule(hosts: 3)
        for host in ["host1", "host2"] as [HostName] {
            _ = rule.judge(event(.termTaken(host, Term(1), caller: "a")))
        }
        for host in ["host1", "host2", "host3"] as [HostName] { rule.asked(host, by: "a") }
        #expect(rule.judge(event(.begun(command(1, term: 1, host: "host3")))).map(\.rule) == [.terms])
        _ = rule.judge(event(.termTaken("host3", Term(1), caller: "a")))
        #expect(rule.judge(event(.begun(command(2, term: 1, host: "host3")))) == [])
    }

    @Test func aChangeOnNewsFromBeforeTheTermIsFound() {
        var rule = TermRule(hosts: 1)
        rule.asked("host1", by: "a")
        _ = rule.judge(event(.termTaken("host1", Term(1), caller: "a")))
        #expect(rule.judge(event(.begun(command(1, term: 1)))).map(\.rule) == [.terms])
        rule.asked("host1", by: "b")
        #expect(rule.judge(event(.begun(command(2, term: 1)))).map(\.rule) == [.terms])
        rule.asked("host1", by: "a")
        #expect(rule.judge(event(.begun(command(3, term: 1)))) == [])
    }
}

/// What one process says that it does, against what reaches the hosts.
@Suite struct StepRuleTests {
    private let step = Step(
        resource: .host("host1"), action: .host(.makeDirectory(path: "/gluster/b"), on: "host1"),
        preconditions: [.mounted("host1", device: "/dev/vdb", at: "/gluster")],
        postcondition: .directory("host1", path: "/gluster/b"), risk: .benign, scope: .host("host1"), differences: [])

    private func begun(_ words: [String], on host: HostName = "host1") -> WorldEvent {
        let command = RunningCommand(
            id: 1, host: host, term: Term(1), caller: "a", change: .run(Invocation(words)), begun: .zero, ends: .zero,
            fate: .effect)
        return WorldEvent(at: .zero, kind: .begun(command))
    }

    private var words: [String] { ["mkdir", "-p", "-m", "0755", "--", "/gluster/b"] }

    @Test func whatWasPlannedAndReadAgainIsRight() {
        var rule = StepRule("a")
        #expect(rule.hear(.planned(Plan(ready: [step])), .zero) == [])
        #expect(rule.hear(.stepStarted(step), .zero) == [])
        rule.asked("host1")
        #expect(rule.judge(begun(words)) == [])
        #expect(rule.judge(begun(words)).map(\.rule) == [.planned], "once planned is not twice done")
    }

    @Test func whatWasNotReadAgainIsFound() {
        var rule = StepRule("a")
        rule.asked("host1")
        _ = rule.hear(.planned(Plan(ready: [step])), .zero)
        _ = rule.hear(.stepStarted(step), .zero)
        rule.asked("host2")
        #expect(rule.judge(begun(words)).map(\.rule) == [.planned])
    }

    @Test func whatWasReadAgainAndNotHeededIsFound() {
        var rule = StepRule("a")
        _ = rule.hear(.planned(Plan(ready: [step])), .zero)
        _ = rule.hear(.stepStarted(step), .zero)
        var state = ClusterState.bare(1)
        rule.asked("host1", in: state)
        #expect(rule.judge(begun(words)).map(\.rule) == [.planned], "nothing is mounted there")
        state.hosts[0].mounts = [SimulatedMount("/dev/vdb", at: "/gluster")]
        _ = rule.hear(.stepStarted(step), .zero)
        rule.asked("host1", in: state)
        #expect(rule.judge(begun(words)) == [])
    }

    /// A step that failed half-way sends nothing more: what comes next is of the one that was begun since (seed 5216).
    @Test func theRestOfAFailedStepIsNotMistakenForAnother() {
        func packages(_ action: HostAction) -> Step {
            Step(
                resource: .host("host1"), action: .host(action, on: "host1"),
                postcondition: .packagesAvailable("host1", ["attr"]), risk: .benign, scope: .host("host1"), differences: [])
        }
        let failed = packages(.installPackages(["attr"], masking: ["glusterd"]))
        let next = packages(.updatePackageLists)
        let commands = { (step: Step) in Preview.commands(step.action).map(\.arguments) }
        var rule = StepRule("a")
        _ = rule.hear(.planned(Plan(ready: [failed])), .zero)
        _ = rule.hear(.stepStarted(failed), .zero)
        #expect(rule.judge(begun(commands(failed)[0])) == [])
        _ = rule.hear(.stepFinished(failed, .notRun("host1", words: "killed"), took: .zero), .zero)
        _ = rule.hear(.planned(Plan(ready: [next])), .zero)
        _ = rule.hear(.stepStarted(next), .zero)
        for words in commands(next) { #expect(rule.judge(begun(words)) == []) }
    }

    @Test func whatIsNotInThePlanIsFound() {
        var rule = StepRule("a")
        #expect(rule.hear(.stepStarted(step), .zero).map(\.rule) == [.planned])
        #expect(rule.judge(begun(["rm", "-rf", "/"])).map(\.rule) == [.planned])
        #expect(rule.judge(begun(words, on: "host2")).map(\.rule) == [.planned])
    }

    @Test func aStepBeforeItsPredecessorIsFound() {
        var rule = StepRule("a")
        let later = Step(
            resource: .volume("data"), action: .gluster(.startVolume("data"), from: "host1"), after: [step.id],
            postcondition: .volumeStarted("data"), risk: .benign, scope: .volume("data"), differences: [])
        #expect(rule.hear(.planned(Plan(ready: [later, step])), .zero).map(\.rule) == [.planned])
        #expect(rule.hear(.planned(Plan(ready: [step, later])), .zero) == [])
        #expect(rule.hear(.stepStarted(later), .zero).map(\.rule) == [.planned])
        _ = rule.hear(.stepFinished(step, .done, took: .zero), .zero)
        // It is running already.
        #expect(rule.hear(.stepStarted(later), .zero).map(\.rule) == [.planned])
        _ = rule.hear(.stepFinished(later, .done, took: .zero), .zero)
        #expect(rule.hear(.stepStarted(later), .zero) == [])
    }
}
