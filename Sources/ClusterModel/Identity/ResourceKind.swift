/// The kinds of manifest, in the order of lists: what others are built on comes first.
package enum ResourceKind: String, Sendable, Hashable, CaseIterable, Codable {
    case cluster = "Cluster"
    case host = "Host"
    case volumeOptionGroup = "VolumeOptionGroup"
    case glusterVolume = "GlusterVolume"
    case ctdbCluster = "CTDBCluster"
    case nfsExport = "NFSExport"
    case hostedEngine = "HostedEngine"
    case engineCluster = "EngineCluster"
    case storageDomain = "StorageDomain"

    /// The type of the kind's spec. Generic code over all kinds starts here.
    package var spec: any ResourceSpec.Type {
        switch self {
        case .cluster: ClusterSpec.self
        case .host: HostSpec.self
        case .volumeOptionGroup: VolumeOptionGroupSpec.self
        case .glusterVolume: GlusterVolumeSpec.self
        case .ctdbCluster: CTDBClusterSpec.self
        case .nfsExport: NFSExportSpec.self
        case .hostedEngine: HostedEngineSpec.self
        case .engineCluster: EngineClusterSpec.self
        case .storageDomain: StorageDomainSpec.self
        }
    }
}

extension ResourceKind: Comparable {
    /// The position in lists, which is the order of the cases.
    private static let positions = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// By the order of the cases.
    package static func < (left: Self, right: Self) -> Bool {
        left != right && positions[left, default: 0] < positions[right, default: 0]
    }
}
