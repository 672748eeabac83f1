internal import ClusterModel

extension CTDBHold {
    /// One sentence without a full stop: what is waited for, and what would end it.
    var sentence: String {
        switch self {
        case .banned(let host):
            "the node \(host) is banned; find out why (journalctl -u ctdb), then run “ctdb unban” there or wait for the end "
                + "of the ban"
        case .stoppedByHand(let host): "the node \(host) was stopped by hand; run “ctdb continue” there to have it back"
        case .disabledByHand(let host): "the node \(host) was disabled by hand; run “ctdb enable” there to have it back"
        case .settling(let host, let state): "the node \(host) is not healthy yet (\(state)); it takes about 20 s"
        case .unhealthy(let host, let script?, let output):
            "the node \(host) is unhealthy: event script \(script) says “\(output)”"
        case .unhealthy(let host, nil, _): "the node \(host) is unhealthy, and the results of its scripts were not read"
        case .lastHealthy(let host): "\(host) has the last healthy node: nothing would serve the addresses"
        case .otherAway(let host, let other): "CTDB on \(other) is not healthy: ctdb on \(host) runs until it is"
        case .nodeLists(let lists):
            "the node lists contradict each other (\(lists.joined(separator: "; "))); a wrong choice would give a node another "
                + "number: make /etc/ctdb/nodes of one host right on more than half of the hosts"
        case .foreignNode(let address):
            "the node list has \(address), which is no host of the Cluster; stop its ctdb and comment its line out on every "
                + "host, or declare the host"
        case .nodeAddress(let host, let name):
            "no single address is found for \(name) of \(host); give the Host a heartbeatAddress"
        case .otherLock(let host, let found, let expected):
            "ctdbd on \(host) uses the cluster lock \(found), not \(expected); all nodes need the same one: stop ctdb on all "
                + "hosts, then apply"
        case .beneathMount(let host, let path, let entries):
            "\(path) on \(host) holds \(entries.joined(separator: ", ")) beneath the mount; move them away, for the mount would "
                + "hide them"
        case .holders(let address, let hosts) where hosts.isEmpty: "no host serves \(address)"
        case .holders(let address, let hosts):
            "\(hosts.map(\.text).joined(separator: " and ")) serve \(address) at once: clients reach one or the other"
        case .silentHolder(let address, let host): "\(address) is served by \(host), which does not answer"
        case .noScript(let host, let name): "\(host) has no event script \(name); install what brings it"
        }
    }

    /// The facts one by one, for programs.
    var facts: [JSON.Member] {
        switch self {
        case .banned(let host), .stoppedByHand(let host), .disabledByHand(let host), .lastHealthy(let host):
            texts(("host", host.text))
        case .settling(let host, let state): texts(("host", host.text), ("state", state))
        case .unhealthy(let host, let script, let output):
            texts(("host", host.text)) + [.init("script", JSON(script))] + texts(("output", output))
        case .otherAway(let host, let other): texts(("host", host.text), ("other", other.text))
        case .nodeLists(let lists): [.init("lists", .array(lists.map { .string($0) }))]
        case .foreignNode(let address): texts(("address", address))
        case .nodeAddress(let host, let name): texts(("host", host.text), ("name", name))
        case .otherLock(let host, let found, let expected):
            texts(("host", host.text), ("found", found), ("expected", expected))
        case .beneathMount(let host, let path, let entries):
            texts(("host", host.text), ("path", path)) + [.init("entries", .array(entries.map { .string($0) }))]
        case .holders(let address, let hosts):
            texts(("address", address)) + [.init("hosts", .array(hosts.map { .string($0.text) }))]
        case .silentHolder(let address, let host): texts(("address", address), ("host", host.text))
        case .noScript(let host, let name): texts(("host", host.text), ("name", name))
        }
    }
}
