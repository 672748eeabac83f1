import ClusterModel
import Planning
import Presentation
import TestSupport
import Testing

/// What people see, committed as text: bare hosts, drift, a dead host, a refusal.
@Suite struct RunTextTests {
    private static func preview(_ action: Action) -> [CommandLine] { [CommandLine([action.name])] }

    private func report(
        _ verdict: Verdict, _ observed: ObservedState, desired: DesiredState = Make.desired(), taken: [TakenStep] = [],
        history: History = History()
    ) -> RunReport {
        let plan = Planner().plan(desired, observed, history: history, now: Make.now)
        var counts = CommandCounts()
        (counts.reading, counts.changing, counts.fence, counts.roundTrips) = (42, 7, 3, 13)
        let results = Dictionary(uniqueKeysWithValues: taken.map { ($0.step.id, $0.result) })
        let resources = Dictionary(uniqueKeysWithValues: taken.map { ($0.step.id, $0.step.resource) })
        let statuses = StatusReport(desired, observed, plan, results: results, resources: resources, now: Make.now.wall)
            .statuses
        return RunReport(
            verdict: verdict, cluster: "lab", plan: plan, statuses: statuses, taken: taken,
            waits: taken.isEmpty ? [:] : ["PeerStateSettling": .milliseconds(2500)], took: .milliseconds(1234),
            counts: counts)
    }

    private func text(_ report: RunReport, doing: Bool) -> String {
        let lines = PlanText(report.plan).lines + RunText(preview: Self.preview).end(report, doing: doing)
        return lines.map { $0 + "\n" }.joined()
    }

    private static let dead = Make.observed { name, host in
        guard name == "host3" else { return }
        host = ObservedHost(
            unknown: .hostUnreachable(name, detail: "ssh: connect to host host3.lab.test port 22: No route to host"))
    }

    /// host2's brick does not run, and nobody can log in to host3.
    private static let unseen = Make.observed { name, host in
        if name == "host3" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "Permission denied")) }
        guard name == "host2", case .known(let view) = host.gluster.view else { return }
        let volumes = view.volumes.map { volume in
            GlusterVolumeView(
                name: volume.name, id: volume.id, type: volume.type, status: volume.status, replica: volume.replica,
                arbiter: volume.arbiter,
                bricks: volume.bricks.map {
                    $0.host == "host2.lab.test"
                        ? GlusterBrickView(host: $0.host, path: $0.path, isRunning: .known(false)) : $0
                }, options: volume.options)
        }
        host.gluster.view = .known(GlusterView(uuid: view.uuid, opVersion: 1, peers: view.peers, volumes: volumes))
    }

    private static let drifted = Make.observed { name, host in
        if name == "host2" { host.storage.mounts = .known([Make.root]) }
        if name == "host3" {
            host.storage.devices["/dev/vdb"] = .known(Make.device(.filesystem(kind: "ext4", uuid: "abc")))
        }
    }

    @Test func bareHosts() throws {
        try expectGolden(text(report(.different, Make.bare()), doing: false), "bare.txt")
    }

    @Test func aDeadHost() throws {
        try expectGolden(text(report(.stalled, Self.dead), doing: false), "dead-host.txt")
    }

    @Test func bricksThatNobodySees() throws {
        var history = History()
        history.unreachableSince["host3"] = Make.now + .seconds(-75)
        let report = report(.stalled, Self.unseen, history: history)
        try expectGolden(text(report, doing: false), "unseen-bricks.txt")
        let document = RunJSON(report, command: "apply", preview: Self.preview).document(doing: true)
        try expectGolden("\(document)\n", "unseen-bricks.json")
    }

    @Test func drift() throws {
        try expectGolden(text(report(.different, Self.drifted), doing: false), "drift.txt")
    }

    /// Two mount points that something else unmounts: one just now, one as declared since a moment ago.
    @Test func recurringDrifts() throws {
        var history = History()
        for (host, isUndone) in [("host2", true), ("host3", false)] as [(HostName, Bool)] {
            let missing = Make.observed { name, seen in if name == host { seen.storage.mounts = .known([Make.root]) } }
            for step in Planner().plan(Make.desired(), missing, history: History(), now: Make.now).ready {
                let watch = RecurringDriftDetector(DisruptionSpec.Fighting(), at: Make.now)
                history.repairs = watch.taken([step], after: history.repairs)
                let repair = Repair(step.resource, step.differences[0])
                history.repairs[repair]?.holdsSince = isUndone ? nil : Make.now
                history.repairs[repair]?.fight = .init(since: Make.now, times: 7, longest: .milliseconds(2_340))
            }
        }
        let unmounted = Make.observed { name, host in if name == "host2" { host.storage.mounts = .known([Make.root]) } }
        let report = report(.stalled, unmounted, history: history)
        try expectGolden(text(report, doing: true), "fights.txt")
        let document = RunJSON(report, command: "apply", preview: Self.preview).document(doing: true)
        try expectGolden("\(document)\n", "fights.json")
    }

    @Test func aRunThatConverged() throws {
        let plan = Planner().plan(Make.desired(), Make.bare(), history: History(), now: Make.now)
        let taken = plan.ready.enumerated().map { index, step in
            TakenStep(step, .done, begun: .milliseconds(100 * index), took: .milliseconds(300))
        }
        try expectGolden(text(report(.converged, Make.converged(), taken: taken), doing: true), "converged.txt")
    }

    @Test func theSameInJSON() throws {
        let document = RunJSON(report(.different, Self.drifted), command: "diff", preview: Self.preview).document(
            doing: false)
        try expectGolden("\(document)\n", "drift.json")
        let dead = RunJSON(report(.stalled, Self.dead), command: "apply", preview: Self.preview).document(doing: true)
        try expectGolden("\(dead)\n", "dead-host.json")
    }

    /// An installation of which nothing can be told yet, then what is counted, then the time that is left.
    private static let operations: [WaitingOn] = [
        nil, HostOperation.Progress(done: 0, total: 51, left: nil),
        .init(done: 34, total: 51, left: .milliseconds(47_300)),
    ].map {
        .host(
            .operation(
                "host1", what: "installing packages", elapsed: .seconds(94), $0,
                words: "Setting up python3-six (1.16.0-4) ..."))
    }

    @Test func reasonsInJSON() throws {
        let consent = Consent(action: "gluster.resetOption", object: "cluster.quorum-type", date: "2026-11-21")
        let held = HeldStep(
            resource: .host("host1"), differences: [],
            waitingOn: Self.operations + [
                .consentUsed(
                    .resetOption("engine", option: "cluster.quorum-type", observed: "auto", standard: "none"), consent,
                    at: Make.now.wall)
            ])
        let report = RunReport(
            verdict: .stalled, cluster: "lab", plan: Plan(held: [held]), statuses: [], took: .zero,
            counts: CommandCounts())
        let document = RunJSON(report, command: "diff", preview: Self.preview).document(doing: false)
        try expectGolden("\(document)\n", "reasons.json")
    }

    @Test func progress() throws {
        let plan = Planner().plan(Make.desired(), Make.bare(), history: History(), now: Make.now)
        let step = plan.ready[0]
        let refused = StepResult.refused(
            .storage(.deviceBlank("host1", device: "/dev/vdb")), found: "host1: /dev/vdb is not blank")
        let events: [RunEvent] = [
            .observed(hosts: 3, silent: [], took: .milliseconds(310)),
            .observed(hosts: 3, silent: ["host3"], took: .seconds(5)), .planned(plan),
            .termTaken(Term(7), on: ["host1", "host2"], isMajority: true),
            .termTaken(Term(7), on: ["host1"], isMajority: false), .stepStarted(step),
            .stepFinished(step, .done, took: .milliseconds(640)), .stepFinished(step, refused, took: .zero),
            .stepFinished(
                step,
                .failed(
                    command: CommandLine(["gluster", "volume", "start"]), on: .host("host1"), exitStatus: 1,
                    words: "first line\n\u{1B}[2Jsecond line"), took: .zero),
            .waiting(
                [.gluster(.peerStateSettling("host3", state: "disconnected")), .step(step.id)], [], since: Make.now.wall
            ),
            .waiting(Self.operations, [], since: Make.now.wall),
            .auditRejected(["GlusterVolume/engine gluster.startBricks: host3 did not answer"]),
            .remembered([.attempts(step.id, nil)]),
            .waiting(
                [
                    .gluster(.healing("engine", entries: 3, allowed: 0)),
                    .gluster(.healSettling("engine", samples: 1, needed: 3)),
                    .gluster(.quorum("engine", up: 1, needed: 2)), .fenceBusy("host2"),
                    .gluster(.otherTransaction("host1", since: Make.now, until: Make.now + .seconds(600))),
                    .consent(.unmask("host3", unit: "glusterd")),
                ], [UnknownFact(.host("host3"), on: "host3", .hostUnreachable("host3", detail: "no route"))],
                since: Make.now.wall),
        ]
        let json = RunEventJSON(preview: Self.preview)
        try expectGolden(
            events.map { json.document($0, at: Make.now.wall).compact + "\n" }.joined(), "progress.jsonl")
        let text = RunText(preview: Self.preview)
        let lines = events.enumerated().flatMap { index, event in
            text.progress(event, elapsed: .milliseconds(index * 1500))
        }
        try expectGolden(lines.map { $0 + "\n" }.joined(), "progress.txt")
    }

    @Test func everyVerdictHasItsWords() throws {
        let verdicts: [Verdict] = [
            .converged, .different, .stalled, .timedOut, .interrupted, .declined, .refused(["a rule"]),
            .notLeader(["host2": "it has accepted a newer term (9)", "host1": "no answer"]),
        ]
        let lines = verdicts.map { verdict in
            "\(verdict.exitStatus) "
                + RunText(layout: .wide, preview: Self.preview).verdict(report(verdict, Make.converged())).joined()
        }
        try expectGolden(lines.map { $0 + "\n" }.joined(), "verdicts.txt")
    }

    @Test func colourIsOnlyWhereItIsWanted() {
        let plan = Planner().plan(Make.desired(), Make.bare(), history: History(), now: Make.now)
        #expect(!PlanText(plan).lines.joined().contains("\u{1B}"))
        #expect(PlanText(plan, style: Style(colour: true)).lines.joined().contains("\u{1B}[33m  ~"))
    }
}
