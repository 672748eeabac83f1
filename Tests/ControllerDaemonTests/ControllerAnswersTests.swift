import ClusterModel
import Foundation
import Journal
import Planning
import Presentation
import TestSupport
import Testing
import World

@testable import ControllerDaemon
@testable import ControllerHTTP
@testable import Reconciliation

@Suite struct ControllerAnswersTests {
    private let directory = FileManager.default.temporaryDirectory.appending(
        path: "hcctl-answers-\(UInt64.random(in: 0 ... .max))"
    ).path
    private let snapshot = LatestValue<Controller.Snapshot>()
    private let inbox = ControlInbox()
    private let journal: RunJournal
    private let answers: ControllerAnswers

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        journal = RunJournal(directory: directory) { Issue.record("\($0)") }
        answers = ControllerAnswers(
            ControllerStatus(version: "0.1.0", startedAt: Make.now.wall, here: nil), snapshot: snapshot,
            journal: journal, inbox: inbox, time: FixedTime())
    }

    private func publish(_ observed: ObservedState, answered: Int = 0) {
        let desired = Make.desired()
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let status = StatusReport(desired, observed, plan, now: Make.now.wall)
        let report = RunReport(
            verdict: .stalled, cluster: desired.cluster, plan: plan, statuses: status.statuses,
            overview: status.overview, took: .milliseconds(310), counts: CommandCounts())
        snapshot.set(
            Controller.Snapshot(
                desired: desired, observed: observed, report: report, term: nil, observing: nil, at: Make.now.wall,
                answered: answered))
    }

    private static let drifted = Make.observed { name, host in
        if name == "host2" { host.storage.mounts = .known([Make.root]) }
        if name == "host3" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "no answer")) }
    }

    private static func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

    private static func parsed(_ document: JSON?) throws -> [String: Any] {
        try object(JSONSerialization.jsonObject(with: Data("\(try #require(document))".utf8)))
    }

    /// Every member is described, and those that are required are there.
    private static func expect(_ object: [String: Any], isA schema: String) throws {
        let document = try parsed(OpenAPIDocument.document)
        let schemas = try Self.object(Self.object(document["components"])["schemas"])
        let own = try Self.object(schemas[schema])
        let required = try #require(own["required"] as? [String])
        let described = try Set(Self.object(own["properties"]).keys)
        #expect(described.isSuperset(of: object.keys), "\(schema): \(Set(object.keys).subtracting(described))")
        #expect(Set(object.keys).isSuperset(of: required), "\(schema): \(Set(required).subtracting(object.keys))")
    }

    @Test func beforeTheFirstObservationThereIsNoDocument() {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(!answers.isReady && answers.status() == nil && answers.plan() == nil)
        #expect(answers.resources(kind: nil) == nil && answers.resource(.host("host1")) == nil)
        #expect(answers.metrics().contains("hcctl_acting 0\n"))
    }

    @Test func documentsAreAsOpenAPIDescribesThem() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        publish(Self.drifted)
        for document in [
            answers.status(), answers.plan(), answers.resources(kind: .host), answers.resource(.host("host2")),
        ] {
            let object = try Self.parsed(document)
            try Self.expect(object, isA: "Status")
            try Self.expect(Self.object(object["controller"]), isA: "Controller")
            for resource in try #require(object["resources"] as? [[String: Any]]) {
                try Self.expect(resource, isA: "Resource")
            }
        }
        #expect(answers.resource(.host("nothing")) == nil)
        let hosts = try Self.parsed(answers.resources(kind: .host))["resources"] as? [[String: Any]]
        #expect(hosts?.compactMap { $0["kind"] as? String } == ["Host", "Host", "Host"])
        journal.begin("controller", "lab", at: Make.now.wall)
        let history = try Self.parsed(answers.history(limit: 5))
        try Self.expect(history, isA: "History")
        try Self.expect(#require((history["runs"] as? [[String: Any]])?.first), isA: "Run")
        journal.add([BacklogSample(at: Make.now.wall, volume: "engine", backlog: 7)])
        let samples = try Self.parsed(answers.samples(limit: 5))
        try Self.expect(samples, isA: "Samples")
        try Self.expect(#require((samples["samples"] as? [[String: Any]])?.first), isA: "Sample")
    }

    @Test func eventsAreAwaited() async {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(await answers.nextEvents(after: 0, within: .zero).isEmpty)
        async let next = answers.nextEvents(after: 0, within: .seconds(60))
        journal.add(JournalRecord(at: Make.now.wall, level: 5, event: "Stopping", text: "", json: "{}"))
        answers.add(.stopping)
        let events = await next
        #expect(events.map(\.name) == ["Stopping"] && events.map(\.number) == [1])
    }

    @Test func aRequestIsAcknowledgedWithWhatWasObserved() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        publish(Make.observed { _, _ in })
        async let answer = answers.reconcile(within: .seconds(60))
        // The loop takes the request, and publishes what it observed then.
        let signals = await inbox.next()
        #expect(signals.request == 1 && signals.reasons == [.api])
        publish(Make.observed { _, _ in }, answered: 1)
        let object = try Self.parsed(await answer)
        try Self.expect(object, isA: "Reconciliation")
        #expect(object["request"] as? Int == 1 && object["observedAt"] as? String != nil)
    }

    @Test func aRequestThatIsNotAnsweredInTimeIsAcknowledgedAllTheSame() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let object = try Self.parsed(await answers.reconcile(within: .zero))
        try Self.expect(object, isA: "Reconciliation")
        #expect(object["observedAt"] is NSNull && object["run"] is NSNull)
    }

    @Test func backlogsAreSampledWhenTheyChangeAndOnceAMinute() {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var sampler = BacklogSampler()
        let desired = Make.desired()
        let observed = Make.observed { _, _ in }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let overview = StatusReport(desired, observed, plan, now: Make.now.wall).overview
        let begin = Make.now.wall
        let counts = [0, 30, 59, 60, 61, 120].map { sampler.samples(overview, at: begin + .seconds($0)).count }
        let volumes = overview.volumes.count { if case .known = $0.healBacklog { true } else { false } }
        #expect(volumes > 0 && counts == [volumes, 0, 0, volumes, 0, volumes])
    }
}

/// The clock stands still; a wait of some seconds never ends, and none at all ends at once.
private struct FixedTime: TimeSource {
    func wallTime() -> WallTime { Make.now.wall }
    func uptime() -> Duration { .zero }
    func sleep(_ duration: Duration) async throws {
        if duration > .zero { try await Task.sleep(for: .seconds(600)) }
    }
}
