/// What is declared of an NFS export of a volume.
package struct NFSExportSpec: ResourceSpec, Codable {
    /// The kind.
    package static let kind = ResourceKind.nfsExport
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.nfsExports

    /// The volume.
    package var volume: VolumeName = ""
    /// The path that clients mount.
    package var pseudoPath = ""
    /// The number of the export, the same on all hosts; nil derives it from the name.
    package var exportId: Int?
    /// Whether clients may write.
    package var accessType = AccessType.readWrite
    /// Whose rights are taken away.
    package var squash = Squash.none
    /// Versions of NFS.
    package var protocols = [3]
    /// Who may mount: addresses, networks, names, or `*`.
    package var clients = ["*"]

    /// The defaults.
    package init() {}

    /// Whether clients may write.
    package enum AccessType: String, Sendable, Hashable, CaseIterable, Codable {
        case readWrite = "RW"
        case readOnly = "RO"
    }

    /// Whose rights are taken away.
    package enum Squash: String, Sendable, Hashable, CaseIterable, Codable { case none, root, all }
}
