internal import ClusterModel
internal import ControllerHTTP
internal import Journal
internal import Presentation
internal import Reconciliation
internal import Synchronization
internal import World

/// Answers the API from what the controller's loop has published, and from the journal.
final class ControllerAnswers: APIAnswers {
    private let figures: Mutex<ControllerStatus>
    private let snapshot: LatestValue<Controller.Snapshot>
    private let journal: RunJournal
    private let inbox: ControlInbox
    private let time: any TimeSource
    /// Set with each event.
    private let news = LatestValue<Int64>()

    init(
        _ status: ControllerStatus, snapshot: LatestValue<Controller.Snapshot>, journal: RunJournal,
        inbox: ControlInbox,
        time: any TimeSource
    ) {
        figures = Mutex(status)
        self.snapshot = snapshot
        self.journal = journal
        self.inbox = inbox
        self.time = time
    }

    /// Takes over an event that was recorded before.
    func add(_ event: ControllerEvent) {
        let now = time.wallTime()
        figures.withLock { $0.add(event, at: now) }
        news.set(journal.lastEvent)
    }

    private var current: ControllerStatus {
        let newest = snapshot.current
        return figures.withLock { status in
            var status = status
            if let newest { (status.term, status.observing) = (newest.term, newest.observing) }
            return status
        }
    }

    var isReady: Bool { snapshot.current != nil }

    // MARK: Documents

    func status() -> JSON? {
        snapshot.current.map { newest in
            document(newest, "status") { $0.document(exitCode: Int(newest.report.statusExitCode), of: nil) }
        }
    }

    func plan() -> JSON? {
        snapshot.current.map { newest in document(newest, "plan") { $0.document(doing: false) } }
    }

    func resources(kind: ResourceKind?) -> JSON? {
        snapshot.current.map { newest in
            let chosen = newest.report.statuses.map(\.resource).filter { kind == nil || $0.kind == kind }
            return document(newest, "get") { $0.document(exitCode: 0, of: chosen) }
        }
    }

    func resource(_ resource: ResourceID) -> JSON? {
        guard let newest = snapshot.current, newest.report.status(of: resource) != nil else { return nil }
        return document(newest, "describe") { $0.document(describing: newest.chain(for: resource)) }
    }

    /// With what the controller says of itself as a last member.
    private func document(_ newest: Controller.Snapshot, _ command: String, _ make: (RunJSON) -> JSON) -> JSON {
        let document = make(RunJSON(newest.report, command: command, preview: Preview.commands))
        guard case .object(let members) = document else { return document }
        return .object(members + [.init("controller", current.document)])
    }

    func history(limit: Int) -> JSON { journal.runs(limit).document }

    func samples(limit: Int) -> JSON {
        ["formatVersion": 1, "samples": .array(journal.samples(limit).map(\.document))]
    }

    func metrics() -> String { MetricsText(current, snapshot.current?.report).text }
}

// MARK: - Events

extension ControllerAnswers {
    func events(after number: Int64, limit: Int) -> [APIEvent] {
        journal.events(after: number, limit).map { APIEvent(number: $0.id, name: $0.event, json: $0.json) }
    }

    func nextEvents(after number: Int64, within limit: Duration) async -> [APIEvent] {
        let ready = events(after: number, limit: Self.batch)
        guard ready.isEmpty else { return ready }
        await first(within: limit) { [news] in _ = await news.next { $0 > number } }
        return Task.isCancelled ? [] : events(after: number, limit: Self.batch)
    }

    /// Events that a stream gets at once. Protects memory where a client comes back after a long time.
    private static let batch = 1000

    /// Waits for a body, or for the time.
    private func first(within limit: Duration, _ body: @escaping @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await body() }
            group.addTask { [time] in try? await time.sleep(limit) }
            await group.next()
            group.cancelAll()
        }
    }
}

// MARK: - Reconciling

extension ControllerAnswers {
    /// A step begins so soon after the plan that made it ready, unless a term has to be taken before.
    private static let beginTime = Duration.seconds(5)

    func reconcile(within limit: Duration) async -> JSON {
        let before = journal.lastRun?.id
        let number = inbox.request()
        await first(within: limit) { [snapshot] in _ = await snapshot.next { $0.answered >= number } }
        guard let newest = snapshot.current, newest.answered >= number else { return acknowledgement(number, nil, nil) }
        if newest.observing == nil, !newest.report.plan.ready.isEmpty {
            await first(within: Self.beginTime) { [journal, news] in
                _ = await news.next { _ in journal.lastRun?.id != before }
            }
        }
        let run = journal.lastRun.flatMap { $0.id != before || $0.ended == nil ? $0.id : nil }
        return acknowledgement(number, newest, run)
    }

    private func acknowledgement(_ number: Int, _ newest: Controller.Snapshot?, _ run: Int64?) -> JSON {
        [
            "formatVersion": 1, "request": .integer(number), "observedAt": JSON(newest.map { "\($0.at)" }),
            "verdict": JSON(newest?.report.verdict.word),
            "ready": newest.map { .integer($0.report.plan.ready.count) } ?? .null,
            "held": newest.map { .integer($0.report.plan.held.count) } ?? .null,
            "acting": .bool(newest.map { $0.observing == nil } ?? false),
            "run": run.map { .integer(Int($0)) } ?? .null,
        ]
    }
}

extension LatestValue {
    /// The first value that fulfils a condition, beginning with the current one; nil when the task is cancelled.
    func next(where holds: @Sendable (Value) -> Bool) async -> Value? {
        var number = 0
        while let newest = await next(after: number) {
            if holds(newest.value) { return newest.value }
            number = newest.number
        }
        return nil
    }
}
