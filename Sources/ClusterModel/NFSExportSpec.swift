/// What one wants of an NFS export of a volume.
public struct NFSExportSpec: Sendable, Hashable {
    /// The volume.
    public var volume: VolumeName = ""
    /// The path that clients mount.
    public var pseudoPath = ""
    /// The number of the export, the same on all hosts; nil derives it from the name.
    public var exportId: Int?
    /// Whether clients may write.
    public var accessType = AccessType.readWrite
    /// Whose rights are taken away.
    public var squash = Squash.none
    /// Versions of NFS.
    public var protocols = [3]
    /// Who may mount: addresses, networks, names, or `*`.
    public var clients = ["*"]

    /// The defaults.
    public init() {}

    /// Whether clients may write.
    public enum AccessType: String, Sendable, Hashable, CaseIterable {
        case readWrite = "RW"
        case readOnly = "RO"
    }

    /// Whose rights are taken away.
    public enum Squash: String, Sendable, Hashable, CaseIterable { case none, root, all }
}
