internal import ClusterModel

/// Something that must not be, in one sentence.
package struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// Which rule was broken.
    package let rule: Rule
    /// When, in virtual time.
    package let at: Duration
    /// What was seen.
    package let words: String

    /// A finding.
    package init(_ rule: Rule, at: Duration, _ words: String) {
        self.rule = rule
        self.at = at
        self.words = words
    }

    /// What is judged.
    package enum Rule: String, Sendable, Hashable, CaseIterable {
        /// The last good copy of a file was destroyed by a command of ours.
        case lastGoodCopy
        /// A replica set could be written to before a command of ours, and not after it; or a brick was stopped by it.
        case quorum
        /// A device with a signature was formatted.
        case signature
        /// A directory without a volume's mark was made its brick by force.
        case mark
        /// What no manifest names was touched.
        case foreign
        /// A change of an older term ran after a newer one was taken, or while it was taken; or a change ran under a
        /// term that its host, or most of them, had not taken, or on news from before it was taken.
        case terms
        /// What was executed is not what was planned, or not in its order.
        case planned
        /// `diff` changed something.
        case diff
        /// The audit refused a plan of the planner's.
        case audit
        /// The model itself complains: a command that nobody taught it, or a query that changes.
        case model
        /// Faults are over, and it does not converge.
        case convergence
        /// It says that it converged, and the model says that it did not.
        case untrue
        /// A hold that nothing in the model explains.
        case hold
        /// Everything waits for something that never comes.
        case deadlock
        /// It takes more calls, or more virtual time, than anything of this size can need.
        case bound
        /// The same seed went another way the second time.
        case determinism
    }

    /// `rule at 12.3 s: words`.
    package var description: String { "\(rule.rawValue) at \(at.tenths) s: \(words)" }
}
