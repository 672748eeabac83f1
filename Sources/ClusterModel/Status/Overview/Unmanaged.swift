/// Something that exists and that no manifest declares, or that is declared and carries no ownership tag.
package enum Unmanaged: Sendable, Hashable {
    case gluster(UnmanagedGluster)
}

/// Unmanaged things of gluster.
package enum UnmanagedGluster: Sendable, Hashable {
    /// A volume that no manifest names and that hcctl did not make; `owner` is the Cluster that its tag names.
    case volume(VolumeName, owner: String?)
    /// A volume with the Cluster's own tag that no manifest names any more.
    case droppedVolume(VolumeName)
    /// A volume that a manifest names and that matches, without a tag.
    case unmarkedVolume(VolumeName)
    /// A member of the pool that no manifest names.
    case peer(name: String, uuid: String)
}

extension Unmanaged {
    /// One word for programs.
    package var reason: String {
        switch self {
        case .gluster(.volume(_, owner: nil)): "NotDeclared"
        case .gluster(.volume): "OtherOwner"
        case .gluster(.droppedVolume): "DroppedFromManifests"
        case .gluster(.unmarkedVolume): "NoOwnershipTag"
        case .gluster(.peer): "NotDeclared"
        }
    }

    /// What it is: the kind that would declare it.
    package var kind: ResourceKind {
        switch self {
        case .gluster(.volume), .gluster(.droppedVolume), .gluster(.unmarkedVolume): .glusterVolume
        case .gluster(.peer): .host
        }
    }

    package var name: String {
        switch self {
        case .gluster(.volume(let name, _)), .gluster(.droppedVolume(let name)), .gluster(.unmarkedVolume(let name)):
            name.text
        case .gluster(.peer(let name, _)): name
        }
    }
}
