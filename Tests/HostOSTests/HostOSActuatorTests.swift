import ClusterModel
import HostOS
import TestSupport
import Testing
import World

@Suite struct HostOSActuatorTests {
    static let mount = HostAction.mount(device: "/dev/vdb", at: "/gluster", options: ["noatime"])
    static let done = Outcome.finished(Finished(exitStatus: 0))

    @Test func allChangesInTheirOrderUnderTheTerm() async {
        let changes = HostOSCommands.changes(for: Self.mount)
        let transport = ScriptedTransport(["host1": changes.map { .perform($0, Self.done) }])
        let outcomes = await HostOSActuator(transport, term: Term(3)).perform(Self.mount, on: "host1")
        #expect(outcomes == [Self.done, Self.done, Self.done])
        #expect(transport.isFinished)
        #expect(transport.record.allSatisfy { $0.hasSuffix("in term 3") })
    }

    @Test(arguments: [
        Outcome.finished(Finished(exitStatus: 1, errors: Array("mkdir: no\n".utf8))),
        .finished(Finished(exitStatus: 143)),
        .notRun(.staleTerm(current: Term(9))),
        .notRun(.unreachable("no route")),
        .indeterminate(.connectionLost("reset")),
        .indeterminate(.timeLimitPassed(.seconds(20))),
    ])
    func nothingAfterAChangeThatDidNotSucceed(_ outcome: Outcome) async {
        let first = HostOSCommands.changes(for: Self.mount)[0]
        let transport = ScriptedTransport(["host1": [.perform(first, outcome)]])
        let outcomes = await HostOSActuator(transport, term: Term(3)).perform(Self.mount, on: "host1")
        #expect(outcomes == [outcome])
        #expect(transport.record.count == 1)
    }
}
