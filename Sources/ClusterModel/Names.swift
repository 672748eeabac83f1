/// A name of its own kind: a host's name is never taken for a volume's.
package struct Name<Tag>: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name as it stands in the manifest.
    package let text: String

    /// A name; whether it is well formed is the reader's business.
    package init(_ text: String) { self.text = text }

    /// A name written in code.
    package init(stringLiteral value: String) { text = value }

    /// The name as it stands in the manifest.
    package var description: String { text }

    /// By Unicode scalars, the same on every machine.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Name: Codable {
    /// A name is written as its text.
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    /// A name is written as its text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Tags the name of a host.
package enum HostTag {}
/// Tags the name of a gluster volume.
package enum VolumeTag {}
/// Tags the name of a cluster.
package enum ClusterTag {}

/// `metadata.name` of a Host.
package typealias HostName = Name<HostTag>
/// `metadata.name` of a GlusterVolume, which is gluster's own name of the volume.
package typealias VolumeName = Name<VolumeTag>
/// `metadata.name` of the Cluster.
package typealias ClusterName = Name<ClusterTag>

/// The kinds of manifest. Closed: a new kind is a list of compile errors.
package enum ResourceKind: String, Sendable, Hashable, CaseIterable {
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
package struct ResourceID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Its kind.
    package let kind: ResourceKind
    /// Its `metadata.name`.
    package let name: String

    /// Names a resource.
    package init(_ kind: ResourceKind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The resource of a host.
    package static func host(_ name: HostName) -> Self { Self(.host, name.text) }
    /// The resource of a volume.
    package static func volume(_ name: VolumeName) -> Self { Self(.glusterVolume, name.text) }
    /// The resource of an option group.
    package static func optionGroup(_ name: OptionGroupName) -> Self { Self(.volumeOptionGroup, name.text) }
    /// The resource of a cluster.
    package static func cluster(_ name: ClusterName) -> Self { Self(.cluster, name.text) }

    /// `Kind/name`.
    package var description: String { "\(kind.rawValue)/\(name)" }

    /// In the order of the kinds, then by name.
    package static func < (left: Self, right: Self) -> Bool {
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
