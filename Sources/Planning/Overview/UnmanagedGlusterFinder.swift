internal import ClusterModel

/// Finds volumes and pool members that no manifest names, and declared volumes without an ownership tag.
struct UnmanagedGlusterFinder {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [UnmanagedGluster] { volumes + peers }

    private var volumes: [UnmanagedGluster] {
        let declared = Set(desired.volumes.map(\.name))
        return observed.volumes.all.sorted { $0.name < $1.name }.compactMap { volume in
            let owner = volume.option(OwnershipTag.owner)
            if declared.contains(volume.name) { return owner == nil ? .unmarkedVolume(volume.name) : nil }
            return owner == desired.cluster.text ? .droppedVolume(volume.name) : .volume(volume.name, owner: owner)
        }
    }

    /// Each once, however many hosts know it; a host of the Cluster is recognised by its UUID or by any of its names.
    private var peers: [UnmanagedGluster] {
        let views = desired.spec.hosts.compactMap {
            if case .known(let view) = observed.gluster($0) { view } else { nil }
        }
        let addresses = Set(desired.orderedHosts.flatMap { [$0.spec.glusterAddress, $0.spec.address] })
        var known = Set(views.map(\.uuid))
        return views.flatMap(\.peers).filter { peer in
            addresses.isDisjoint(with: peer.names) && known.insert(peer.uuid).inserted
        }.map { .peer(name: $0.names.first ?? $0.uuid, uuid: $0.uuid) }.sorted { $0.text < $1.text }
    }
}

extension UnmanagedGluster {
    fileprivate var text: String { Unmanaged.gluster(self).name }
}
