/// What the annotations of a document declare for its resource.
package struct ResourcePolicy: Sendable, Hashable {
    /// Whether differences are mended; nil is as the Cluster says, which is `enforce` if it says nothing.
    package var mode: Mode?
    /// Whether nothing is done for now.
    package var isPaused = false
    /// Paths of fields whose differences do not count: `spec.options[network.ping-timeout]`.
    package var ignored: [String] = []
    /// What a person has agreed to.
    package var consents: [Consent] = []

    /// No policy.
    package init() {}

    /// What becomes of a difference.
    package enum Mode: String, Sendable, Hashable, CaseIterable {
        /// It is mended.
        case enforce
        /// It is shown, counts, and is left to a person.
        case warn
        /// It is shown, and does not count.
        case observe
    }
}
