/// What dpkg knows of a package.
package struct SimulatedPackage: Sendable, Hashable, Codable {
    /// The version.
    package var version: String
    /// `installed`, `config-files`, `half-configured`, …
    package var status: String

    /// A package, installed by default.
    package init(version: String, status: String = "installed") {
        self.version = version
        self.status = status
    }
}

extension SimulatedPackage {
    /// Whether `dpkg --configure -a` finishes it.
    var isHalfDone: Bool { ["unpacked", "half-configured"].contains(status) }
}
