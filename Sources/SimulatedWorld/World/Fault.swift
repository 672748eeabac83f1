/// A fault. Faults of calls strike at the rates given; those of hosts come by an `ExternalAction` or follow from one, and
/// are only counted.
package enum Fault: String, Sendable, Hashable, CaseIterable {
    /// A change is not delivered; nothing ran.
    case changeNotDelivered
    /// The connection is lost before the change begins: undecided, and nothing ran.
    case changeLostBefore
    /// The change takes effect, then the connection is lost: undecided.
    case changeLostAfter
    /// The program is killed on its host before its effect.
    case programKilled
    /// The program hangs: killed at its limit, or left alone and done much later.
    case programHangs
    /// An observation is not delivered.
    case observationNotDelivered
    /// The connection is lost in the middle of an observation.
    case observationLost
    /// One query of an observation takes too long.
    case queryHangs
    /// Our own process ends before it sends a change.
    case killedBefore
    /// Our own process ends while a change runs.
    case killedInside
    case hostUnreachable
    case powerCut
    case glusterdDead
    case nfsServerDead
    /// An NFS server's process stays and answers nobody.
    case nfsServerHung
    /// A peer died and others still call it connected.
    case peerStillConnected
    /// Another hcctl acts at the same time.
    case secondCaller
}
