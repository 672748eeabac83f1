/// Tags the name of an option group.
public enum OptionGroupTag {}
/// `metadata.name` of a VolumeOptionGroup, which is the name of its file.
public typealias OptionGroupName = Name<OptionGroupTag>

/// What one wants of an option group: options that volumes take together.
public struct VolumeOptionGroupSpec: Sendable, Hashable {
    /// Options with their values as written.
    public var options: [GlusterOption] = []

    /// The defaults.
    public init() {}
}

/// An option group that the manifests ask for: a file on every host, and what volumes that name it get.
public struct DesiredOptionGroup: Sendable, Hashable {
    /// Its name.
    public let name: OptionGroupName
    /// What is wanted of it.
    public let spec: VolumeOptionGroupSpec

    /// A group.
    public init(_ name: OptionGroupName, _ spec: VolumeOptionGroupSpec) {
        self.name = name
        self.spec = spec
    }
}

/// The file of an option group on one host.
public struct OptionGroupFile: Sendable, Hashable {
    /// SHA-256 of the bytes, in hex, read before the lines: a change in between makes the next write refuse.
    public let digest: String
    /// Its lines in their order.
    public let lines: [String]

    /// A file.
    public init(digest: String, lines: [String]) {
        self.digest = digest
        self.lines = lines
    }

    /// Where gluster looks for the file of a group (`volume set V group G`, glusterd-volume-set.c).
    public static func path(of group: OptionGroupName) -> String { "\(folder)/\(group)" }
    /// The package of the daemon brings it, with groups of its own.
    public static let folder = "/var/lib/glusterd/groups"
}
