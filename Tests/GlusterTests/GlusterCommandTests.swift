import ClusterModel
import Gluster
import TestSupport
import Testing
import World

/// What is sent, word by word. A fixture is proof that a real gluster took these words.
@Suite struct GlusterCommandTests {
    static func bricks(_ volume: String) -> [String] {
        (1...3).map { "host\($0).lab.test:/gluster/\(volume)/brick" }
    }

    static let options = [
        GlusterOption("network.ping-timeout", "10"), GlusterOption("auth.allow", "10.88.0.*"),
        GlusterOption("user.note", "a: b = c"),
    ]

    @Test(arguments: [
        ("probe", GlusterAction.probe(peer: "host2.lab.test")),
        ("probe-again", .probe(peer: "host2.lab.test")),
        ("create", .createVolume("engine", replica: 3, arbiter: 0, bricks: bricks("engine"))),
        ("create-arbiter", .createVolume("data", replica: 3, arbiter: 1, bricks: bricks("data"))),
        ("create-one", .createVolume("single", replica: 1, arbiter: 0, bricks: ["host1.lab.test:/gluster/single"])),
        ("set", .setOptions("engine", options)),
        ("start", .startVolume("engine")),
        ("start-force", .startBricks("engine")),
    ])
    func aRealGlusterTookTheseWords(_ name: String, _ action: GlusterAction) throws {
        let fixture = try Fixture("gluster/10.3/\(name)")
        #expect(fixture.end.exitStatus == 0)
        #expect(GlusterCommands.preview(action).map(\.description) == [fixture.command])
    }

    /// What it refuses, it refuses by its exit status; the words are for people.
    @Test(arguments: [
        ("probe-no-glusterd", "Connection failed"), ("probe-unresolvable", "peer probe: failed"),
        ("create-again", "already exists"), ("create-no-parent", "No such file or directory"),
        ("create-peer-down", "not connected"), ("set-bad", "does not exist"), ("start-again", "already started"),
    ])
    func aRefusalIsAnExitStatus(_ name: String, _ words: String) throws {
        let end = try Fixture("gluster/10.3/\(name)").end
        #expect(end.exitStatus == 1)
        #expect(end.words.contains(words))
    }

    /// A killed command line leaves the cluster's lock behind; gluster itself gives up after 120 s.
    @Test func noChangeIsEverKilled() {
        let actions: [GlusterAction] = [
            .probe(peer: "a"), .createVolume("v", replica: 3, arbiter: 0, bricks: []), .setOptions("v", []),
            .startVolume("v"), .startBricks("v"),
        ]
        for change in actions.flatMap(GlusterCommands.changes) {
            guard case .run(let invocation) = change else {
                Issue.record("\(change)")
                continue
            }
            #expect(invocation.limit == .detachAfter(.seconds(130)))
            #expect(invocation.arguments.prefix(2) == ["gluster", "--mode=script"])
        }
    }

    /// `force` would also switch off gluster's own checks of mount point and root file system.
    @Test func creatingIsNeverForced() {
        let action = GlusterAction.createVolume("v", replica: 3, arbiter: 1, bricks: ["a:/a", "b:/b", "c:/c"])
        #expect(
            GlusterCommands.preview(action).map(\.description) == [
                "gluster --mode=script volume create v replica 3 arbiter 1 a:/a b:/b c:/c"
            ])
    }

    @Test func theAnswersFileIsTheCallers() {
        let expected = Query.runForFile(
            Invocation(
                ["gluster", "get-state", "glusterd", "odir", "/run/hcctl", "file", "x7"],
                onlyWhileActive: "glusterd.service"),
            answer: "/run/hcctl/x7")
        #expect(GlusterCommands.state(file: "x7") == expected)
    }
}

@Suite struct GlusterActuatorTests {
    static let action = GlusterAction.startVolume("engine")

    @Test(arguments: [
        Outcome.finished(Finished(exitStatus: 0)), .finished(Finished(exitStatus: 1)),
        .notRun(.fenceBusy), .indeterminate(.timeLimitPassed(.seconds(130))),
    ])
    func theOutcomeIsHandedOn(_ outcome: Outcome) async {
        let change = GlusterCommands.changes(for: Self.action)[0]
        let transport = ScriptedTransport(["host2": [.perform(change, outcome)]])
        let outcomes = await GlusterActuator(transport, term: Term(5)).perform(Self.action, from: "host2")
        #expect(outcomes == [outcome])
        #expect(transport.isFinished)
        #expect(transport.record.first?.hasSuffix("in term 5") == true)
    }
}
