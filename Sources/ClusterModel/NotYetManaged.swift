/// A part of the manifests that is checked and that nothing acts on yet.
public struct NotYetManaged: Sendable, Hashable {
    /// The resource.
    public let resource: ResourceID
    /// Path of the field: `spec.deletionPolicy`; `spec` where it is the whole kind.
    public let field: String
    /// What the manifest says.
    public let desired: String

    /// A part.
    public init(_ resource: ResourceID, field: String, desired: String) {
        self.resource = resource
        self.field = field
        self.desired = desired
    }
}

/// A resource that the manifests ask for, with what is wanted of it.
public struct Desired<Spec: Sendable & Hashable>: Sendable, Hashable {
    /// `metadata.name`.
    public let name: String
    /// What is wanted of it.
    public let spec: Spec

    /// A resource.
    public init(_ name: String, _ spec: Spec) {
        self.name = name
        self.spec = spec
    }
}

/// Resources of kinds that are checked and that nothing acts on yet; each list in the order of the names.
public struct DesiredLater: Sendable, Hashable {
    /// At most one.
    public var ctdbClusters: [Desired<CTDBClusterSpec>] = []
    /// Exports of volumes.
    public var nfsExports: [Desired<NFSExportSpec>] = []
    /// At most one.
    public var hostedEngines: [Desired<HostedEngineSpec>] = []
    /// Clusters inside the engine.
    public var engineClusters: [Desired<EngineClusterSpec>] = []
    /// Storage domains inside the engine.
    public var storageDomains: [Desired<StorageDomainSpec>] = []

    /// None.
    public init() {}
}
