internal import ClusterModel

/// What one stage concluded: what can be done, what must wait and for what, what could not be seen.
struct StageReport {
    var ready: [Step] = []
    var held: [HeldStep] = []
    var unknown: [UnknownFact] = []

    static func + (left: Self, right: Self) -> Self {
        Self(ready: left.ready + right.ready, held: left.held + right.held, unknown: left.unknown + right.unknown)
    }

    static func += (left: inout Self, right: Self) { left = left + right }

    /// The ready steps that are taken on that host.
    func steps(on host: HostName) -> [Step] { ready.filter { $0.action.host == host } }

    /// One step that is ready, or the same step held if there is something to wait for.
    static func one(_ step: Step, waitingOn: [WaitingOn] = []) -> Self {
        waitingOn.isEmpty ? Self(ready: [step]) : Self(held: [HeldStep(step, waitingOn: waitingOn.distinct())])
    }
}

/// What every stage looks at.
struct PlanningInput {
    let desired: DesiredState
    let observed: ObservedState
    let history: History
    let now: Moment

    /// The hosts of the Cluster whose glusterd answered, in the Cluster's order.
    var answering: [(name: HostName, view: GlusterView)] {
        desired.spec.hosts.compactMap { host in
            guard case .known(let view) = observed.host(host).gluster else { return nil }
            return (host, view)
        }
    }

    /// What annotations say of a resource, with the consents that are still valid, used up or not. A Cluster that is paused pauses
    /// everything; its mode is that of whatever says none itself.
    func policy(_ resource: ResourceID) -> ResourcePolicy {
        let whole = desired.policies[.cluster(desired.cluster)] ?? ResourcePolicy()
        var policy = desired.policies[resource] ?? ResourcePolicy()
        policy.mode = policy.mode ?? whole.mode
        policy.isPaused = policy.isPaused || whole.isPaused
        policy.consents = history.marked(policy.consents.filter { $0.isValid(at: now.wall) }, of: resource)
        return policy
    }

    /// Members of a pool that no manifest names, if the pool is somebody else's. A pool with such members is ours all
    /// the same if more than half of the Cluster's hosts are in it, or if it holds a volume that carries our mark:
    /// otherwise a probe from one of its members would pull our hosts into it.
    func unmanagedPeers(in view: GlusterView) -> [String] {
        let known = desired.orderedHosts.filter { host in
            view.peers.contains { isHost(host.name, host.spec, $0) }
        }
        let strangers = view.peers.filter { peer in
            !desired.orderedHosts.contains { isHost($0.name, $0.spec, peer) }
        }
        let isMarked = view.volumes.contains { $0.option(OwnershipTag.owner) == desired.cluster.text }
        let isMajority = (known.count + 1) * 2 > desired.spec.hosts.count
        return isMarked || isMajority ? [] : strangers.map { $0.names.first ?? $0.uuid }
    }

    private func isHost(_ name: HostName, _ spec: HostSpec, _ peer: GlusterPeer) -> Bool {
        if case .known(let own) = observed.host(name).gluster, own.uuid == peer.uuid { return true }
        return peer.names.contains(spec.glusterAddress) || peer.names.contains(spec.address)
    }

    /// Why a host gives no answer at all, if it does not.
    func unreachable(_ host: HostName) -> UnknownReason? {
        guard case .unknown(let why) = observed.host(host).mounts, why.unreachableHost != nil else { return nil }
        return why
    }

    /// The storage entry whose mount point is the nearest above the path.
    func storage(above path: String, on host: HostName) -> HostSpec.Storage? {
        (desired.hosts[host]?.storage ?? []).filter { path.isBelow($0.mountPoint) }
            .max { $0.mountPoint.utf8.count < $1.mountPoint.utf8.count }
    }

    /// `address:path` as gluster is told, and as it prints it.
    func glusterName(_ brick: Brick) -> String {
        "\(desired.hosts[brick.host]?.glusterAddress ?? brick.host.text):\(brick.path)"
    }
}

extension String {
    /// Whether the path lies strictly below the directory.
    func isBelow(_ directory: String) -> Bool {
        hasPrefix(directory.hasSuffix("/") ? directory : directory + "/") && utf8.count > directory.utf8.count + 1
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it stood first.
    func distinct() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
