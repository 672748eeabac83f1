import ClusterModel
import TestSupport
import Testing

@testable import Presentation

/// Every event of a controller as the lines that a log gets.
@Suite struct ControllerTextTests {
    private static let step = Step(
        resource: .host("host1"), action: .host(.mount(device: "/dev/vdb", at: "/gluster", options: []), on: "host1"),
        postcondition: .storage(.mounted("host1", device: "/dev/vdb", at: "/gluster")), risk: .benign,
        scope: .host("host1"),
        differences: [])
    private static let revision = ControllerEvent.Revision(digest: "d6c3839083aa", resources: 8, warnings: 1)

    static let events: [ControllerEvent] = [
        .revisionAccepted(revision),
        .revisionRejected(problems: ["a.yaml:4:3: error: there is no field “hostz”"], inForce: revision),
        .revisionRejected(problems: ["a.yaml: is not readable"], inForce: nil),
        .woken(.line("host1", source: .gluster, text: "[x] I \u{1b}[31mBrick has disconnected")),
        .woken(.followersStarted("host2")), .woken(.request), .woken(.revision), .woken(.poll),
        .cycle(.observed(hosts: 3, silent: [], took: .milliseconds(312))),
        .cycle(.observed(hosts: 3, silent: ["host3"], took: .milliseconds(5012))),
        .cycle(.planned(Plan(ready: [step]))), .cycle(.termTaken(Term(7), on: ["host1", "host2"], isMajority: true)),
        .cycle(.stepStarted(step)), .cycle(.stepFinished(step, .done, took: .milliseconds(80))),
        .cycle(.stepFinished(step, .notRun(.host("host1"), words: "No route to host"), took: .seconds(5))),
        .cycle(.waiting([.maintenance("host1")], [], since: Make.now.wall)), .cycle(.auditRejected(["a rule"])),
        .state(.converged, steps: 2, took: .seconds(3)), .state(.converged, steps: 0, took: .zero),
        .state(.stalled, steps: 0, took: .zero), .state(.different, steps: 0, took: .zero),
        .state(.notLeader(["host2": "it has accepted a newer term (9)"]), steps: 0, took: .zero),
        .state(.refused(["a rule"]), steps: 0, took: .zero), .overruled("host2", by: Term(9)),
        .observingOnly(.asStarted),
        .observingOnly(.paused(since: Make.now.wall, why: "disk swap")),
        .observingOnly(.paused(since: Make.now.wall, why: "")),
        .observingOnly(.otherHostNamed("host2", here: "host1")),
        .observingOnly(.otherHostNamed("host2", here: nil)), .observingOnly(.overruled(by: Term(9), until: nil)),
        .observingOnly(.overruled(by: Term(9), until: Make.now.wall)), .followersLost("host1", words: "tail ended"),
        .stateNotKept(words: "no space left"), .stopping,
    ]

    @Test func lines() throws {
        let text = ControllerText { _ in [CommandLine(["mount", "/gluster"])] }
        let lines = Self.events.map { text.line($0, now: Make.now.wall) }
        let plain = lines.map { $0.text(at: Make.now.wall, forJournal: false) }
        let json = lines.map { $0.json(at: Make.now.wall + .milliseconds(42)) }
        try expectGolden((plain + json).joined(separator: "\n") + "\n", "controller-log.txt")
        #expect((plain + json).allSatisfy { !$0.contains("\n") && !$0.contains("\u{1b}") })
    }

    @Test func journaldGetsAPriority() {
        let line = ControllerText { _ in [] }.line(.stopping, now: Make.now.wall)
        #expect(line.text(at: Make.now.wall, forJournal: true).hasPrefix("<5>Stopping: "))
    }
}
