internal import ClusterModel

/// What every stage reads: the desired state, the observation, the history and the time, indexed once.
/// Stages, volumes and bricks all keep a reference to it.
final class PlanningInput: Sendable {
    let desired: DesiredState
    let observed: ObservedState
    let history: History
    let now: Moment
    /// The hosts in the order of the Cluster, with their specs.
    let orderedHosts: [(name: HostName, spec: HostSpec)]
    /// The hosts whose glusterd answered, in the Cluster's order.
    let answering: [(name: HostName, view: GlusterView)]
    /// UUIDs in the pool of the hosts whose glusterd answered.
    let answeringUUIDs: Set<String>
    private let unreachableHosts: [HostName: UnknownReason]
    private let hostsByAddress: [String: HostName]
    private let hostsByPeerName: [String: HostName]

    init(desired: DesiredState, observed: ObservedState, history: History, now: Moment) {
        self.desired = desired
        self.observed = observed
        self.history = history
        self.now = now
        let hosts = desired.orderedHosts
        orderedHosts = hosts
        answering = hosts.compactMap { host, _ in
            if case .known(let view) = observed.gluster(host) { (host, view) } else { nil }
        }
        answeringUUIDs = Set(answering.map(\.view.uuid))
        unreachableHosts = hosts.reduce(into: [:]) { found, host in
            if case .unknown(let why) = observed.host(host.name).storage.mounts, why.unreachableHost != nil {
                found[host.name] = why
            }
        }
        hostsByAddress = Self.byAddress(hosts)
        hostsByPeerName = Self.byPeerName(answering, hostsByAddress)
    }

    /// Why a host does not answer at all, if it does not.
    func unreachable(_ host: HostName) -> UnknownReason? { unreachableHosts[host] }

    /// The annotations of a resource, with the consents that are still valid, used up or not. The Cluster's pause applies
    /// to every resource; its mode is the default of every other resource.
    func policy(_ resource: ResourceID) -> ResourcePolicy {
        let whole = desired.policies[.cluster(desired.cluster)] ?? ResourcePolicy()
        var policy = desired.policies[resource] ?? ResourcePolicy()
        policy.mode = policy.mode ?? whole.mode
        policy.isPaused = policy.isPaused || whole.isPaused
        policy.consents = history.marked(policy.consents.filter { $0.isValid(at: now.wall) }, of: resource)
        return policy
    }

    /// The host of the Cluster that a brick is on, whichever of its names the volume was created with.
    func host(of brick: GlusterBrickView) -> HostName? { hostsByAddress[brick.host] ?? hostsByPeerName[brick.host] }

    /// Whether a manifest gives a host this address.
    func isAddress(_ text: String) -> Bool { hostsByAddress[text] != nil }

    /// Whether a brick's process runs. Only the glusterd of its own host knows.
    func isRunning(_ brick: GlusterBrickView, of volume: GlusterVolumeView, on host: HostName) -> Reading<Bool> {
        switch observed.gluster(host) {
        case .known:
            let local = observed.volumes[volume.name, on: host]?.localBricks
            return local?.first { $0.path == brick.path && $0.host == brick.host }?.isRunning ?? .unknown(.notReported)
        case .absent: return .unknown(.notAsked)
        case .unknown(let why): return .unknown(why)
        }
    }

    /// The storage entry whose mount point is the nearest above the path.
    func storage(above path: String, on host: HostName) -> HostSpec.Storage? {
        (desired.hosts[host]?.storage ?? []).filter { path.isBelow($0.mountPoint) }
            .max { $0.mountPoint.utf8.count < $1.mountPoint.utf8.count }
    }

    /// `address:path`, as gluster takes and prints a brick.
    func glusterName(_ brick: Brick) -> String {
        "\(desired.hosts[brick.host]?.glusterAddress ?? brick.host.text):\(brick.path)"
    }
}

// MARK: - The index

extension PlanningInput {
    private static func byAddress(_ hosts: [(name: HostName, spec: HostSpec)]) -> [String: HostName] {
        hosts.reduce(into: [:]) { found, host in
            for address in [host.spec.glusterAddress, host.spec.address] where found[address] == nil {
                found[address] = host.name
            }
        }
    }

    /// A name that only the pool knows leads to the host that has another name of the same peer, or the peer's UUID.
    private static func byPeerName(
        _ answering: [(name: HostName, view: GlusterView)], _ byAddress: [String: HostName]
    ) -> [String: HostName] {
        let byUUID = Dictionary(answering.map { ($0.view.uuid, $0.name) }) { first, _ in first }
        var known: Set<String> = []
        var found: [String: HostName] = [:]
        for peer in answering.lazy.flatMap(\.view.peers) {
            let fresh = peer.names.filter { known.insert($0).inserted }
            guard !fresh.isEmpty else { continue }
            let host = peer.names.lazy.compactMap { byAddress[$0] }.first ?? byUUID[peer.uuid]
            for name in fresh { found[name] = host }
        }
        return found.merging(byLocalBrick(answering)) { peer, _ in peer }
    }

    /// Only a brick's own glusterd reports its state, so that the name before the brick's path is that host's: a volume
    /// may have been created with a name that no peer has.
    private static func byLocalBrick(_ answering: [(name: HostName, view: GlusterView)]) -> [String: HostName] {
        answering.reduce(into: [:]) { found, host in
            for brick in host.view.volumes.lazy.flatMap(\.localBricks) where found[brick.host] == nil {
                found[brick.host] = host.name
            }
        }
    }
}
