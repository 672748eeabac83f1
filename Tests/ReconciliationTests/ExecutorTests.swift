import ClusterModel
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// One step against a script: what is read again, what is sent, and what each outcome means.
@Suite struct ExecutorTests {
    private static let term = Term(7)
    private static let mkfs = Step(
        resource: .host("host1"),
        action: .host(.makeFilesystem(device: "/dev/vdb", mountPoint: "/gluster", inodeSize: 512), on: "host1"),
        preconditions: [.storage(.deviceBlank("host1", device: "/dev/vdb"))],
        postcondition: .storage(.filesystemOn("host1", device: "/dev/vdb")), risk: .disruptive, scope: .host("host1"),
        differences: [])
    private static let start = Step(
        resource: .volume("engine"), action: .gluster(.startVolume("engine"), from: "host1"),
        postcondition: .gluster(.volumeStarted("engine")), risk: .benign, scope: .volume("engine"), differences: [])
    private static let sendStart = Change.run(
        Invocation(
            ["gluster", "--mode=script", "volume", "start", "engine"], limit: .detachAfter(.seconds(130))))

    private func perform(_ step: Step, _ transport: ScriptedTransport) async -> StepResult {
        let environment = RunEnvironment(transport: transport, time: ManualClock(), random: SeededRandomSource())
        return await Executor(environment: environment, term: Self.term).perform(step)
    }

    @Test func aStepWithoutPreconditionsIsSentAtOnceAndUnderItsTerm() async {
        let transport = ScriptedTransport(["host1": [.perform(Self.sendStart, .finished(Finished(exitStatus: 0)))]])
        #expect(await perform(Self.start, transport) == .done)
        #expect(transport.isFinished)
        #expect(transport.record.count == 1 && transport.record[0].hasSuffix("in term 7"))
    }

    @Test func aToolsOwnWordsReachTheUserWhole() async {
        let words = "volume start: engine: failed: Quorum not met. Volume operation not allowed."
        let outcome = Outcome.finished(Finished(exitStatus: 1, errors: Array("\(words)\n".utf8)))
        let result = await perform(Self.start, ScriptedTransport(["host1": [.perform(Self.sendStart, outcome)]]))
        #expect(
            result
                == .failed(
                    command: CommandLine(["gluster", "--mode=script", "volume", "start", "engine"]), on: .host("host1"),
                    exitStatus: 1, words: words))
    }

    @Test func whatMayHaveRunIsNotCalledFailed() async {
        let outcome = Outcome.indeterminate(.connectionLost("reset by peer"))
        let result = await perform(Self.start, ScriptedTransport(["host1": [.perform(Self.sendStart, outcome)]]))
        #expect(result == .indeterminate(.host("host1"), words: "the connection was lost: reset by peer"))
    }

    @Test func whatANewerHcctlForbadeWasNotDone() async {
        let outcome = Outcome.notRun(.staleTerm(current: Term(8)))
        let result = await perform(Self.start, ScriptedTransport(["host1": [.perform(Self.sendStart, outcome)]]))
        #expect(result == .staleTerm("host1", current: Term(8)))
    }

    /// The device was blank when it was planned and carries something now: nothing is sent.
    @Test func aPreconditionThatNoLongerHoldsStopsTheStep() async {
        let transport = ScriptedTransport(["host1": [.observe { CannedHost(disk: .xfs).answer($0) }]])
        let result = await perform(Self.mkfs, transport)
        guard case .refused(_, let found) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(found == "host1: /dev/vdb is not blank")
        #expect(transport.isFinished && transport.record.isEmpty)
    }

    /// The answers come whole, but the connection that brought them broke and only gave up seconds later (seed 7453).
    @Test(arguments: [(Duration.seconds(4), true), (.seconds(6), false)])
    func answersThatWereLongOnTheirWayStopTheStep(_ delay: Duration, _ isSent: Bool) async {
        let clock = ManualClock()
        let transport = SlowTransport(clock: clock, delay: delay)
        let result = await Executor(
            environment: RunEnvironment(transport: transport, time: clock, random: SeededRandomSource()),
            term: Self.term
        ).perform(Self.mkfs)
        if isSent {
            #expect(result == .done)
        } else {
            #expect(
                result
                    == .refused(Self.mkfs.preconditions[0], found: "host1: it took 6.0 s to read it again"))
        }
    }

    /// A blank host whose answers take their time.
    private struct SlowTransport: CommandTransport {
        let clock: ManualClock
        let delay: Duration

        func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
            try? await clock.sleep(delay)
            return queries.map { CannedHost(disk: .blank).answer($0) }
        }

        func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
            .finished(Finished(exitStatus: 0))
        }

        func take(_ term: Term, at place: Place) async -> Outcome { .finished(Finished(exitStatus: 0)) }
    }

    @Test func anUnknownPreconditionStopsTheStep() async {
        let transport = ScriptedTransport([
            "host1": [.observe { _ in .notRun(.unreachable("No route to host")) }]
        ])
        guard case .refused = await perform(Self.mkfs, transport) else {
            Issue.record("a step was taken on an unknown")
            return
        }
        #expect(transport.record.isEmpty)
    }

    @Test func aPreconditionThatHoldsLetsTheStepPass() async {
        let transport = ScriptedTransport([
            "host1": [
                .observe { CannedHost(disk: .blank).answer($0) },
                .perform(
                    .run(
                        Invocation(
                            ["mkfs.xfs", "-i", "size=512", "--", "/dev/vdb"], limit: .detachAfter(.seconds(600)))),
                    .finished(Finished(exitStatus: 0))),
            ]
        ])
        #expect(await perform(Self.mkfs, transport) == .done)
        #expect(transport.isFinished)
    }

    /// mkdir fails: mount is not sent.
    @Test func theFirstCommandThatFailsEndsTheStep() async {
        let mount = Step(
            resource: .host("host1"),
            action: .host(.mount(device: "/dev/vdb", at: "/gluster", options: []), on: "host1"),
            postcondition: .storage(.mounted("host1", device: "/dev/vdb", at: "/gluster")), risk: .benign,
            scope: .host("host1"),
            differences: [])
        let transport = ScriptedTransport([
            "host1": [
                .perform(
                    .run(Invocation(["mkdir", "-p", "-m", "0755", "--", "/gluster"])),
                    .finished(Finished(exitStatus: 1, errors: Array("Read-only file system".utf8))))
            ]
        ])
        #expect(
            await perform(mount, transport)
                == .failed(
                    command: CommandLine(["mkdir", "-p", "-m", "0755", "--", "/gluster"]), on: .host("host1"),
                    exitStatus: 1,
                    words: "Read-only file system"))
    }
}

/// Order and failure among steps.
@Suite struct StepQueueTests {
    private func step(_ path: String, after: [Step] = []) -> Step {
        Step(
            resource: .host("host1"), action: .host(.makeDirectory(path: path), on: "host1"), after: after.map(\.id),
            postcondition: .host(.directory("host1", path: path)), risk: .benign, scope: .host("host1"), differences: []
        )
    }

    @Test func independentStepsComeOutTogetherAndLaterOnesWait() {
        let first = step("/a")
        let second = step("/b")
        let third = step("/c", after: [first, second])
        var queue = StepQueue([first, second, third])
        #expect(queue.next() == first)
        #expect(queue.next() == second)
        #expect(queue.next() == nil)
        queue.finished(first.id, .done)
        #expect(queue.next() == nil)
        queue.finished(second.id, .done)
        #expect(queue.next() == third)
    }

    @Test func whatComesAfterAFailureIsSkippedToTheEnd() {
        let first = step("/a")
        let second = step("/b", after: [first])
        let third = step("/c", after: [second])
        let other = step("/d")
        var queue = StepQueue([first, second, third, other])
        #expect(queue.next() == first)
        queue.finished(first.id, .indeterminate(.host("host1"), words: ""))
        let skipped = queue.takeSkipped()
        #expect(skipped.map(\.0) == [second, third])
        #expect(skipped.map(\.after) == [first.id, second.id])
        #expect(queue.next() == other)
        #expect(queue.next() == nil)
    }
}
