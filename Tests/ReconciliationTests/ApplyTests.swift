import ClusterModel
import SimulatedWorld
import Synchronization
import TestSupport
import Testing
import World

@testable import Reconciliation

/// The loop as a whole, on one host without volumes.
@Suite struct ApplyTests {
    /// One host; each change of ours moves it one state on, unless it is told not to work.
    private final class OneHost: CommandTransport {
        let host = Mutex(CannedHost(disk: .blank, glusterd: false))
        let record = Mutex<[String]>([])
        let works: Bool
        let failure: Outcome?

        init(works: Bool = true, failure: Outcome? = nil) {
            self.works = works
            self.failure = failure
        }

        func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
            host.withLock { host in queries.map(host.answer) }
        }

        func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
            record.withLock { $0.append("\(term): \(change.words)") }
            if let failure { return failure }
            if works { host.withLock { $0.obey(change) } }
            return .finished(Finished(exitStatus: 0))
        }

        func take(_ term: Term, at place: Place) async -> Outcome {
            record.withLock { $0.append("take \(term)") }
            return .finished(Finished(exitStatus: 0))
        }
    }

    private func apply(
        _ transport: OneHost, agrees: Bool = true, settings: Reconciler.Settings = Reconciler.Settings(),
        mustStop: @escaping @Sendable () -> Bool = { false }
    ) async -> RunReport {
        let simulator = Simulator()
        let environment = RunEnvironment(transport: transport, time: simulator, random: SeededRandomSource())
        let desired = Make.desired([], hosts: ["host1"])
        let reconciler = Reconciler(
            desired, environment: environment, settings: settings, tell: { _ in }, mustStop: mustStop)
        guard let report = simulator.run({ await reconciler.apply { _ in agrees } }) else {
            fatalError("deadlock")
        }
        return report
    }

    @Test func convergesStepByStepUnderOneTermAndThenDoesNothing() async {
        let transport = OneHost()
        let first = await apply(transport)
        #expect(first.verdict == .converged, "\(first.plan.held) \(first.plan.unknown)")
        #expect(
            transport.record.withLock { $0 } == [
                "take 5", "5: mkfs.xfs -- /dev/vdb", "5: systemctl enable --now -- glusterd.service",
                "5: write /etc/fstab", "5: mkdir -p -m 0755 -- /gluster",
                "5: find /gluster -maxdepth 0 -type d -empty -not -exec mountpoint -q -- {} ; -exec chattr +i -- {} ; "
                    + "-exec mkdir -p -m 0755 -- /var/lib/hcctl/mount-points/gluster/.immutable ;",
                "5: mount -t xfs -o defaults -- /dev/vdb /gluster",
            ])
        #expect(first.taken.map(\.result).allSatisfy { $0 == .done })
        let second = await apply(transport)
        #expect(second.verdict == .converged)
        #expect(second.counts.changing == 0 && second.counts.fence == 0 && second.counts.roundTrips == 1)
    }

    /// glusterd comes after the host's storage, so nothing at all is left to do.
    @Test func withoutAnAgreementWhatComesAfterIsLeftOutToo() async {
        let transport = OneHost()
        #expect(await apply(transport, agrees: false).verdict == .declined)
        #expect(transport.record.withLock { $0 }.isEmpty)
    }

    @Test func withoutAnAgreementWhatDoesNotDisturbGoesOn() async {
        let transport = OneHost()
        transport.host.withLock { $0.disk = .xfs }
        #expect(await apply(transport, agrees: false).verdict == .converged)
    }

    @Test func aNewerRunEndsThisOneAtOnce() async {
        let transport = OneHost(failure: .notRun(.staleTerm(current: Term(9))))
        let report = await apply(transport)
        #expect(report.verdict == .notLeader(["host1": "it has accepted a newer term (9)"]))
        #expect(transport.record.withLock { $0 } == ["take 5", "5: mkfs.xfs -- /dev/vdb"])
    }

    @Test func whatWasDoneIsProvenByTheNextLook() async {
        let report = await apply(OneHost())
        #expect(Set(report.taken.map(\.step.id)) == report.proven)
        #expect(await apply(OneHost(works: false)).proven.isEmpty)
    }

    @Test func aStepWithoutEffectIsTriedThreeTimesAndThenSaid() async {
        let transport = OneHost(works: false)
        let report = await apply(transport)
        #expect(report.verdict == .stalled)
        #expect(transport.record.withLock { $0.filter { $0.contains("mkfs") }.count } == 3)
        #expect(report.plan.held.contains { $0.waitingOn.map(\.reason) == ["NoEffect"] })
    }

    @Test func glustersLockIsWaitedForAndDoesNotCount() async {
        let busy = Outcome.finished(
            Finished(exitStatus: 1, errors: Array("Another transaction is in progress for engine.".utf8)))
        let transport = OneHost(failure: busy)
        var settings = Reconciler.Settings()
        settings.timeLimit = .seconds(600)
        let report = await apply(transport, settings: settings)
        #expect(report.verdict == .timedOut)
        #expect(transport.record.withLock { $0.filter { $0.contains("mkfs") }.count } > 3)
    }

    @Test func anInterruptionBeginsNothing() async {
        let transport = OneHost()
        #expect(await apply(transport, mustStop: { true }).verdict == .interrupted)
        #expect(transport.record.withLock { $0 }.isEmpty)
    }

    @Test func aHostThatDoesNotAnswerIsWaitedForAMinute() throws {
        let transport = ScriptedSilence()
        let clock = Simulator()
        let environment = RunEnvironment(transport: transport, time: clock, random: SeededRandomSource())
        let reconciler = Reconciler(Make.desired([], hosts: ["host1"]), environment: environment, tell: { _ in })
        let report = try #require(clock.run { await reconciler.apply { _ in true } })
        #expect(report.verdict == .stalled)
        #expect(clock.uptime() >= .seconds(60) && clock.uptime() < .seconds(63))
        #expect(report.counts.changing == 0 && report.counts.fence == 0)
        #expect(report.plan.unknown.map(\.why.reason) == ["HostUnreachable"])
        let waited = report.waits["HostUnreachable"] ?? .zero
        #expect(waited >= .seconds(60) && waited <= clock.uptime())
    }
}

private struct ScriptedSilence: CommandTransport {
    func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        queries.map { _ in .notRun(.unreachable("No route to host")) }
    }
    func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        Issue.record("a change was sent to a host that does not answer")
        return .notRun(.unreachable(""))
    }
    func take(_ term: Term, at place: Place) async -> Outcome {
        Issue.record("a term was taken although nothing is to be done")
        return .notRun(.unreachable(""))
    }
}

extension Change {
    fileprivate var words: String {
        switch self {
        case .run(let invocation): invocation.arguments.joined(separator: " ")
        case .write(let write): "write \(write.path)"
        case .remove(let path, _): "remove \(path)"
        }
    }
}

extension CannedHost {
    /// What a real host would do.
    fileprivate mutating func obey(_ change: Change) {
        switch change {
        case .run(let invocation) where invocation.arguments[0] == "mkfs.xfs": disk = .xfs
        case .run(let invocation) where invocation.arguments[0] == "mount": disk = .mounted
        case .run(let invocation) where invocation.arguments[0] == "systemctl":
            glusterd = true
            state =
                "[Global]\nMYUUID: 6d0f3b7c-8f0a-4c1e-9a51-6f2b7f3d9e10\nop-version: 100000\n\n[Global options]\n\n[Peers]\n\n[Volumes]\n\n[Misc]\nBase port: 49152\nLast allocated port: 49152\n"
        case .run, .write, .remove: break
        }
    }
}

/// Who may act.
@Suite struct TermTests {
    private static let hosts: [HostName] = ["host1", "host2", "host3"]
    private static let yes = ScriptedTransport.Line.take(.finished(Finished(exitStatus: 0)))
    private static func no(_ term: UInt64) -> ScriptedTransport.Line {
        .take(.notRun(.staleTerm(current: Term(term))))
    }
    private static let silent = ScriptedTransport.Line.take(.notRun(.unreachable("down")))

    private func take(_ scripts: [HostName: [ScriptedTransport.Line]], hosts: [HostName] = hosts) async
        -> TermAcquisition.Assessment
    {
        let environment = RunEnvironment(
            transport: ScriptedTransport(scripts), time: ManualClock(), random: SeededRandomSource())
        return await TermAcquisition(environment: environment, hosts: hosts).take(after: Make.converged())
    }

    /// The observation shows term 4.
    @Test func theNextTermIsTakenOnAll() async {
        let verdict = await take(["host1": [Self.yes], "host2": [Self.yes], "host3": [Self.yes]])
        guard case .taken(Term(5), on: Self.hosts, isMajority: true) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func twoOfThreeAreEnough() async {
        let verdict = await take(["host1": [Self.yes], "host2": [Self.yes], "host3": [Self.silent]])
        guard case .taken(Term(5), on: ["host1", "host2"], isMajority: true) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func whoeverIsOutbidTriesOneAboveTheHighest() async {
        let verdict = await take([
            "host1": [Self.no(9), Self.yes], "host2": [Self.no(5), Self.yes], "host3": [Self.yes, Self.yes],
        ])
        guard case .taken(Term(10), on: _, isMajority: true) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func oneOfThreeIsNotEnough() async {
        let many = Array(repeating: Self.silent, count: TermAcquisition.tries)
        let verdict = await take([
            "host1": Array(repeating: Self.yes, count: TermAcquisition.tries), "host2": many, "host3": many,
        ])
        guard case .refused(let words) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(words == ["host2": "down", "host3": "down"])
    }

    @Test func ofTwoHostsNeitherIsEnoughWhileBothAnswer() async {
        let verdict = await take(
            ["host1": [Self.yes, Self.yes], "host2": [Self.no(9), Self.yes]], hosts: ["host1", "host2"])
        guard case .taken(Term(10), on: ["host1", "host2"], isMajority: true) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func nothingIsTakenWhileAnEarlierCommandRuns() async {
        let busy = ScriptedTransport.Line.take(.notRun(.fenceBusy))
        let verdict = await take(["host1": [busy], "host2": [Self.yes], "host3": [Self.yes]])
        guard case .fenceHeld(["host1"]) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func ofTwoHostsOneIsEnoughAndSaidToBeNoMajority() async {
        let verdict = await take(["host1": [Self.yes], "host2": [Self.silent]], hosts: ["host1", "host2"])
        guard case .taken(Term(5), on: ["host1"], isMajority: false) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }
}
