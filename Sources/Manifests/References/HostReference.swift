internal import ClusterModel

/// A host that a manifest names.
struct HostReference: Sendable {
    let host: HostName
    let place: SourcePlace
}
