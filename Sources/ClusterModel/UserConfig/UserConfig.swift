/// The user's own configuration: clusters by name, so that a command line need not name their manifests.
package struct UserConfig: Sendable, Hashable {
    package var clusters: [NamedCluster] = []
    /// The cluster of command lines that name none.
    package var defaultCluster: String?

    package init() {}

    package struct NamedCluster: Sendable, Hashable {
        package var name = ""
        /// Files and directories, as `-f` takes them.
        package var manifests: [String] = []

        package init() {}
    }
}
