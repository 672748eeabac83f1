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
        DesiredOptions(volume.spec, group: desired.options(of: volume.spec.optionGroup))
    }

    /// The host of the Cluster that a brick is on, whichever of its names the volume was made with.
    func host(of brick: GlusterBrickView) -> HostName? {
        let hosts = desired.orderedHosts
        if let named = hosts.first(where: { $0.spec.glusterAddress == brick.host || $0.spec.address == brick.host }) {
            return named.name
        }
        guard let peer = answering.flatMap(\.view.peers).first(where: { $0.names.contains(brick.host) }) else {
            return nil
        }
        let named = hosts.first { peer.names.contains($0.spec.glusterAddress) || peer.names.contains($0.spec.address) }
        return named?.name ?? answering.first { $0.view.uuid == peer.uuid }?.name
    }

    /// Whether a declared file system was seen at its mount point, the whole of it.
    func isMounted(_ entry: HostSpec.Storage, on host: HostName) -> Bool {
        Precondition.mounted(host, device: entry.device, at: entry.mountPoint).violation(in: observed.host(host)) == nil
    }

    /// Whether a brick's process runs. Only its own host's glusterd knows.
    func isRunning(_ brick: GlusterBrickView, of volume: GlusterVolumeView, on host: HostName) -> Reading<Bool> {
        switch observed.host(host).gluster {
        case .known(let view):
            let own = view.volume(volume.name)?.bricks.first { $0.host == brick.host && $0.path == brick.path }
            return own?.isRunning ?? .unknown(.notAsked)
        case .absent: return .unknown(.notAsked)
        case .unknown(let why): return .unknown(why)
        }
    }

    /// Entries of a volume that wait to be healed, summed over its bricks; absent where no brick keeps an index.
    func healBacklog(of volume: GlusterVolumeView) -> Reading<Int> {
        guard volume.replica > 1 else { return .absent }
        return volume.bricks.reduce(.known(0)) { sum, brick in
            guard case .known(let count) = sum else { return sum }
            guard let host = host(of: brick) else { return .unknown(.notAsked) }
            switch observed.host(host).healBacklog[brick.path] ?? .unknown(unreachable(host) ?? .notAsked) {
            case .known(let more): return .known(count + more)
            case .absent: return sum
            case .unknown(let why): return .unknown(why)
            }
        }
    }
}
