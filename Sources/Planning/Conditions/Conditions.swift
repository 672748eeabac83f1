package import ClusterModel

extension Postcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    package func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .filesystemOn(let host, let device):
            observed.host(host).device(device).isKnown { if case .filesystem = $0.signature { true } else { false } }
        case .fileHolds(let host, let file, let lines):
            observed.host(host).file(file).isKnown { file.holds(lines, in: $0) }
        case .daemonServes(let host): observed.serves(host)
        case .packagesInstalled(let host, let names):
            names.allSatisfy { observed.host(host).packages[$0]?.isKnown(\.isConfigured) ?? false }
        case .packagesAvailable(let host, let names):
            // Of a package that is there by now nobody asks which one could be installed.
            names.allSatisfy { observed.host(host).candidates[$0]?.isKnown { _ in true } ?? true }
        case .mounted(let host, let device, let target):
            Precondition.mounted(host, device: device, at: target).violation(in: observed.host(host)) == nil
        case .directory(let host, let path): observed.host(host).brick(path).isKnown { _ in true }
        case .serviceRuns(let host, let unit):
            observed.host(host).service(unit).isKnown { $0.active == "active" && $0.enablement == "enabled" }
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
        case .brickUnmarked(let host, let path): observed.host(host).brick(path).isKnown { $0.volumeID == nil }
        case .volumeStarted(let name): observed.volumes[name]?.status == .started
        case .bricksRun(let name, let bricks): bricks.allSatisfy { observed.runs($0, of: name) }
        case .nfs(let condition): condition.isSatisfied(in: observed)
        }
    }
}

extension Precondition {
    /// What speaks against it now, in words; nil if it holds. Unknown speaks against it.
    package func violation(in seen: ObservedHost) -> String? {
        switch self {
        case .deviceBlank(_, let device):
            seen.device(device).refusal("\(device)") {
                $0.signature == .blank && $0.holders.isEmpty ? nil : "is not blank"
            }
        case .filesystem(_, let device, let uuid):
            seen.device(device).refusal("\(device)") { found in
                if case .filesystem(_, uuid) = found.signature { nil } else { "does not carry the file system \(uuid)" }
            }
        case .notMounted(_, let target):
            seen.mounts.refusal("the table of mounts") { mounts in
                mounts.first { $0.target == target }.map { "shows \($0.source) on \(target)" }
            }
        case .mounted(_, let device, let target): mountRefusal(device, target, seen)
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
        guard case .known(let view) = seen.gluster else {
            return seen.gluster.refusal("what its glusterd says") { _ in nil }
        }
        let peers = view.peers.filter { $0.names.contains(where: names.contains) }
        guard !peers.isEmpty else { return "its glusterd knows no peer \(names.joined(separator: " or "))" }
        return peers.contains(where: \.isConnected)
            ? "its glusterd calls \(names.joined(separator: ", ")) connected" : nil
    }

    private func mountRefusal(_ device: String, _ target: String, _ seen: ObservedHost) -> String? {
        guard case .known(let found) = seen.device(device) else {
            return seen.device(device).refusal(device) { _ in nil }
        }
        return seen.mounts.refusal("the table of mounts") { mounts in
            let isThere = mounts.contains { $0.target == target && $0.number == found.number && $0.isWhole }
            return isThere ? nil : "does not show \(device) on \(target)"
        }
    }

    private func brickRefusal(_ path: String, _ seen: ObservedHost) -> String? {
        if case .absent = seen.brick(path) { return nil }
        return seen.brick(path).refusal(path) { directory in
            guard directory.volumeID == nil else { return "carries the mark of a volume" }
            return directory.isEmpty || directory.leftover != .no ? nil : "is not empty"
        }
    }
}

extension Reading {
    fileprivate func isKnown(_ test: (Value) -> Bool) -> Bool {
        if case .known(let value) = self { test(value) } else { false }
    }

    /// What the value says against something; that it is absent or unknown speaks against it too.
    fileprivate func refusal(_ what: String, _ judge: (Value) -> String?) -> String? {
        switch self {
        case .known(let value): judge(value).map { "\(what) \($0)" }
        case .absent: "\(what) is not there"
        case .unknown(let why): "\(what) is not known: \(why.reason)" + (why.words.isEmpty ? "" : ", \(why.words)")
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
        guard case .known(let view) = seen.gluster, case .known(let file) = seen.file(.glusterdVolfile) else {
            return false
        }
        let isRunning = view.volumes.filter { $0.status == .started }.allSatisfy { volume in
            !volume.localBricks.contains { $0.isRunning == .known(false) }
        }
        return file.isNewerThanReader == .known(false) && isRunning
            && view.peers.filter(\.isMember).allSatisfy(\.isConnected)
    }

    /// Whether a brick's own host says that it runs.
    fileprivate func runs(_ brick: Brick, of name: VolumeName) -> Bool {
        volumes[name, on: brick.host]?.localBricks.contains { $0.path == brick.path && $0.isRunning == .known(true) }
            ?? false
    }
}
