/// What systemd knows of a unit.
package struct SimulatedUnit: Sendable, Hashable, Codable {
    /// Whether it runs.
    package var active: Active
    /// `enabled`, `disabled`, `masked`, …
    package var enablement: String

    /// A unit, stopped and disabled by default.
    package init(active: Active = .inactive, enablement: String = "disabled") {
        self.active = active
        self.enablement = enablement
    }

    /// systemd's words.
    package enum Active: String, Sendable, Hashable, Codable { case active, inactive, failed, activating }
}
