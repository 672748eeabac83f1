/// A part of the manifests that is checked and that nothing acts on yet.
package struct NotYetManaged: Sendable, Hashable {
    /// The resource.
    package let resource: ResourceID
    /// Path of the field: `spec.deletionPolicy`; `spec` where it is the whole kind.
    package let field: String
    /// What the manifest says.
    package let desired: String

    /// A part.
    package init(_ resource: ResourceID, field: String, desired: String) {
        self.resource = resource
        self.field = field
        self.desired = desired
    }
}

/// A resource that the manifests ask for, with what is wanted of it.
package struct Desired<Spec: Sendable & Hashable>: Sendable, Hashable {
    /// `metadata.name`.
    package let name: String
    /// What is wanted of it.
    package let spec: Spec

    /// A resource.
    package init(_ name: String, _ spec: Spec) {
        self.name = name
        self.spec = spec
    }
}

/// Resources of kinds that are checked and that nothing acts on yet; each list in the order of the names.
package struct DesiredLater: Sendable, Hashable {
    /// At most one.
    package var ctdbClusters: [Desired<CTDBClusterSpec>] = []
    /// Exports of volumes.
    package var nfsExports: [Desired<NFSExportSpec>] = []
    /// At most one.
    package var hostedEngines: [Desired<HostedEngineSpec>] = []
    /// Clusters inside the engine.
    package var engineClusters: [Desired<EngineClusterSpec>] = []
    /// Storage domains inside the engine.
    package var storageDomains: [Desired<StorageDomainSpec>] = []

    /// None.
    package init() {}
}
