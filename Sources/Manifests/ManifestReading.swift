package import ClusterModel

/// The result of reading manifests.
package struct ManifestReading: Sendable, Hashable {
    /// The desired state; nil when there is any error.
    package let desired: DesiredState?
    /// Errors and warnings of all files, in the order of the files, then by line and column.
    package let diagnostics: [Diagnostic]

    /// Whether there is no error.
    package var isValid: Bool { desired != nil }
}
