package import ClusterModel

/// CTDB on the three hosts of `Make`.
extension Make {
    /// The addresses of the hosts in CTDB's private network.
    package static let nodeAddresses = ["10.88.0.11", "10.88.0.12", "10.88.0.13"]
    package static let publicAddress = "10.88.0.100"

    /// Three hosts, a lock volume, one address.
    package static func ctdbDesired(_ change: (inout CTDBClusterSpec) -> Void = { _ in }) -> DesiredState {
        var desired = desired([volume("meta", options: [])])
        for (host, address) in zip(hosts, nodeAddresses) { desired.hosts[host]?.heartbeatAddress = address }
        var spec = CTDBClusterSpec()
        spec.lockVolume.volume = "meta"
        var address = CTDBClusterSpec.PublicAddress()
        (address.address, address.interface) = ("\(publicAddress)/24", "host0")
        spec.publicAddresses = [address]
        spec.tunables = [.init("KeepaliveLimit", 3)]
        change(&spec)
        desired.ctdbClusters = [Desired("ctdb", spec)]
        return desired
    }

    /// What ctdbd of a host says in a healthy cluster of which host2 serves the address.
    package static func ctdbView(_ host: HostName, flags: [HostName: Set<CTDBNode.Flag>] = [:]) -> CTDBView {
        let nodes = zip(hosts, nodeAddresses).enumerated().map { number, node in
            CTDBNode(number: number, address: node.1, flags: flags[node.0] ?? [])
        }
        return CTDBView(
            nodes: nodes, own: hosts.firstIndex(of: host) ?? 0, leader: .known(0), isRecovering: .known(false),
            addresses: .known([CTDBAddress(publicAddress, node: 1)]), tunables: .known(["KeepaliveLimit": 3]),
            lock: .known("/mnt/lock/reclock"), scripts: .known([CTDBScriptResult("10.interface", .ok)]))
    }

    /// A running daemon on a mounted lock.
    package static func ctdbFacts(_ host: HostName, _ view: CTDBView? = nil) -> CTDBFacts {
        func unit(_ since: UInt64) -> CTDBUnit {
            CTDBUnit(ServiceState(load: "loaded", active: "active", enablement: "enabled"), activeSince: since)
        }
        var facts = CTDBFacts()
        facts.view = .known(view ?? ctdbView(host))
        facts.units = .known(CTDBUnits(daemon: unit(9), lock: unit(8), mount: unit(7)))
        facts.scripts = .known(["10.interface": true])
        let own = nodeAddresses[hosts.firstIndex(of: host) ?? 0]
        facts.addresses = .known(
            ([own] + (host == "host2" ? [publicAddress] : [])).map {
                InterfaceAddress(interface: "host0", address: $0, prefix: 24)
            })
        return facts
    }

    /// The mount of the lock volume.
    package static let lockMount = Mount(
        target: "/mnt/lock", source: "localhost:/meta", filesystem: "fuse.glusterfs", number: "0:66", options: ["rw"])
}
