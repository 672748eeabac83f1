/// A name of its own kind: a host's name is never taken for a volume's.
public struct Name<Tag>: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name as it stands in the manifest.
    public let text: String

    /// A name; whether it is well formed is the reader's business.
    public init(_ text: String) { self.text = text }

    /// A name written in code.
    public init(stringLiteral value: String) { text = value }

    /// The name as it stands in the manifest.
    public var description: String { text }

    /// By Unicode scalars, the same on every machine.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Name: Codable {
    /// A name is written as its text.
    public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    /// A name is written as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Tags the name of a host.
public enum HostTag {}
/// Tags the name of a gluster volume.
public enum VolumeTag {}
/// Tags the name of a cluster.
public enum ClusterTag {}

/// `metadata.name` of a Host.
public typealias HostName = Name<HostTag>
/// `metadata.name` of a GlusterVolume, which is gluster's own name of the volume.
public typealias VolumeName = Name<VolumeTag>
/// `metadata.name` of the Cluster.
public typealias ClusterName = Name<ClusterTag>

/// The kinds of manifest. Closed: a new kind is a list of compile errors.
public enum ResourceKind: String, Sendable, Hashable, CaseIterable {
    case cluster = "Cluster"
    case host = "Host"
    case volumeOptionGroup = "VolumeOptionGroup"
    case glusterVolume = "GlusterVolume"
    case ctdbCluster = "CTDBCluster"
    case nfsExport = "NFSExport"
    case hostedEngine = "HostedEngine"
    case engineCluster = "EngineCluster"
    case storageDomain = "StorageDomain"
}

/// One resource: `GlusterVolume/engine`.
public struct ResourceID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Its kind.
    public let kind: ResourceKind
    /// Its `metadata.name`.
    public let name: String

    /// Names a resource.
    public init(_ kind: ResourceKind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The resource of a host.
    public static func host(_ name: HostName) -> Self { Self(.host, name.text) }
    /// The resource of a volume.
    public static func volume(_ name: VolumeName) -> Self { Self(.glusterVolume, name.text) }
    /// The resource of an option group.
    public static func optionGroup(_ name: OptionGroupName) -> Self { Self(.volumeOptionGroup, name.text) }
    /// The resource of a cluster.
    public static func cluster(_ name: ClusterName) -> Self { Self(.cluster, name.text) }

    /// `Kind/name`.
    public var description: String { "\(kind.rawValue)/\(name)" }

    /// In the order of the kinds, then by name.
    public static func < (left: Self, right: Self) -> Bool {
        (left.kind.order, left.name) < (right.kind.order, right.name)
    }
}

extension ResourceKind {
    /// Where the kind stands in lists: what others are built on comes first.
    var order: Int {
        switch self {
        case .cluster: 0
        case .host: 1
        case .volumeOptionGroup: 2
        case .glusterVolume: 3
        case .ctdbCluster: 4
        case .nfsExport: 5
        case .hostedEngine: 6
        case .engineCluster: 7
        case .storageDomain: 8
        }
    }
}
