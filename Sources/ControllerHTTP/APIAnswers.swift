package import ClusterModel

/// What the API answers from. HTTP itself is not known here.
package protocol APIAnswers: Sendable {
    /// Whether the cluster was observed at least once.
    var isReady: Bool { get }
    /// The same as `hcctl status -o json` with what the controller says of itself; nil before the first observation.
    func status() -> JSON?
    /// The same as `hcctl plan -o json`, likewise.
    func plan() -> JSON?
    /// The same as `hcctl get -o json`; `kind` is nil for every kind. Nil before the first observation.
    func resources(kind: ResourceKind?) -> JSON?
    /// The same as `hcctl describe -o json`; nil of a resource that no manifest declares.
    func resource(_ resource: ResourceID) -> JSON?
    /// Runs, the newest first, as `hcctl history -o json`.
    func history(limit: Int) -> JSON
    /// Samples of heal backlogs, the oldest first.
    func samples(limit: Int) -> JSON
    /// Events after a number, at most the newest `limit` of them, the oldest first.
    func events(after number: Int64, limit: Int) -> [APIEvent]
    /// The same as soon as there are some; none after the time, or when the task is cancelled.
    func nextEvents(after number: Int64, within limit: Duration) async -> [APIEvent]
    /// Observes the cluster soon, and answers with what became of it, or after the time.
    func reconcile(within limit: Duration) async -> JSON
    /// In the text format of Prometheus.
    func metrics() -> String
}

/// One event as the API shows it.
package struct APIEvent: Sendable {
    package let number: Int64
    /// `StepFinished`.
    package let name: String
    /// One object on one line.
    package let json: String

    package init(number: Int64, name: String, json: String) {
        self.number = number
        self.name = name
        self.json = json
    }
}
