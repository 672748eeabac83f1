import ClusterModel
import Reconciliation
import Testing
import World

@testable import SimulatedWorld
@testable import Simulation

/// The plan and the steps that one process reports, against the commands that reach the hosts.
@Suite struct PlanConformanceTests {
    private let step = Step(
        resource: .host("host1"), action: .host(.makeDirectory(path: "/gluster/b"), on: "host1"),
        preconditions: [.storage(.mounted("host1", device: "/dev/vdb", at: "/gluster"))],
        postcondition: .host(.directory("host1", path: "/gluster/b")), risk: .benign, scope: .host("host1"),
        differences: [])

    private func begun(_ words: [String], on host: HostName = "host1") -> WorldEvent {
        let command = RunningCommand(
            id: 1, host: host, term: Term(1), caller: "a", change: .run(Invocation(words)), begun: .zero, ends: .zero,
            completion: .effect)
        return WorldEvent(at: .zero, kind: .begun(command))
    }

    private var words: [String] { ["mkdir", "-p", "-m", "0755", "--", "/gluster/b"] }

    @Test func whatWasPlannedAndReadAgainIsRight() {
        var rule = PlanConformance("a")
        #expect(rule.record(.planned(Plan(ready: [step])), .zero) == [])
        #expect(rule.record(.stepStarted(step), .zero) == [])
        rule.observed("host1")
        #expect(rule.judge(begun(words)) == [])
        #expect(rule.judge(begun(words)).map(\.rule) == [.planned], "once planned is not twice done")
    }

    @Test func whatWasNotReadAgainIsFound() {
        var rule = PlanConformance("a")
        rule.observed("host1")
        _ = rule.record(.planned(Plan(ready: [step])), .zero)
        _ = rule.record(.stepStarted(step), .zero)
        rule.observed("host2")
        #expect(rule.judge(begun(words)).map(\.rule) == [.planned])
    }

    @Test func whatWasReadAgainAndNotHeededIsFound() {
        var rule = PlanConformance("a")
        _ = rule.record(.planned(Plan(ready: [step])), .zero)
        _ = rule.record(.stepStarted(step), .zero)
        var state = ClusterState.bare(1)
        rule.observed("host1", in: state)
        #expect(rule.judge(begun(words)).map(\.rule) == [.planned], "nothing is mounted there")
        state.hosts[0].mounts = [SimulatedMount("/dev/vdb", at: "/gluster")]
        _ = rule.record(.stepStarted(step), .zero)
        rule.observed("host1", in: state)
        #expect(rule.judge(begun(words)) == [])
    }

    /// A leftover holds nothing but an empty `.glusterfs` and carries the mark of the create that failed.
    @Test func aLeftoverIsJudgedByItsMarkAndItsContents() {
        let precondition = Precondition.gluster(.brickLeftover("host1", path: "/gluster/b", volume: "id"))
        func breach(_ change: (inout DirectoryContents) -> Void, child: String? = nil) -> String? {
            var state = ClusterState.bare(1)
            var contents = DirectoryContents()
            contents.volumeMark = "id"
            contents.brick = BrickStore()
            change(&contents)
            var tree = FileTree()
            tree["/b"] = .directory(contents)
            if let child { tree[child] = .file([]) }
            state.hosts[0].devices[0].disk.contents = .filesystem(Filesystem(uuid: "u", tree: tree))
            state.hosts[0].mounts = [SimulatedMount("/dev/vdb", at: "/gluster")]
            return precondition.breach(in: state)
        }
        #expect(breach { _ in } == nil)
        #expect(breach { $0.brick = nil } == nil)
        #expect(breach { $0.volumeMark = nil } != nil)
        #expect(breach { $0.volumeMark = "other" } != nil)
        #expect(breach { $0.hasForeignFiles = true } != nil)
        #expect(breach { $0.brick?.hasIndex = true } != nil)
        #expect(breach({ _ in }, child: "/b/file") != nil)
        #expect(precondition.breach(in: .bare(1)) != nil, "there is no such directory")
    }

    /// A step that failed half-way sends nothing more: what comes next is of the one that was begun since (seed 5216).
    @Test func theRestOfAFailedStepIsNotMistakenForAnother() {
        func packages(_ action: HostAction) -> Step {
            Step(
                resource: .host("host1"), action: .host(action, on: "host1"),
                postcondition: .host(.packagesAvailable("host1", ["attr"])), risk: .benign, scope: .host("host1"),
                differences: [])
        }
        let failed = packages(.installPackages(["attr"], masking: ["glusterd"]))
        let next = packages(.updatePackageLists)
        let commands = { (step: Step) in Preview.commands(step.action).map(\.arguments) }
        var rule = PlanConformance("a")
        _ = rule.record(.planned(Plan(ready: [failed])), .zero)
        _ = rule.record(.stepStarted(failed), .zero)
        #expect(rule.judge(begun(commands(failed)[0])) == [])
        _ = rule.record(.stepFinished(failed, .notRun(.host("host1"), words: "killed"), took: .zero), .zero)
        _ = rule.record(.planned(Plan(ready: [next])), .zero)
        _ = rule.record(.stepStarted(next), .zero)
        for words in commands(next) { #expect(rule.judge(begun(words)) == []) }
    }

    @Test func whatIsNotInThePlanIsFound() {
        var rule = PlanConformance("a")
        #expect(rule.record(.stepStarted(step), .zero).map(\.rule) == [.planned])
        #expect(rule.judge(begun(["rm", "-rf", "/"])).map(\.rule) == [.planned])
        #expect(rule.judge(begun(words, on: "host2")).map(\.rule) == [.planned])
    }

    @Test func aStepBeforeItsPredecessorIsFound() {
        var rule = PlanConformance("a")
        let later = Step(
            resource: .volume("data"), action: .gluster(.startVolume("data"), from: "host1"), after: [step.id],
            postcondition: .gluster(.volumeStarted("data")), risk: .benign, scope: .volume("data"), differences: [])
        #expect(rule.record(.planned(Plan(ready: [later, step])), .zero).map(\.rule) == [.planned])
        #expect(rule.record(.planned(Plan(ready: [step, later])), .zero) == [])
        #expect(rule.record(.stepStarted(later), .zero).map(\.rule) == [.planned])
        _ = rule.record(.stepFinished(step, .done, took: .zero), .zero)
        // It is running already.
        #expect(rule.record(.stepStarted(later), .zero).map(\.rule) == [.planned])
        _ = rule.record(.stepFinished(later, .done, took: .zero), .zero)
        #expect(rule.record(.stepStarted(later), .zero) == [])
    }
}
