internal import ClusterModel

extension GlusterPostcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .brickUnmarked(let host, let path): observed.host(host).brick(path).isKnown { $0.volumeID == nil }
        case .daemonServes(let host): observed.serves(host)
        case .peerConnected(let address, let viewer):
            observed.gluster(viewer).isKnown {
                $0.peers.contains { $0.isMember && $0.isConnected && $0.names.contains(address) }
            }
        case .volumeExists(let name): observed.volumes[name] != nil
        case .options(let name, let options):
            observed.volumes[name].map { volume in
                options.allSatisfy { option in
                    volume.option(option.name).map { OptionValues.match(option.name, $0, option.value) } ?? false
                }
            } ?? options.isEmpty
        case .optionReset(let name, let key): observed.volumes[name].map { $0.option(key) == nil } ?? false
        case .clusterOption(let option): observed.hasClusterOption(option)
        case .volumeStarted(let name): observed.volumes[name]?.status == .started
        case .bricksRun(let name, let bricks, let daemons):
            bricks.allSatisfy { observed.runs($0, of: name) }
                && daemons.allSatisfy { observed.runs($0.daemon, of: name, on: $0.host) == true }
        }
    }
}

extension GlusterPrecondition {
    /// What speaks against it now, in words; nil if it holds. Unknown speaks against it.
    func violation(in seen: ObservedHost) -> String? {
        switch self {
        case .brickUnused(_, let path): brickRefusal(path, seen)
        case .brickLeftover(_, let path, let volume):
            seen.brick(path).refusal(path) { directory in
                guard directory.volumeID == volume else { return "does not carry the mark of volume \(volume)" }
                return directory.leftover == .yes ? nil : "holds more than an empty .glusterfs, or was just changed"
            }
        case .brickMarked(_, let path, let volume):
            seen.brick(path).refusal(path) {
                $0.volumeID == volume ? nil : "does not carry the mark of volume \(volume)"
            }
        case .peerAway(_, let names): peerRefusal(names, seen)
        }
    }

    private func peerRefusal(_ names: [String], _ seen: ObservedHost) -> String? {
        guard case .known(let view) = seen.gluster.view else {
            return seen.gluster.view.refusal("what its glusterd says") { _ in nil }
        }
        let peers = view.peers.filter { $0.names.contains(where: names.contains) }
        guard !peers.isEmpty else { return "its glusterd knows no peer \(names.joined(separator: " or "))" }
        return peers.contains(where: \.isConnected)
            ? "its glusterd calls \(names.joined(separator: ", ")) connected" : nil
    }

    private func brickRefusal(_ path: String, _ seen: ObservedHost) -> String? {
        for above in ObservedPath.chain(path) {
            if case .known(let marks)? = seen.gluster.marks[above],
                marks.hasGFID || (above != path && marks.volumeID != nil)
            {
                return "\(above) carries gluster's marks"
            }
        }
        if case .absent = seen.brick(path) { return nil }
        return seen.brick(path).refusal(path) { directory in
            guard directory.volumeID == nil else { return "carries the mark of a volume" }
            return directory.isEmpty || directory.leftover != .no ? nil : "is not empty"
        }
    }
}

extension ObservedState {
    /// As any member of the pool tells.
    fileprivate func hasClusterOption(_ option: GlusterOption) -> Bool {
        hosts.keys.sorted().contains { host in
            guard case .known(let view) = gluster(host) else { return false }
            return view.hasClusterOption(option)
        }
    }

    /// Whether a host's daemon has read its settings, sees its peers and runs its bricks.
    fileprivate func serves(_ host: HostName) -> Bool {
        let seen = self.host(host)
        guard case .known(let view) = seen.gluster.view, case .known(let file) = seen.file(.glusterdVolfile) else {
            return false
        }
        let isRunning = view.volumes.filter { $0.status == .started }.allSatisfy { volume in
            !volume.localBricks.contains { $0.isRunning == .known(false) }
        }
        return GlusterdFile(file).isUnread(by: seen.gluster.view) == .known(false) && isRunning
            && view.peers.filter(\.isMember).allSatisfy(\.isConnected)
    }

    /// Whether a brick's own host says that it runs.
    fileprivate func runs(_ brick: Brick, of name: VolumeName) -> Bool {
        volumes[name, on: brick.host]?.localBricks.contains { $0.path == brick.path && $0.isRunning == .known(true) }
            ?? false
    }
}
