internal import ClusterModel
internal import World

/// Effects of `gluster volume set` and `gluster volume start`.
extension ClusterState {
    /// Bytes of a value that crash glusterd 10.3 (field notes A5: 4,000 passed, 8,000 did not).
    static let crashLength = 8_000

    /// Members that take part in a transaction.
    func participants(_ host: HostName) -> [HostName] {
        believedConnected(host).filter { $0 == host || canTalk(host, $0) }
    }

    // MARK: - volume set

    mutating func set(_ name: String, _ words: [String], from host: HostName) -> String? {
        guard var volume = self[host]?.glusterd.volume(name) else { return "Volume \(name) does not exist" }
        var pairs: [GlusterOption] = []
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let key = OptionNames.full(words[index]) else { return OptionNames.complaint(words[index]) }
            pairs.append(GlusterOption(key, words[index + 1]))
        }
        if let words = quorumRefusal(volume, host) { return words }
        for pair in pairs {
            if let index = volume.options.firstIndex(where: { $0.name == pair.name }) {
                volume.options[index] = pair
            } else {
                volume.options.insert(pair, at: 0)
            }
        }
        volume.version += 1
        publish(volume, from: host)
        return nil
    }

    func quorumRefusal(_ volume: SimulatedVolume, _ host: HostName) -> String? {
        guard volume.hasServerQuorum, !meetsServerQuorum(host) else { return nil }
        return "Quorum not met. Volume operation not allowed."
    }

    /// Every member that takes part learns a volume as it is now.
    mutating func publish(_ volume: SimulatedVolume, from host: HostName) {
        for member in participants(host) {
            learn(volume, on: member)
            obeyServerQuorum(member)
        }
    }

    // MARK: - volume start

    mutating func start(_ name: String, force: Bool, from host: HostName, cause: WorldEvent.Cause) -> String? {
        guard var volume = self[host]?.glusterd.volume(name) else { return "Volume \(name) does not exist" }
        guard force || volume.status != .started else { return "Volume \(name) already started" }
        if let words = quorumRefusal(volume, host) { return words }
        let members = participants(host)
        for member in members {
            guard let words = startRefusal(volume, force: force, on: member, cause) else { continue }
            return staged(words, on: member, from: host)
        }
        volume.status = .started
        volume.version += 1
        publish(volume, from: host)
        for member in members {
            change(member) { $0.glusterd.deadHealers.remove(name) }
            startBricks(of: volume, on: member, cause: cause)
        }
        return nil
    }

    /// Staging on one member. By force it passes over a directory that is missing, and marks one that is not marked.
    private mutating func startRefusal(
        _ volume: SimulatedVolume, force: Bool, on member: HostName, _ cause: WorldEvent.Cause
    ) -> String? {
        for brick in volume.bricks where brick.host == member {
            guard let host = self[member] else { continue }
            guard let directory = host.directory(brick.path) else {
                if force { continue }
                return "Failed to find brick directory \(brick.path) for volume \(volume.name). "
                    + "Reason : No such file or directory"
            }
            switch directory.volumeMark {
            case volume.id?: continue
            case nil where force:
                change(member) { host in
                    host.changeTree(at: brick.path) { $0.change($1) { $0.volumeMark = volume.id } }
                    host.changeBrick(brick.path) { _ in }
                }
                guard case .command(let id) = cause else { continue }
                emit(.markedByForce(member, path: brick.path, volume: volume.name, command: id))
            case nil:
                return "Failed to get extended attribute trusted.glusterfs.volume-id for brick dir "
                    + "\(brick.path). Reason : No data available"
            case let found?:
                return "Volume id mismatch for brick \(brick.address):\(brick.path). "
                    + "Expected volume id \(volume.id), volume id \(found) found"
            }
        }
        return nil
    }

    /// A complaint of another member comes with its name.
    func staged(_ words: String, on member: HostName, from host: HostName) -> String {
        member == host ? words : "Staging failed on \(nameOfPeer(member, seenFrom: host)). Error: \(words)"
    }
}
