package import ClusterModel
package import World

/// Secrets of a simulated run: a text for each source that occurs nowhere else, so that its traces can be found.
package struct SimulatedSecrets: SecretKeeping {
    package init() {}

    /// What every one of them begins with.
    package static let mark = "seCreT-"

    package func secret(_ reference: SecretReference) async throws(SecretProblem) -> Secret {
        let source = reference.fromFile ?? reference.fromEnv ?? reference.fromCommand?.joined(separator: " ") ?? ""
        return Secret(Array((Self.mark + FNV1a.hex(source.utf8)).utf8))
    }
}
