internal import ClusterModel

/// What the hosts are called in the manifests, and in gluster.
struct ImportedHostNames {
    /// In the order in which they were found.
    let hosts: [(name: HostName, host: DiscoveredHost)]
    /// Every name that gluster has for a host.
    private let glusterNames: [HostName: [String]]

    init(_ pool: DiscoveredPool) {
        var used: Set<String> = []
        let named = pool.hosts.map { (name: HostName(Self.name($0, &used)), host: $0) }
        hosts = named
        glusterNames = named.reduce(into: [:]) { names, host in
            names[host.name] = Self.names(of: host.host, seenBy: pool.hosts.filter { $0 != host.host })
        }
    }

    /// The host that a brick's name means; nil of a name that no host has.
    func host(_ glusterName: String) -> HostName? {
        hosts.first { glusterNames[$0.name]?.contains(glusterName) == true || $0.host.address == glusterName }?.name
    }

    func spec(of host: DiscoveredHost, storage: [HostSpec.Storage]) -> HostSpec {
        var spec = HostSpec()
        spec.address = host.address
        let gluster = glusterAddress(of: host)
        spec.storageAddress = gluster == host.address ? nil : gluster
        spec.storage = storage
        return spec
    }

    /// A name that every other member knows the host by: the address if it is one of them. Another name would have to be
    /// probed first.
    private func glusterAddress(of host: DiscoveredHost) -> String {
        guard let name = hosts.first(where: { $0.host == host })?.name, let all = glusterNames[name] else {
            return host.address
        }
        let viewers = hosts.map(\.host).filter { $0 != host }.compactMap { $0.peerNames(of: host) }
        let common = all.filter { name in viewers.allSatisfy { $0.contains(name) } }
        return common.contains(host.address) ? host.address : common.first ?? all.first ?? host.address
    }

    /// The names that the other members have for it, then those with which its bricks were made.
    private static func names(of host: DiscoveredHost, seenBy others: [DiscoveredHost]) -> [String] {
        let bricks = host.view?.volumes.flatMap(\.localBricks).map(\.host) ?? []
        return (others.flatMap { $0.peerNames(of: host) ?? [] } + bricks).distinct()
    }

    /// The host name, else the first label of the address; a number is added to a name that is taken.
    private static func name(_ host: DiscoveredHost, _ used: inout Set<String>) -> String {
        let isNumeric = host.address.allSatisfy { $0.isNumber || $0 == "." || $0 == ":" }
        let address =
            isNumeric
            ? "host-" + host.address.map { $0.isNumber ? String($0) : "-" }.joined()
            : String(host.address.prefix { $0 != "." })
        let wanted = host.hostname ?? address
        var name = wanted
        var number = 2
        while !used.insert(name).inserted {
            name = "\(wanted)-\(number)"
            number += 1
        }
        return name
    }
}

extension DiscoveredHost {
    /// The names by which this host knows another one; nil where it does not know it.
    fileprivate func peerNames(of other: DiscoveredHost) -> [String]? {
        guard let uuid = other.view?.uuid else { return nil }
        return view?.peers.first { $0.uuid == uuid }?.names
    }
}
