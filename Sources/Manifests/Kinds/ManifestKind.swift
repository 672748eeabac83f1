internal import ClusterModel

/// A kind of manifest: the fields of its spec, and what else is known of it.
protocol ManifestKind: ManifestObject, ResourceSpec {
    static var descriptor: KindDescriptor<Self> { get }
}
