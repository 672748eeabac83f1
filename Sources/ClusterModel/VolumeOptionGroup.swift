/// Tags the name of an option group.
package enum OptionGroupTag {}
/// `metadata.name` of a VolumeOptionGroup, which is the name of its file.
package typealias OptionGroupName = Name<OptionGroupTag>

/// What one wants of an option group: options that volumes take together.
package struct VolumeOptionGroupSpec: Sendable, Hashable {
    /// Options with their values as written.
    package var options: [GlusterOption] = []

    /// The defaults.
    package init() {}
}

/// An option group that the manifests ask for: a file on every host, and what volumes that name it get.
package struct DesiredOptionGroup: Sendable, Hashable {
    /// Its name.
    package let name: OptionGroupName
    /// What is wanted of it.
    package let spec: VolumeOptionGroupSpec

    /// A group.
    package init(_ name: OptionGroupName, _ spec: VolumeOptionGroupSpec) {
        self.name = name
        self.spec = spec
    }
}

/// The file of an option group on one host.
package struct OptionGroupFile: Sendable, Hashable {
    /// SHA-256 of the bytes, in hex, read before the lines: a change in between makes the next write refuse.
    package let digest: String
    /// Its lines in their order.
    package let lines: [String]

    /// A file.
    package init(digest: String, lines: [String]) {
        self.digest = digest
        self.lines = lines
    }

    /// Where gluster looks for the file of a group (`volume set V group G`, glusterd-volume-set.c).
    package static func path(of group: OptionGroupName) -> String { "\(folder)/\(group)" }
    /// The package of the daemon brings it, with groups of its own.
    package static let folder = "/var/lib/glusterd/groups"
}
