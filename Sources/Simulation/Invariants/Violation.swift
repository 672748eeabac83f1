internal import ClusterModel

/// A violation of an invariant, in one sentence.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// Which rule was broken.
    package let rule: Rule
    /// When, in virtual time.
    package let at: Duration
    /// What was observed.
    package let words: String

    /// A violation.
    package init(_ rule: Rule, at: Duration, _ words: String) {
        self.rule = rule
        self.at = at
        self.words = words
    }

    /// The invariant.
    package enum Rule: String, Sendable, Hashable, CaseIterable {
        /// The last good copy of a file was destroyed by a command of ours.
        case lastGoodCopy
        /// A replica set could be written to before a command of ours, and not after it; or a brick was stopped by it.
        case quorum
        /// A device with a signature was formatted.
        case signature
        /// A directory without a volume's mark was made its brick by force.
        case mark
        /// ctdbd was started by a command of ours without its lock volume, or stopped although no other node could serve.
        case ctdb
        /// What no manifest names was touched.
        case foreign
        /// An export was removed that no manifest removed.
        case export
        /// Two engines ran, or one was deployed over another.
        case engine
        /// A change of an older term ran after a newer one was taken, or while it was taken; or a change ran under a
        /// term that its host, or most of them, had not taken, or on observations from before it was taken.
        case terms
        /// What was executed is not what was planned, or not in its order.
        case planned
        /// `diff` changed something.
        case diff
        /// The audit refused a plan of the planner's.
        case audit
        /// The model reports a command that it does not know, or a query that changes.
        case model
        /// Faults are over, and it does not converge.
        case convergence
        /// hcctl reports convergence, and the model is not as desired.
        case untrue
        /// A hold that nothing in the model explains.
        case hold
        /// Everything waits, and nothing is left to happen.
        case deadlock
        /// A run takes more calls, or more virtual time, than a cluster of this size can need.
        case bound
        /// The second run of the same seed was different.
        case determinism
    }

    /// `rule at 12.3 s: words`.
    package var description: String { "\(rule.rawValue) at \(at.tenths) s: \(words)" }
}
