/// One resource: `GlusterVolume/engine`.
package struct ResourceID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Its kind.
    package let kind: ResourceKind
    /// Its `metadata.name`.
    package let name: String

    /// The resource of that kind and name.
    package init(_ kind: ResourceKind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The resource whose spec is of the name's type.
    package init<Spec: ResourceSpec>(_ name: Name<Spec>) { self.init(Spec.kind, name.text) }

    /// The resource of a host.
    package static func host(_ name: HostName) -> Self { Self(name) }
    /// The resource of a volume.
    package static func volume(_ name: VolumeName) -> Self { Self(name) }
    /// The resource of an option group.
    package static func optionGroup(_ name: OptionGroupName) -> Self { Self(name) }
    /// The resource of a cluster.
    package static func cluster(_ name: ClusterName) -> Self { Self(name) }

    /// `Kind/name`.
    package var description: String { "\(kind.rawValue)/\(name)" }

    /// In the order of the kinds, then by name.
    package static func < (left: Self, right: Self) -> Bool {
        left.kind == right.kind ? left.name < right.name : left.kind < right.kind
    }
}
