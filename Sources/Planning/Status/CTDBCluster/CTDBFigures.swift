internal import ClusterModel

/// Figures of the CTDB cluster: nodes, leader, and who serves which address.
struct CTDBFigures {
    private let desired: DesiredState
    private let observed: ObservedState

    init(_ desired: DesiredState, _ observed: ObservedState) {
        self.desired = desired
        self.observed = observed
    }

    var all: [ResourceFigures] {
        desired.ctdbClusters.map { ResourceFigures($0.id, health($0.spec), facts($0.spec)) }
    }

    private func view(_ host: HostName) -> Reading<CTDBView> { observed.host(host).ctdb.view }

    private func holders(_ address: CTDBClusterSpec.PublicAddress) -> [HostName] {
        PublicAddresses.holders(of: address.bare, desired, observed)
    }

    /// Failed while an address has no holder or two, or a daemon runs without its lock volume; degraded while a node cannot
    /// serve; unknown while a host's answer is missing.
    private func health(_ spec: CTDBClusterSpec) -> ResourceStatus.Health {
        let hosts = desired.spec.hosts
        if hosts.contains(where: { isStray($0, spec.lockVolume) }) { return .failed }
        let isWrong = spec.publicAddresses.contains { holders($0).count > 1 }
        if isWrong { return .failed }
        if hosts.contains(where: { if case .unknown = view($0) { true } else { false } }) { return .unknown }
        if spec.publicAddresses.contains(where: { holders($0).isEmpty }) { return .failed }
        let isWhole = hosts.allSatisfy { host in
            guard case .known(let view) = view(host) else { return false }
            return view.ownNode?.isHealthy ?? false
        }
        return isWhole ? .healthy : .degraded
    }

    /// Whether ctdbd runs on a lock that is not on the volume.
    private func isStray(_ host: HostName, _ lock: CTDBClusterSpec.LockVolume) -> Bool {
        let seen = observed.host(host)
        guard case .known(let units) = seen.ctdb.units, units.daemon.state.active == "active",
            case .known(let mounts) = seen.storage.mounts
        else { return false }
        return !lock.isMounted(in: mounts) || units.daemonIsOlderThanMount
    }

    private func facts(_ spec: CTDBClusterSpec) -> JSON {
        [
            "nodes": .array(desired.spec.hosts.map(node)),
            "leader": leader.map { .integer($0) } ?? .null,
            "addresses": .array(
                spec.publicAddresses.map { address in
                    ["address": .string(address.bare), "holders": .array(holders(address).map { .string($0.text) })]
                }),
        ]
    }

    private func node(_ host: HostName) -> JSON {
        guard case .known(let view) = view(host), let node = view.ownNode else {
            return ["host": .string(host.text), "number": .null, "flags": .null]
        }
        let flags = CTDBNode.Flag.allCases.filter(node.flags.contains)
        return [
            "host": .string(host.text), "number": .integer(node.number),
            "flags": .array(flags.map { .string($0.rawValue) }),
        ]
    }

    /// As the first host says that knows one.
    private var leader: Int? {
        desired.spec.hosts.lazy.compactMap { host -> Int? in
            guard case .known(let view) = view(host), case .known(let leader) = view.leader else { return nil }
            return leader
        }.first
    }
}
