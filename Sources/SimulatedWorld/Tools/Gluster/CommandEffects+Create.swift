internal import ClusterModel
internal import World

/// `gluster volume create`: every member is asked to prepare its bricks, which writes their marks; only when all have
/// said yes it is committed, first where it was asked for, then on the others (gd_stage_op_phase and gd_commit_op_phase
/// of glusterd-syncop.c; glusterd_validate_and_create_brickpath). Nothing is ever taken back.
extension ClusterState {
    typealias Refusal = RunningCommand.Refusal

    /// The end of a create: nil if it is committed, else gluster's words.
    mutating func create(_ work: GlusterCommand, _ command: RunningCommand) -> String? {
        switch command.staging ?? staging(of: work, from: command.host) {
        case .failure(let refusal): return refusal.words
        case .success(let volume):
            publish(volume, from: command.host)
            return nil
        }
    }

    mutating func staging(of work: GlusterCommand, from host: HostName) -> Result<SimulatedVolume, Refusal> {
        guard case .create(let name, let replica, let arbiter, let words) = work else {
            return .failure(Refusal(words: ""))
        }
        switch plan(name, replica: replica, arbiter: arbiter, words, from: host) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let volume):
            return stage(volume, from: host).map { .failure(Refusal(words: $0)) } ?? .success(volume)
        }
    }

    /// The checks before the members are asked.
    private mutating func plan(
        _ name: String, replica: Int, arbiter: Int, _ words: [String], from host: HostName
    ) -> Result<SimulatedVolume, Refusal> {
        func refused(_ words: String) -> Result<SimulatedVolume, Refusal> { .failure(Refusal(words: words)) }
        guard self[host]?.glusterd.volume(name) == nil else { return refused("Volume \(name) already exists") }
        guard words.count.isMultiple(of: replica) else {
            return refused("number of bricks is not a multiple of replica count")
        }
        var volume = SimulatedVolume(name: name, id: chance.uuid(), replica: replica, arbiter: arbiter, bricks: [])
        for (number, word) in words.enumerated() {
            let (address, path) = Self.parts(word)
            let isArbiter = number % replica >= replica - arbiter
            switch resolve(address, from: host) {
            case .success(let found):
                volume.bricks.append(SimulatedBrick(found, address: address, path: path, isArbiter: isArbiter))
            case .failure(let refusal): return .failure(refusal)
            }
        }
        let isApart = volume.replicaSets.allSatisfy { Set($0.map(\.host)).count == $0.count }
        return isApart ? .success(volume) : refused(Self.sameServer)
    }

    private static let sameServer =
        "Multiple bricks of a replicate volume are present on the same server. This setup is not optimal. Bricks "
        + "should be on different nodes to have best fault tolerant configuration. Use 'force' at the end of the "
        + "command if you want to override this behavior. "

    private static func parts(_ word: String) -> (address: String, path: String) {
        let end = word.ranges(of: ":/").first?.lowerBound ?? word.endIndex
        return (String(word[..<end]), String(word[end...].dropFirst()))
    }

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

    /// Each member prepares its own bricks. Where one refuses, or does not answer, what the others have prepared stays
    /// (field notes A10).
    private mutating func stage(_ volume: SimulatedVolume, from host: HostName) -> String? {
        var first: String?
        let members = participants(host)
        for member in members {
            for brick in volume.bricks where brick.host == member {
                guard let words = stage(brick, of: volume) else { continue }
                first = first ?? staged(words, on: member, from: host)
                break
            }
            if member == host, first != nil { return first }
        }
        let lost = volume.bricks.first { !members.contains($0.host) }?.host
        return first
            ?? lost.map { "Staging failed on \(nameOfPeer($0, seenFrom: host)). Please check log file for details." }
    }

    private mutating func stage(_ brick: SimulatedBrick, of volume: SimulatedVolume) -> String? {
        guard let host = self[brick.host] else { return nil }
        let title = "\(brick.address):\(brick.path)"
        let force = "Or use 'force' at the end of the command if you want to override this behavior."
        switch host.lookUp(brick.path) {
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
            if let found = host.directory(path), found.volumeMark != nil || found.hasGFID { return true }
            path = FileTree.parent(of: path)
        }
        return false
    }
}
