internal import ClusterModel

/// What no manifest declares, or what carries no ownership tag.
enum UnmanagedText {
    static func sentence(_ thing: Unmanaged) -> String {
        switch thing {
        case .gluster(.volume(_, owner: nil)): "no manifest names it; hcctl does not change it"
        case .gluster(.volume(_, let owner?)): "it carries the tag of the Cluster \(owner); hcctl does not change it"
        case .gluster(.droppedVolume): "it carries the tag of this Cluster, and no manifest names it; \(droppedAdvice)"
        case .gluster(.unmarkedVolume): "adopted without an ownership tag: the first change of it sets one"
        case .gluster(.peer(_, let uuid)):
            "member \(uuid) of the pool, which no manifest names; hcctl does not change it"
        }
    }

    private static let droppedAdvice =
        "kept; declare it again, or stop and delete it with gluster, because hcctl deletes no volume"

    /// `unmanaged: 2 volumes, 1 pool member; 3 volumes without an ownership tag`; none where there is nothing.
    static func counts(_ things: [Unmanaged]) -> [String] {
        let unmarked = things.count { if case .gluster(.unmarkedVolume) = $0 { true } else { false } }
        let dropped = things.filter { if case .gluster(.droppedVolume) = $0 { true } else { false } }.map(\.name)
        let volumes = things.count { if case .gluster(.volume) = $0 { true } else { false } }
        let peers = things.count { if case .gluster(.peer) = $0 { true } else { false } }
        let parts = [
            (volumes, "volume", ""), (dropped.count, "volume", " dropped from the manifests"),
            (peers, "pool member", ""),
            (unmarked, "volume", " without an ownership tag"),
        ].filter { $0.0 > 0 }.map { RunText.count($0.0, $0.1) + $0.2 }
        guard !parts.isEmpty else { return [] }
        return ["unmanaged: \(parts.joined(separator: ", ")) (hcctl get --all lists them)"]
            + (dropped.isEmpty
                ? [] : ["dropped from the manifests: \(dropped.joined(separator: ", ")): \(droppedAdvice)"])
    }
}
