internal import ClusterModel

/// What a shell of `CycleCore` does next.
enum Directive: Equatable {
    /// Observe every host and plan again.
    case observe
    /// Ask whether the steps of this plan may be taken: disruptive ones that were not asked about yet.
    case confirm(Plan)
    /// Take the next term on more than half of the hosts.
    case takeTerm
    /// Take these steps under the term, beside those that run; a host that did not take it yet takes it before.
    case start([Step], Term)
    /// Begin nothing, and observe once every running step has ended.
    case drain
    /// Observe again after so long, or as soon as a running step has ended.
    case pause(Duration)
    case end(Verdict)
}
