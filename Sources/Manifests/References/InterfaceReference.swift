internal import ClusterModel

/// A network interface of the hosts that a manifest names.
struct InterfaceReference: Sendable {
    let interface: String
    let place: SourcePlace
}
