internal import ClusterModel
internal import World

/// `gluster volume create`.
extension ClusterState {
    mutating func create(
        _ name: String, replica: Int, arbiter: Int, _ words: [String], from host: HostName
    ) -> String? {
        guard self[host]?.glusterd.volume(name) == nil else { return "Volume \(name) already exists" }
        guard words.count.isMultiple(of: replica) else {
            return "number of bricks is not a multiple of replica count"
        }
        var volume = SimulatedVolume(name: name, id: chance.uuid(), replica: replica, arbiter: arbiter, bricks: [])
        for (number, word) in words.enumerated() {
            let (address, path) = Self.parts(word)
            let isArbiter = number % replica >= replica - arbiter
            switch resolve(address, from: host) {
            case .success(let found):
                volume.bricks.append(SimulatedBrick(found, address: address, path: path, isArbiter: isArbiter))
            case .failure(let refusal): return refusal.words
            }
        }
        if volume.replicaSets.contains(where: { Set($0.map(\.host)).count < $0.count }) { return Self.sameServer }
        if let words = stage(volume, from: host) { return words }
        publish(volume, from: host)
        return nil
    }

    private static let sameServer =
        "Multiple bricks of a replicate volume are present on the same server. This setup is not optimal. Bricks "
        + "should be on different nodes to have best fault tolerant configuration. Use 'force' at the end of the "
        + "command if you want to override this behavior. "

    private static func parts(_ word: String) -> (address: String, path: String) {
        let end = word.ranges(of: ":/").first?.lowerBound ?? word.endIndex
        return (String(word[..<end]), String(word[end...].dropFirst()))
    }

    private struct Refusal: Error { let words: String }

    /// A member by one of its names, connected as far as this daemon believes.
    private func resolve(_ address: String, from name: HostName) -> Result<HostName, Refusal> {
        guard let host = self[name] else { return .failure(Refusal(words: "")) }
        if host.names.contains(address) { return .success(name) }
        let target = find(address, from: host)
        guard let peer = host.glusterd.peers.first(where: { $0.names.contains(address) || $0.host == target }),
            peer.state == "Peer in Cluster"
        else { return .failure(Refusal(words: "Host \(address) is not in 'Peer in Cluster' state")) }
        return peer.isConnected ? .success(peer.host) : .failure(Refusal(words: "Host \(address) not connected"))
    }

    /// Each member prepares its own bricks. Where one refuses, what the others have prepared stays (field notes A10).
    private mutating func stage(_ volume: SimulatedVolume, from host: HostName) -> String? {
        var first: String?
        for member in participants(host) {
            for brick in volume.bricks where brick.host == member {
                guard let words = stage(brick, of: volume) else { continue }
                first = first ?? staged(words, on: member, from: host)
                break
            }
            if member == host, first != nil { return first }
        }
        return first
    }

    private mutating func stage(_ brick: SimulatedBrick, of volume: SimulatedVolume) -> String? {
        guard let host = self[brick.host] else { return nil }
        let title = "\(brick.address):\(brick.path)"
        let force = "Or use 'force' at the end of the command if you want to override this behavior."
        switch host.look(brick.path) {
        case .found(.file, _): return "The provided path \(brick.path) which is already present, is not a directory"
        case .complaint where host.directory(FileTree.parent(of: brick.path)) == nil:
            return "Failed to create brick directory for brick \(title). Reason : No such file or directory "
        case .complaint: change(brick.host) { host in host.changeTree(at: brick.path) { $0.makeDirectory($1) } }
        case .found: break
        }
        if host.mounts.contains(where: { $0.target == brick.path }) {
            return "The brick \(title) is a mount point. Please create a sub-directory under the mount point and use "
                + "that as the brick directory. Or use 'force' at the end of the command if you want to override "
                + "this behavior."
        }
        guard host.place(of: brick.path).device != nil else {
            return "The brick \(title) is being created in the root partition. It is recommended that you don't use "
                + "the system's root partition for storage backend. \(force)"
        }
        guard !isPartOfVolume(brick.path, on: host) else { return "\(brick.path) is already part of a volume" }
        mark(brick.path, volume.id, on: brick.host)
        return nil
    }

    private func isPartOfVolume(_ path: String, on host: SimulatedHost) -> Bool {
        var path = path
        while path != "/" {
            if host.directory(path)?.volumeMark != nil { return true }
            path = FileTree.parent(of: path)
        }
        return false
    }

    mutating func mark(_ path: String, _ id: String, on name: HostName) {
        let now = now
        change(name) { host in
            host.changeTree(at: path) {
                $0.change($1) {
                    $0.volumeMark = id
                    $0.markChanged = now
                }
            }
            host.changeBrick(path) { _ in }
        }
    }

    /// What a create leaves behind that lost its way: marks of a volume that there is not.
    mutating func leaveMarks(of volume: String, _ words: [String], from host: HostName) {
        let id = chance.uuid()
        for word in words {
            let (address, path) = Self.parts(word)
            guard let found = hosts.first(where: { $0.names.contains(address) }), found.power == .on,
                found.place(of: path).device != nil, found.directory(path)?.volumeMark == nil,
                found.directory(path) != nil
            else { continue }
            mark(path, id, on: found.name)
        }
    }
}
