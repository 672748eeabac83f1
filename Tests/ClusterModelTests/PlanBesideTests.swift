import ClusterModel
import Testing

/// A plan beside steps that still run.
@Suite struct PlanBesideTests {
    private static func host(_ host: HostName, _ unit: String, risk: Risk = .benign, after: [Step] = []) -> Step {
        Step(
            resource: .host(host), action: .host(.enableAndStart(unit: unit), on: host), after: after.map(\.id),
            postcondition: .host(.serviceRuns(host, unit: unit)), risk: risk, scope: .host(host), differences: [])
    }

    private static func volume(_ name: VolumeName, preconditions: [Precondition] = []) -> Step {
        Step(
            resource: .volume(name), action: .gluster(.startVolume(name), from: "h1"), preconditions: preconditions,
            postcondition: .gluster(.volumeStarted(name)), risk: .benign, scope: .volume(name), differences: [])
    }

    private static let probe = Step(
        resource: .cluster("lab"), action: .gluster(.probe(peer: "h3"), from: "h1"),
        postcondition: .gluster(.peerConnected("h3", seenFrom: "h1")), risk: .benign, scope: .cluster, differences: [])
    private static let restart = Step(
        resource: .host("h2"), action: .host(.restart(unit: "glusterd"), on: "h2"),
        postcondition: .gluster(.daemonServes("h2")),
        risk: .benign, scope: .host("h2"), differences: [])
    private static let onBrick = volume("data", preconditions: [.gluster(.brickUnused("h3", path: "/b"))])

    static let pairs: [(Step, Step, conflict: Bool)] = [
        (host("h1", "a"), host("h1", "b"), true), (host("h1", "a"), host("h2", "a"), false),
        (host("h1", "a", risk: .disruptive), host("h2", "a", risk: .disruptive), true),
        (host("h1", "a", risk: .disruptive), host("h2", "a"), false),
        (volume("data"), volume("data"), true), (volume("data"), volume("engine"), false),
        (probe, volume("data"), true), (probe, probe, true), (probe, host("h1", "a"), false),
        (restart, volume("data"), true), (restart, probe, true), (host("h2", "a"), volume("data"), false),
        (host("h3", "a"), onBrick, true), (host("h2", "a"), onBrick, false),
    ]

    @Test(arguments: pairs) func whatConflicts(_ left: Step, _ right: Step, _ conflict: Bool) {
        #expect(left.conflicts(with: right) == conflict)
        #expect(right.conflicts(with: left) == conflict)
    }

    @Test func whatRunsIsLeftOutAndHoldsWhatFollows() {
        let (running, same, other) = (Self.host("h1", "a"), Self.host("h1", "b"), Self.host("h2", "a"))
        let follower = Self.host("h3", "a", after: [running])
        let last = Self.host("h4", "a", after: [follower])
        let plan = Plan(ready: [running, same, other, follower, last]).beside([running])
        #expect(plan.ready == [other])
        #expect(plan.running == [running])
        #expect(
            plan.held == [
                HeldStep(same, waitingOn: [.step(running.id)]), HeldStep(follower, waitingOn: [.step(running.id)]),
                HeldStep(last, waitingOn: [.step(follower.id)]),
            ])
        #expect(!plan.isConverged && !Plan(running: [running]).isConverged)
        let held = Plan(held: [HeldStep(running, waitingOn: [.maintenance("h1")])])
        #expect(held.beside([running]).held.isEmpty)
        #expect(Plan(ready: [running]).beside([]) == Plan(ready: [running]))
    }
}
