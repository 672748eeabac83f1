internal import ClusterModel
internal import SimulatedWorld

/// What is not as desired, read from the model itself: the second opinion on “converged”. It shares no code with the
/// planner, so what both must know is written twice on purpose.
struct Truth {
    let desired: DesiredState
    let state: ClusterState

    init(_ desired: DesiredState, _ state: ClusterState) {
        self.desired = desired
        self.state = state
    }

    func differences() -> [String] {
        desired.orderedHosts.flatMap {
            hostDifferences($0.name, $0.spec) + groupDifferences($0.name) + allDifferences($0.name)
        }
            + desired.volumes.flatMap(volumeDifferences)
    }

    private func hostDifferences(_ name: HostName, _ spec: HostSpec) -> [String] {
        guard let host = state[name] else { return ["there is no host \(name)"] }
        guard host.power == .on else { return ["\(name) does not run"] }
        let unit = host.units["glusterd.service"]
        let service = unit?.active == .active && unit?.enablement == "enabled" ? [] : ["glusterd on \(name) is not up"]
        let needed = ["attr", "glusterfs-client", "glusterfs-server"] + (spec.storage.isEmpty ? [] : ["xfsprogs"])
        let packages = needed.filter { host.packages[$0]?.status != "installed" }.map { "\(name) lacks \($0)" }
        let daemon = daemonDifferences(host)
        let lost = desired.orderedHosts.map(\.spec.glusterAddress).filter { find($0, from: host) == nil }
        return lost.map { "\(name) does not find \($0)" } + packages + daemon + service
            + spec.storage.flatMap { storageDifferences($0, host) } + poolDifferences(host)
    }

    /// glusterd's ports, in its file and in what it has read of it.
    private func daemonDifferences(_ host: SimulatedHost) -> [String] {
        let wanted = [("base-port", desired.spec.gluster.basePort), ("max-port", desired.spec.gluster.maxPort)]
        let file = host.root.file("/etc/glusterfs/glusterd.vol")
        let words = String(decoding: file ?? [], as: UTF8.self).split(separator: "\n").map { line in
            line.split { $0 == " " || $0 == "\t" }.map(String.init)
        }
        let wrong = wanted.filter { name, value in
            value.map { !words.contains(["option", name, "\($0)"]) } ?? false
        }
        let isManaged = wanted.contains { $0.1 != nil }
        return wrong.map { "\(host.name) has another \($0.0)" }
            + (isManaged && host.glusterd.readFile != file ? ["glusterd on \(host.name) runs with older settings"] : [])
    }

    /// The address behind a name: a line of /etc/hosts wins over whoever serves names.
    private func find(_ name: String, from host: SimulatedHost) -> String? {
        let isNumeric = name.contains(":") || name.allSatisfy { $0.isNumber || $0 == "." }
        if isNumeric || host.findsNames || host.names.contains(name) { return name }
        return host.hostsLines.first { $0.names.contains(name) }?.address
    }

    private func storageDifferences(_ entry: HostSpec.Storage, _ host: SimulatedHost) -> [String] {
        guard let filesystem = host.device(entry.device)?.disk.filesystem, filesystem.kind == "xfs" else {
            return ["\(host.name):\(entry.device) has no XFS"]
        }
        let isMounted = host.mounts.contains { $0.target == entry.mountPoint && $0.source == entry.device }
        let table = String(decoding: host.root.file("/etc/fstab") ?? [], as: UTF8.self)
        let isInTable = table.split(separator: "\n").contains { line in
            let fields = line.split { $0 == " " || $0 == "\t" }
            return fields.count > 1 && fields[1] == entry.mountPoint
                && fields[0].lowercased() == "uuid=\(filesystem.uuid)"
        }
        return (isMounted ? [] : ["\(host.name):\(entry.mountPoint) is not mounted"])
            + (isInTable ? [] : ["/etc/fstab of \(host.name) has no line for \(entry.mountPoint)"])
    }

    /// The files of option groups, key by key.
    private func groupDifferences(_ host: HostName) -> [String] {
        desired.optionGroups.flatMap { group -> [String] in
            guard let bytes = state[host]?.root.file("/var/lib/glusterd/groups/\(group.name)") else {
                return ["\(host) has no file of the group \(group.name)"]
            }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            let pairs = lines.map { line in line.split(separator: "=", maxSplits: 1).map(String.init) }
            let isSame =
                pairs.count == group.spec.options.count
                && group.spec.options.allSatisfy { option in
                    pairs.contains { $0.first == option.name && $0.count == 2 && Self.isSame(option.value, $0[1]) }
                }
            return isSame ? [] : ["the file of the group \(group.name) on \(host) says \(lines)"]
        }
    }

    private func allDifferences(_ host: HostName) -> [String] {
        desired.spec.gluster.options.filter { option in
            let seen = state[host]?.glusterd.clusterOptions.first { $0.name == option.name }?.value
            let inForce = seen ?? GlusterOptionTable.shared.option(option.name)?.defaultValue
            return !Self.isSame(option.value, inForce)
        }.map { "\(host) does not know \($0.name) \($0.value) of all volumes" }
    }

    private func poolDifferences(_ host: SimulatedHost) -> [String] {
        desired.orderedHosts.filter { $0.name != host.name }.compactMap { other, spec in
            let peer = host.glusterd.peers.first { $0.host == other }
            let isGood =
                peer.map { $0.isConnected && $0.state == "Peer in Cluster" && $0.names.contains(spec.glusterAddress) }
                ?? false
            return isGood ? nil : "\(host.name) does not know \(other) as a connected member by its name"
        }
    }

    private func volumeDifferences(_ volume: Desired<GlusterVolumeSpec>) -> [String] {
        guard let found = state.volumes.first(where: { $0.name == volume.name.text }) else {
            return ["there is no volume \(volume.name)"]
        }
        return layoutDifferences(volume, found) + stateDifferences(volume, found)
            + wantedOptions(volume.spec).filter { !Self.isSame($0.value, found.option($0.name)) }.map {
                "volume \(volume.name) has \($0.name) \(found.option($0.name) ?? "unset")"
            }
    }

    private func layoutDifferences(_ volume: Desired<GlusterVolumeSpec>, _ found: SimulatedVolume) -> [String] {
        let places = found.bricks.map { Brick(host: $0.host, path: $0.path) }
        let isSame =
            places == volume.spec.allBricks && found.replica == volume.spec.replica
            && found.arbiter == volume.spec.arbiter
        return isSame ? [] : ["volume \(volume.name) has another layout: \(places.map(\.description))"]
    }

    private func stateDifferences(_ volume: Desired<GlusterVolumeSpec>, _ found: SimulatedVolume) -> [String] {
        let isStarted = found.status == .started
        guard isStarted == (volume.spec.state == .started) else {
            return ["volume \(volume.name) is \(found.status.rawValue)"]
        }
        guard isStarted else { return [] }
        return found.bricks.filter { !state.isUp($0, of: found) }.map {
            "brick \($0.host):\($0.path) of \(volume.name) does not run"
        }
    }

    private func wantedOptions(_ spec: GlusterVolumeSpec) -> [GlusterOption] {
        let owner = spec.owner.map {
            [GlusterOption("storage.owner-uid", "\($0.uid)"), GlusterOption("storage.owner-gid", "\($0.gid)")]
        }
        let own = spec.options + (owner ?? [])
        let group = desired.optionGroups.first { $0.name == spec.optionGroup }?.spec.options ?? []
        return own + group.filter { option in !own.contains { $0.name == option.name } }
    }

    private static func isSame(_ wanted: String, _ found: String?) -> Bool {
        let words = ["enable": "on", "true": "on", "yes": "on", "disable": "off", "false": "off", "no": "off"]
        return found.map { words[wanted] ?? wanted == words[$0] ?? $0 } ?? false
    }
}
