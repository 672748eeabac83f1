internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    /// CTDB on a host: its mount, its units, its files, its daemon and what that has in force.
    func ctdbDifferences(_ host: SimulatedHost) -> [String] {
        guard let spec = desired.ctdbClusters.first?.spec else { return [] }
        let lock = spec.lockVolume
        let isMounted = host.mounts.contains {
            $0.target == lock.mountPoint && $0.source == "localhost:/\(lock.volume)"
        }
        let unit = host.units["ctdb.service"]
        var differences: [String] = []
        if !isMounted { differences.append("\(host.name) has not mounted \(lock.volume)") }
        if unit?.active != .active || unit?.enablement != "enabled" {
            differences.append("ctdb on \(host.name) is not up")
        }
        if !host.ctdb.isLockShared { differences.append("ctdb on \(host.name) has a lock of its own") }
        return differences + fileDifferences(host, spec) + inForceDifferences(host, spec)
    }

    private func fileDifferences(_ host: SimulatedHost, _ spec: CTDBClusterSpec) -> [String] {
        let nodes = desired.spec.hosts.map { lines("/etc/ctdb/nodes", $0) }
        let dropIn = lines("/etc/systemd/system/ctdb.service.d/hcctl.conf", host.name)
        let addresses = lines("/etc/ctdb/public_addresses", host.name).map {
            $0.split(separator: " ").first.map(String.init)
        }
        var differences: [String] = []
        if Set(nodes).count != 1 { differences.append("the node lists differ: \(nodes)") }
        if !dropIn.contains("BindsTo=mnt-lock.mount") { differences.append("\(host.name) has no drop-in") }
        if !spec.publicAddresses.isEmpty, addresses != spec.publicAddresses.map(\.address) {
            differences.append("\(host.name) has the public addresses \(addresses)")
        }
        return differences
    }

    private func inForceDifferences(_ host: SimulatedHost, _ spec: CTDBClusterSpec) -> [String] {
        let ctdb = host.ctdb
        let tunables = spec.tunables.filter { ctdb.tunables[$0.name] != $0.value }.map {
            "\(host.name) has another \($0.name) in force"
        }
        let isGone = ctdb.isStopped || ctdb.isBanned || ctdb.isDisabled || ctdb.isHung || ctdb.failure != nil
        let nodes = ctdb.nodes != lines("/etc/ctdb/nodes", host.name) ? ["\(host.name) has other nodes in force"] : []
        return tunables + nodes + (isGone ? ["the node \(host.name) does not serve"] : [])
    }

    /// Each address is on exactly one host.
    func addressDifferences() -> [String] {
        (desired.ctdbClusters.first?.spec.publicAddresses ?? []).compactMap { declared in
            let address = String(declared.address.prefix { $0 != "/" })
            let holders = state.hosts.filter { $0.ctdb.held.contains(address) }.map(\.name.text)
            return holders.count == 1 ? nil : "\(address) is served by \(holders)"
        }
    }

    private func lines(_ path: String, _ host: HostName) -> [String] { textLines(state[host]?.root.file(path) ?? []) }
}
