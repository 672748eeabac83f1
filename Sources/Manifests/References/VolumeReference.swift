internal import ClusterModel

/// A volume that a manifest of another kind names.
struct VolumeReference: Sendable {
    let volume: String
    let place: SourcePlace
    /// `the HostedEngine “engine”`.
    let user: String
    /// Whether no other resource may keep data on the volume.
    let isExclusive: Bool
}

extension Resource {
    /// The reference of the field at a path to a volume.
    func reference(to volume: VolumeName, at path: NodeStep..., isExclusive: Bool) -> VolumeReference {
        VolumeReference(
            volume: volume.text, place: node.place(at: path),
            user: "the \(Spec.kind.rawValue) \(MessageText.quoted(name))", isExclusive: isExclusive)
    }
}
