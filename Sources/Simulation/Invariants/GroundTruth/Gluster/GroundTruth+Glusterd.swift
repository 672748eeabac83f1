internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    /// The daemon of a host, the members of its pool, its option groups and the options of all volumes.
    func glusterDifferences(_ host: SimulatedHost) -> [String] {
        let unit = host.units["glusterd.service"]
        let isUp = unit?.active == .active && unit?.enablement == "enabled"
        return daemonDifferences(host) + (isUp ? [] : ["glusterd on \(host.name) is not up"]) + poolDifferences(host)
            + groupDifferences(host.name) + allDifferences(host.name)
    }

    /// glusterd's ports, in its file and as it has read them.
    private func daemonDifferences(_ host: SimulatedHost) -> [String] {
        let wanted = [("base-port", desired.spec.gluster.basePort), ("max-port", desired.spec.gluster.maxPort)]
        let file = host.root.file("/etc/glusterfs/glusterd.vol")
        let words = textLines(file ?? []).map { line in
            line.split { $0 == " " || $0 == "\t" }.map(String.init)
        }
        let wrong = wanted.filter { name, value in
            value.map { !words.contains(["option", name, "\($0)"]) } ?? false
        }
        let isManaged = wanted.contains { $0.1 != nil }
        return wrong.map { "\(host.name) has another \($0.0)" }
            + (isManaged && host.glusterd.readFile != file ? ["glusterd on \(host.name) runs with older settings"] : [])
    }

    /// The files of option groups, key by key.
    private func groupDifferences(_ host: HostName) -> [String] {
        desired.optionGroups.flatMap { group -> [String] in
            guard let bytes = state[host]?.root.file("/var/lib/glusterd/groups/\(group.name)") else {
                return ["\(host) has no file of the group \(group.name)"]
            }
            let lines = textLines(bytes)
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
}
