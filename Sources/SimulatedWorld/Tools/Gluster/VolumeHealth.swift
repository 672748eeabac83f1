internal import ClusterModel

extension ClusterState {
    /// Where copies of a file's acknowledged version are, data included; on any disk, mounted or not.
    package func goodCopies(of file: StoredFile) -> [PlacedCopy] {
        guard let version = acknowledged[file] else { return [] }
        return hosts.flatMap { host in
            host.allBricks.compactMap { serial, path, brick in
                guard let copy = brick.copies[file], copy.hasData, copy.version >= version else { return nil }
                return PlacedCopy(host: host.name, serial: serial, path: path, copy: copy)
            }
        }
    }

    /// Acknowledged files without any good copy left.
    package var lostFiles: [StoredFile] {
        acknowledged.keys.sorted().filter { goodCopies(of: $0).isEmpty }
    }

    /// The volumes of all pools, each as the daemon that knows it best knows it, by UUID.
    package var volumes: [SimulatedVolume] {
        var best: [SimulatedVolume] = []
        var places: [String: Int] = [:]
        for volume in hosts.lazy.flatMap(\.glusterd.volumes) {
            if let index = places[volume.id] {
                if volume.version > best[index].version { best[index] = volume }
            } else {
                places[volume.id] = best.count
                best.append(volume)
            }
        }
        return best
    }

    /// Whether a brick's process runs and clients reach it; clients are where most of the hosts are.
    package func isUp(_ brick: SimulatedBrick, of volume: SimulatedVolume) -> Bool {
        guard let host = self[brick.host], host.power == .on, host.segment == clientSegment else { return false }
        return host.glusterd.bricks[Self.processKey(volume, brick)]?.isRunning ?? false
    }

    /// The segment of the storage network with the most hosts; of equal ones the first.
    var clientSegment: Int {
        guard let first = hosts.first?.segment, hosts.contains(where: { $0.segment != first }) else {
            return hosts.first?.segment ?? 0
        }
        let segments = Set(hosts.map(\.segment)).sorted()
        let sizes = segments.map { segment in hosts.count { $0.segment == segment } }
        return zip(segments, sizes).first { $0.1 == sizes.max() }?.0 ?? first
    }

    /// Each replica set of the started volumes.
    package var health: [ReplicaSetHealth] {
        volumes.filter { $0.status == .started }.flatMap { volume in
            volume.replicaSets.enumerated().map { number, bricks in
                let up = bricks.filter { isUp($0, of: volume) }
                return ReplicaSetHealth(
                    volume: volume.name, set: number, up: up.count, count: bricks.count,
                    isWritable: allowsWriting(up, of: bricks, volume))
            }
        }
    }

    /// Client quorum (`cluster.quorum-type`): of three and more by default more than half, of two every single one.
    func allowsWriting(_ up: [SimulatedBrick], of all: [SimulatedBrick], _ volume: SimulatedVolume) -> Bool {
        guard up.contains(where: { !$0.isArbiter }) else { return false }
        switch volume.option("cluster.quorum-type") ?? (all.count > 2 ? "auto" : "none") {
        case "fixed": return up.count >= Int(volume.option("cluster.quorum-count") ?? "") ?? 1
        case "auto": return up.count * 2 > all.count || (up.count * 2 == all.count && up.first == all.first)
        default: return true
        }
    }

    /// Entries that wait to be healed on bricks that are there, by volume and brick.
    package var healBacklog: Int {
        volumes.flatMap { volume in volume.bricks.map { index(of: $0).count } }.reduce(0, +)
    }

    func index(of brick: SimulatedBrick) -> Set<String> {
        self[brick.host]?.directory(brick.path)?.brick?.index ?? []
    }

    static func processKey(_ volume: SimulatedVolume, _ brick: SimulatedBrick) -> String {
        "\(volume.id):\(brick.path)"
    }

    /// Records copies that have just been lost, and files that were lost with them.
    mutating func recordLostCopies(
        _ bricks: [(serial: String, path: String, brick: BrickStore)], on host: HostName, cause: WorldEvent.Cause
    ) {
        var lost: [WorldEvent.LostCopy] = []
        for (serial, _, brick) in bricks {
            for (file, copy) in brick.copies.sorted(by: { $0.key < $1.key }) {
                let isGood = copy.hasData && copy.version >= acknowledged[file] ?? 1
                lost.append(
                    WorldEvent.LostCopy(copy: copy, file: file, host: host, serial: serial, wasGood: isGood))
            }
        }
        guard !lost.isEmpty else { return }
        emit(.copiesLost(lost, cause: cause))
        for one in lost where one.wasGood && goodCopies(of: one.file).isEmpty {
            emit(.lastGoodCopyLost(one.file, cause: cause))
        }
    }
}
