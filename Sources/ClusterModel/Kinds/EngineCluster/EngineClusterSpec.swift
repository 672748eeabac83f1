/// Name of the engine as the manifests give it.
package typealias EngineClusterName = Name<EngineClusterSpec>

/// What is declared of a cluster inside the engine.
package struct EngineClusterSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.engineCluster
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.engineClusters

    /// How the engine is reached.
    package var engine = Connection()
    /// The data centre that holds the cluster.
    package var dataCenter = "Default"
    /// Whether its hosts run virtual machines.
    package var virtService = true
    /// Whether its hosts serve gluster.
    package var glusterService = true
    /// Whether hosts of the Cluster that the engine does not know are added.
    package var addHosts = true

    /// The defaults.
    package init() {}

    /// How the engine's REST API is reached.
    package struct Connection: Sendable, Hashable {
        /// `https://engine.lab.test/ovirt-engine`.
        package var url = ""
        /// The user.
        package var username = "admin@internal"
        /// The user's password.
        package var password = SecretReference()
        /// Certificate of the authority that signed the engine's; nil trusts the machine's own list.
        package var caFile: String?

        /// The defaults.
        package init() {}
    }
}
