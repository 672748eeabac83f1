internal import ClusterModel

extension GlusterVolumeView {
    /// The bricks in their replica sets; each brick of a volume without copies is a set of its own.
    var sets: [[GlusterBrickView]] {
        let size = max(1, replica)
        return stride(from: 0, to: bricks.count, by: size).map { Array(bricks[$0..<min($0 + size, bricks.count)]) }
    }
}

extension PlanningInput {
    /// The options that a volume is to have, those of its group included.
    func options(of volume: Desired<GlusterVolumeSpec>) -> DesiredOptions {
        DesiredOptions(
            volume.spec, group: desired.options(of: volume.spec.optionGroup), role: desired.roleOptions(of: volume.name)
        )
    }

    /// Whether a declared file system was observed at its mount point, the whole of it.
    func isMounted(_ entry: HostSpec.Storage, on host: HostName) -> Bool {
        StoragePrecondition.mounted(host, device: entry.device, at: entry.mountPoint).violation(in: observed.host(host))
            == nil
    }

    /// Entries of a volume that wait to be healed, summed over its bricks; absent where no brick keeps an index.
    func healBacklog(of volume: GlusterVolumeView) -> Reading<Int> {
        guard volume.replica > 1 else { return .absent }
        return volume.bricks.reduce(.known(0)) { sum, brick in
            guard case .known(let count) = sum else { return sum }
            guard let host = host(of: brick) else { return .unknown(.notAsked) }
            switch observed.hosts[host]?.facts.gluster.healBacklog[brick.path]
                ?? .unknown(unreachable(host) ?? .notAsked)
            {
            case .known(let more): return .known(count + more)
            case .absent: return sum
            case .unknown(let why): return .unknown(why)
            }
        }
    }

    /// Members of a pool that no manifest names, if the pool is not ours. A pool with such members is ours all the same
    /// if more than half of the Cluster's hosts are in it, or if it holds a volume with our ownership tag: otherwise a
    /// probe from one of its members would pull our hosts into it.
    func unmanagedPeers(in view: GlusterView) -> [String] {
        let own = view.peers.filter(isDeclared)
        guard own.count < view.peers.count else { return [] }
        let isTagged = view.volumes.contains { $0.option(OwnershipTag.owner) == desired.cluster.text }
        let isMajority = (own.count + 1) * 2 > desired.spec.hosts.count
        return isTagged || isMajority
            ? [] : view.peers.filter { !isDeclared($0) }.map { $0.names.first ?? $0.uuid ?? $0.state }
    }

    private func isDeclared(_ peer: GlusterPeer) -> Bool {
        (peer.uuid.map(answeringUUIDs.contains) ?? false) || peer.names.contains { isAddress($0) }
    }
}
