/// A mount of a device.
package struct SimulatedMount: Sendable, Hashable, Codable {
    /// Where.
    package var target: String
    /// Path of the device.
    package var source: String
    /// As given to mount.
    package var options: [String]

    /// A mount.
    package init(_ source: String, at target: String, options: [String] = ["defaults"]) {
        self.target = target
        self.source = source
        self.options = options
    }
}
