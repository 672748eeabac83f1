internal import ClusterModel

/// What a shell of `CycleCore` does next.
enum Directive: Equatable {
    /// Observe every host and plan again.
    case observe
    /// Ask whether the steps of this plan may be taken: disruptive ones that were not asked about yet.
    case confirm(Plan)
    /// Take the next term on more than half of the hosts.
    case takeTerm
    /// Take these steps under the term; a host that did not take it yet takes it before.
    case start([Step], Term)
    /// Observe again after so long.
    case pause(Duration)
    case end(Verdict)
}
