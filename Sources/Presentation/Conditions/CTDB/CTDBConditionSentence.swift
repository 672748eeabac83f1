internal import ClusterModel

extension CTDBPrecondition {
    /// What must hold at the moment of acting.
    var sentence: String {
        switch self {
        case .lockMounted(let host, let lock): "volume \(lock.volume) is mounted at \(lock.mountPoint) on \(host)"
        case .nodeHealthy(let host): "ctdbd on \(host) calls its node healthy"
        }
    }
}

extension CTDBPostcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .lockDirectory(let host, let lock): "\(lock.mountPoint) on \(host) is an immutable directory"
        case .lockMounted(let host, let lock): "volume \(lock.volume) is mounted at \(lock.mountPoint) on \(host)"
        case .unitsRead(let host): "systemd on \(host) has read the units of CTDB"
        case .runs(let host): "ctdb is active and enabled on \(host)"
        case .stopped(let host): "ctdb is inactive on \(host)"
        case .tunable(let host, let tunable): "\(tunable.name) in force on \(host) is \(tunable.value)"
        case .nodes(let host, let nodes):
            "ctdbd on \(host) has the nodes \(nodes.map { "\($0.number) \($0.address)" }.joined(separator: ", "))"
        case .addresses(let host, let addresses):
            "ctdbd on \(host) knows \(addresses.joined(separator: ", "))"
        case .script(let host, let name, let isEnabled):
            "event script \(name) is \(isEnabled ? "enabled" : "disabled") on \(host)"
        }
    }
}
