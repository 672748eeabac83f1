import ClusterModel
import Planning
import SimulatedWorld
import TestSupport
import Testing
import World

@testable import Reconciliation

/// Somebody undoes what apply does, while another host keeps it waiting: everything it says is committed as text.
@Suite struct FightRunTests {
    private static let option = "network.ping-timeout"

    private static func desired(_ change: (inout ClusterSpec) -> Void = { _ in }) -> DesiredState {
        var desired = Make.desired([Make.volume(options: [GlusterOption(option, "10")])])
        change(&desired.spec)
        return desired
    }

    /// Beside a tool that sets the option to what `value` says of its visits, whenever it finds it as declared.
    private func text(
        _ desired: DesiredState, for time: Duration = .seconds(3_600), _ change: (inout BesideRun) -> Void = { _ in },
        value: @escaping @Sendable (Int) -> String
    ) -> String {
        var run = BesideRun(first: desired, second: desired) { state, visits, elapsed in
            let seen = state.volumes.first { $0.name == "engine" }?.option(Self.option)
            return seen == "10" && elapsed < time
                ? .gluster(.setOption(volume: "engine", Self.option, value(visits))) : nil
        }
        change(&run)
        return run.text()
    }

    @Test func theSameValueTimeAndAgainIsAFight() throws {
        try expectGolden(text(Self.desired()) { _ in "30" }, "fight.txt")
    }

    @Test func anotherValueEachTimeIsNone() throws {
        let text = text(Self.desired(), { $0.isWhole = false }, value: { "\(30 + $0)" })
        try expectGolden(text, "no-fight-other-values.txt")
    }

    @Test func withZeroRepeatsNobodyIsFought() throws {
        let text = text(
            Self.desired { $0.disruption.fighting.repeats = 0 }, { $0.isWhole = false }, value: { _ in "30" })
        try expectGolden(text, "no-fight-switched-off.txt")
    }

    /// The tool is taken away: the window passes while apply waits, and it ends as if nothing had been.
    @Test func afterTheWindowItIsOver() throws {
        let desired = Self.desired { $0.disruption.fighting.window = .seconds(30) }
        let text = text(desired, for: .seconds(30), { $0.locked = .seconds(80) }, value: { _ in "30" })
        #expect(text.contains("went back") && text.hasSuffix("exit status 0\n"))
        try expectGolden(text, "fight-over.txt")
    }

    /// Whatever else is waited for is not waited for any longer because a fight goes on.
    @Test func aFightIsNoProgress() throws {
        let text = text(
            Self.desired(),
            {
                $0.isWhole = false
                ($0.locked, $0.patience) = (.seconds(600), .seconds(40))
            }, value: { _ in "30" })
        #expect(text.hasSuffix("exit status 3\n"))
        try expectGolden(text, "fight-no-progress.txt")
    }

    @Test func twoRunsSayTheSame() {
        #expect(text(Self.desired()) { _ in "30" } == text(Self.desired()) { _ in "30" })
    }
}

/// A consent is for one time.
@Suite struct ConsentRunTests {
    private static func desired(_ quorum: String, _ consents: [Consent] = []) -> DesiredState {
        var desired = Make.desired([Make.volume(options: [GlusterOption("cluster.quorum-type", quorum)])])
        var policy = ResourcePolicy()
        policy.consents = consents
        desired.policies[.volume("engine")] = policy
        return desired
    }

    private static let consent = Consent(
        action: "gluster.setOptions", object: "cluster.quorum-type=none", date: "2026-11-21")

    /// Somebody agreed to lower the quorum, and somebody else raises it again, once.
    @Test func whatWasChangedBackIsNotDoneAgain() throws {
        let run = BesideRun(
            first: Self.desired("auto"), second: Self.desired("none", [Self.consent]), locked: .seconds(20)
        ) { state, visits, _ in
            let seen = state.volumes.first { $0.name == "engine" }?.option("cluster.quorum-type")
            return seen == "none" && visits == 0
                ? .gluster(.setOption(volume: "engine", "cluster.quorum-type", "auto")) : nil
        }
        let text = run.text()
        #expect(text.hasSuffix("exit status 3\n"))
        try expectGolden(text, "consent-used.txt")
    }

    @Test func whatStaysIsDoneOnce() {
        let run = BesideRun(
            first: Self.desired("auto"), second: Self.desired("none", [Self.consent]), locked: .seconds(5),
            isWhole: false
        ) { _, _, _ in nil }
        #expect(run.text().hasSuffix("exit status 0\n"))
    }

    /// gluster says no where one host did not follow, and has done it elsewhere all the same.
    @Test func whatFailedAndIsSeenAllTheSameUsesItUp() throws {
        let desired = Self.desired("none", [Self.consent])
        let before = Make.observed(desired) { name, host in
            let found = Make.found(
                desired.volumes[0], seenFrom: name, desired, options: [GlusterOption("cluster.quorum-type", "auto")])
            let view = Make.view(name, desired)
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: [found]))
        }
        let step = try #require(
            Planner().plan(desired, before, history: History(), now: Make.now).ready.first { !$0.consents.isEmpty })
        var tracker = BackoffTracker(random: SeededRandomSource())
        let result = StepResult.failed(
            command: CommandLine(["gluster"]), on: .host("host1"), exitStatus: 1,
            words: "volume set: failed: Commit failed on host3. Please check log file for details.")
        tracker.recordRepairs([TakenStep(step, result, begun: .zero, took: .zero)], desired, now: Make.now)
        tracker.useConsents(desired, before, now: Make.now)
        #expect(tracker.history.usedConsents.isEmpty)
        tracker.useConsents(desired, Make.converged(desired), now: Make.now)
        #expect(tracker.history.usedConsents.count == 1)
        // Nothing was mended by a command that failed.
        #expect(tracker.history.repairs.isEmpty)
    }

    /// Somebody takes the annotation back, the option is declared again, and later the same consent is given once more.
    @Test func aConsentThatLeftTheManifestIsForgotten() {
        let given = Self.desired("none", [Self.consent])
        var history = History()
        history.usedConsents = [
            History.UsedConsent(.volume("engine"), Self.consent): Make.now.wall,
            History.UsedConsent(.volume("of another manifest"), Self.consent): Make.now.wall,
        ]
        var tracker = BackoffTracker(random: SeededRandomSource(), history: history)
        tracker.useConsents(given, Make.converged(given), now: Make.now)
        #expect(tracker.history == history)
        let withdrawn = Self.desired("auto")
        tracker.useConsents(withdrawn, Make.converged(withdrawn), now: Make.now)
        #expect(Array(tracker.history.usedConsents.keys.map(\.resource)) == [.volume("of another manifest")])
        #expect(History(changes: tracker.history.changes(since: history)).usedConsents.isEmpty)
        #expect(tracker.history.changes(since: history).count == 1)
    }
}
