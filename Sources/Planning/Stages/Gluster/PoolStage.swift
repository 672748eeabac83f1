internal import ClusterModel

/// What the pool stage concluded, for the stages after it.
struct PoolAssessment: Sendable {
    let report: StageReport
    /// The member whose command line is used; nil where no glusterd answered.
    let coordinator: HostName?
    /// What keeps a host from taking part in a new volume; a member that is connected has no entry.
    let obstacles: [HostName: [WaitingOn]]
    /// What keeps every command that takes gluster's lock from being sent.
    let lockObstacles: [WaitingOn]
    /// Members, and those of them that are connected, the coordinator included.
    let members: Int
    let connected: Int
    let quorum: ServerQuorum
}

/// The trusted pool: every host probed from one, by its name in the gluster network.
struct PoolStage: PlanningStage {
    static let name = StageName.pool
    let input: PlanningInput
    let hostNames: StageReport
    let files: StageReport
    let services: StageConclusion
    /// Of all hosts in the gluster network.
    private let addresses: Set<String>

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        addresses = Set(input.orderedHosts.map(\.spec.glusterAddress))
        hostNames = draft[.names].report
        files = draft[.daemonFiles].report
        services = draft[.services]
    }

    func report() -> StageReport { decide().report }

    func conclude(in draft: inout PlanDraft) {
        let assessment = decide()
        draft.append(assessment.report, of: Self.name)
        draft.conclude(assessment)
    }

    func decide() -> PoolAssessment {
        guard let coordinator = coordinator() else { return nobodyAnswers() }
        let verdicts = input.orderedHosts.filter { $0.name != coordinator.name }.map {
            MemberAssessment($0.name, $0.spec.glusterAddress, seenFrom: coordinator, input, services)
        }
        let selves = peersOfThemselves
        let lockObstacles = verdicts.compactMap(\.lockObstacle) + restarts + selves.held.flatMap(\.waitingOn)
        let probing = lockObstacles + obstacles(to: coordinator) + unfoundNames
        let settling = verdicts.reduce(into: [HostName: [WaitingOn]]()) { $0[$1.host] = $1.obstacles }
        return PoolAssessment(
            report: probes(verdicts, from: coordinator.name, probing) + names(verdicts, lockObstacles + unfoundNames)
                + links(verdicts, besides: coordinator.name) + selves,
            coordinator: coordinator.name, obstacles: settling.filter { !$0.value.isEmpty },
            lockObstacles: lockObstacles, members: coordinator.view.peers.filter(\.isMember).count + 1,
            connected: coordinator.view.peers.filter { $0.isMember && $0.isConnected }.count + 1,
            quorum: ServerQuorum(coordinator.view))
    }

    /// Of the members of our pool, the one that is connected to most of the declared hosts; of equal ones the one that knows most volumes, then
    /// the first in the Cluster.
    private func coordinator() -> (name: HostName, view: GlusterView)? {
        let ours = input.answering.filter { input.unmanagedPeers(in: $0.view).isEmpty }
        let ranked = ours.map { member in
            (member, rank: [declared(member.view, connected: true), declared(member.view), member.view.volumes.count])
        }
        let best = ranked.map(\.rank).max { $0.lexicographicallyPrecedes($1) }
        return ranked.first { $0.rank == best }?.0
    }

    /// How many of a member's peers are hosts of the Cluster.
    private func declared(_ view: GlusterView, connected: Bool = false) -> Int {
        view.peers.count { peer in
            (peer.isConnected || !connected)
                && ((peer.uuid.map(input.answeringUUIDs.contains) ?? false)
                    || peer.names.contains(where: addresses.contains))
        }
    }

    /// What keeps the coordinator from probing at all: as long as a declared host was not seen, no pool is founded that
    /// it might turn out not to belong to.
    private func obstacles(to coordinator: (name: HostName, view: GlusterView)) -> [WaitingOn] {
        guard declared(coordinator.view) == 0 else { return [] }
        return input.desired.spec.hosts.filter { input.unreachable($0) != nil }.map { .host(.hostUnreachable($0)) }
    }

    /// No transaction begins while one of its members is being started anew.
    private var restarts: [WaitingOn] {
        files.ready.filter { $0.isRestart && input.policy($0.resource).mode != .observe }.map { .step($0.id) }
    }

    /// A host that was known under its own UUID while it had another one: its peers sent it a file about itself.
    private var peersOfThemselves: StageReport {
        StageReport(
            held: input.answering.filter { _, view in view.peers.contains { $0.uuid == view.uuid } }.map { host, view in
                HeldStep(
                    resource: .host(host),
                    differences: [
                        Difference("pool[\(host)]", desired: "other hosts", observed: "itself", rule: .cluster)
                    ], waitingOn: [.gluster(.peerOfItself(host, uuid: view.uuid))])
            })
    }

    /// A member that does not find the name of another one knows it by its address, or not at all (field notes D1).
    private var unfoundNames: [WaitingOn] {
        hostNames.ready.map { .step($0.id) } + hostNames.held.flatMap(\.waitingOn)
    }

    /// No glusterd of ours answers: the probes are shown as what comes after the daemons.
    private func nobodyAnswers() -> PoolAssessment {
        let hosts = input.orderedHosts
        let obstacles = hosts.reduce(into: [HostName: [WaitingOn]]()) {
            $0[$1.name] = foreignPool($1.name) ?? silence(of: $1.name, input, services)
        }
        guard let first = founder(hosts.map(\.name), obstacles) else {
            return PoolAssessment(
                report: StageReport(), coordinator: nil, obstacles: obstacles, lockObstacles: [], members: 0,
                connected: 0, quorum: .unknown)
        }
        let report = hosts.filter { $0.name != first && input.unreachable($0.name) == nil }
            .reduce(into: StageReport()) { report, host in
                let waiting = (obstacles[first] ?? []) + (obstacles[host.name] ?? []) + unfoundNames
                report += .one(
                    probe(host.name, host.spec.glusterAddress, from: first, found: nil), waitingOn: waiting)
            }
        return PoolAssessment(
            report: report, coordinator: nil, obstacles: obstacles, lockObstacles: [], members: 0, connected: 0,
            quorum: .unknown)
    }

    /// The host that will probe the others: the first to answer together with another one. Daemons that are started now
    /// answer before those whose packages are still to be installed.
    private func founder(_ hosts: [HostName], _ obstacles: [HostName: [WaitingOn]]) -> HostName? {
        let reachable = hosts.filter { input.unreachable($0) == nil }
        let starting = reachable.filter { !services.steps(on: $0).isEmpty }
        guard starting.count < 2 else { return starting.first }
        let coming = reachable.first { (obstacles[$0] ?? []).allSatisfy { $0.resolution == .automatic } }
        return coming ?? reachable.first
    }

    private func foreignPool(_ host: HostName) -> [WaitingOn]? {
        guard case .known(let view) = input.observed.host(host).gluster.view else { return nil }
        let strangers = input.unmanagedPeers(in: view)
        return strangers.isEmpty ? nil : [.gluster(.foreignPool(host, peers: strangers))]
    }

    /// One probe after the other: gluster takes one at a time.
    private func probes(
        _ verdicts: [MemberAssessment], from coordinator: HostName, _ obstacles: [WaitingOn]
    ) -> StageReport {
        var previous: [StepKey] = []
        return verdicts.reduce(into: StageReport()) { report, verdict in
            guard verdict.needsProbe || verdict.isSettling else { return }
            let step = probe(
                verdict.host, verdict.address, from: coordinator, found: verdict.found, after: previous)
            report += .one(step, waitingOn: verdict.obstacles + (verdict.needsProbe ? obstacles : []))
            previous = report.ready.last.map { [$0.id] } ?? []
        }
    }

    /// Members that do not see each other, although the coordinator sees both: a link between two of them is down, or
    /// they have not met yet. The pool is whole only when every member says so.
    private func links(_ verdicts: [MemberAssessment], besides coordinator: HostName) -> StageReport {
        let members = Set(verdicts.filter(\.isConnected).map(\.host) + [coordinator])
        let answering = input.answering.filter { members.contains($0.name) }
        return answering.filter { $0.name != coordinator }.reduce(into: StageReport()) { report, viewer in
            let peers = viewer.view.peersByUUID
            for other in answering where other.name != viewer.name {
                let peer = peers[other.view.uuid]
                let isMet = peer?.isMember ?? false
                guard !isMet || !(peer?.isConnected ?? false),
                    let address = input.desired.hosts[other.name]?.glusterAddress
                else { continue }
                let found = isMet ? "disconnected" : peer?.state ?? "unknown to \(viewer.name)"
                report += .one(
                    probe(other.name, address, from: viewer.name, found: found, isFromAnyMember: false),
                    waitingOn: [
                        isMet
                            ? .gluster(.peerDisconnected(other.name))
                            : .gluster(.peerStateSettling(other.name, state: found))
                    ])
            }
        }
    }

    /// A member may know another by an address only: probed by name from there, it learns the name.
    private func names(_ verdicts: [MemberAssessment], _ lockObstacles: [WaitingOn]) -> StageReport {
        guard verdicts.allSatisfy({ $0.obstacles.isEmpty || $0.isUnreachable }) else { return StageReport() }
        let known = Dictionary(uniqueKeysWithValues: input.answering.map { ($0.name, $0.view.uuid) })
        var previous: [StepKey] = []
        var report = StageReport()
        for (viewer, view) in input.answering {
            let peers = view.peersByUUID
            for (host, spec) in input.orderedHosts where host != viewer {
                guard let peer = known[host].flatMap({ peers[$0] }), peer.isMember,
                    peer.isConnected, !peer.names.contains(spec.glusterAddress)
                else { continue }
                let step = probe(
                    host, spec.glusterAddress, from: viewer, found: peer.names.joined(separator: ", "),
                    after: previous, isFromAnyMember: false)
                report += .one(step, waitingOn: lockObstacles)
                previous = [step.id]
            }
        }
        return report
    }

    /// What one member lacks is another step for each member; a host that no member knows is probed from any of them.
    private func probe(
        _ host: HostName, _ address: String, from prober: HostName, found: String?, after: [StepKey] = [],
        isFromAnyMember: Bool = true
    ) -> Step {
        Step(
            resource: .host(host), action: .gluster(.probe(peer: address), from: prober), after: after,
            postcondition: .gluster(.peerConnected(address, seenFrom: prober)), risk: .benign, scope: .cluster,
            differences: [
                Difference("pool[\(prober)]", desired: "\(address) connected", observed: found, rule: .cluster)
            ], subject: isFromAnyMember ? nil : "\(address) from \(prober)")
    }
}

extension GlusterView {
    /// Of two peers of one UUID the first counts.
    fileprivate var peersByUUID: [String: GlusterPeer] {
        Dictionary(peers.compactMap { peer in peer.uuid.map { ($0, peer) } }) { first, _ in first }
    }
}

/// Why a host's glusterd does not answer: a step that starts it, or what was said.
private func silence(of host: HostName, _ input: PlanningInput, _ services: StageConclusion) -> [WaitingOn] {
    if input.unreachable(host) != nil { return [.host(.hostUnreachable(host))] }
    let starting = services.steps(on: host).map { WaitingOn.step($0.id) }
    guard starting.isEmpty else { return starting }
    let held = services.held(on: host).flatMap(\.waitingOn)
    guard held.isEmpty else { return held }
    switch input.observed.host(host).gluster.view {
    case .known: return []
    case .absent: return [.fact(.glusterd(host), .notAsked)]
    case .unknown(let why): return [.fact(.glusterd(host), why)]
    }
}

/// How one host stands in the pool as the coordinator sees it.
private struct MemberAssessment {
    let host: HostName
    let address: String
    private let state: State
    let isUnreachable: Bool

    private enum State {
        case connected
        /// Gluster calls it connected, but the host or its glusterd did not answer: it may have died within the last 25
        /// s. First what keeps lock-taking commands back, then what keeps new volumes from using the host.
        case connectedButSilent([WaitingOn], [WaitingOn])
        /// On its way into the pool, or in trouble there.
        case waiting(WaitingOn, found: String)
        case missing([WaitingOn])
        case silent([WaitingOn])
    }

    /// A host that gluster has gone on calling connected for so long since it fell silent is not dead: glusterd notices
    /// a dead peer within 25 s (field notes A6), and its keepalive gives up after 42 s at most.
    private static let silenceLimit = Duration.seconds(60)

    init(
        _ host: HostName, _ address: String, seenFrom coordinator: (name: HostName, view: GlusterView),
        _ input: PlanningInput, _ services: StageConclusion
    ) {
        self.host = host
        self.address = address
        let identity = MemberIdentity(host, address, coordinator.view, input)
        let unreachable = input.unreachable(host)
        isUnreachable = unreachable != nil
        let own = input.observed.host(host).gluster.view
        if let conflict = identity.conflict {
            state = .missing([conflict])
            return
        }
        guard let peer = identity.peer(own) else {
            state = .missing(Self.foreign(host, own) ?? silence(of: host, input, services))
            return
        }
        switch (peer.isMember, peer.isConnected, own) {
        case (true, true, .known): state = .connected
        case (true, true, _):
            let silence = isUnreachable ? [.host(.hostUnreachable(host))] : silence(of: host, input, services)
            state = .connectedButSilent(Self.doubt(host, input), silence)
        case (true, false, .known): state = .waiting(.gluster(.peerDisconnected(host)), found: "disconnected")
        case (false, _, .known): state = .waiting(identity.joining(peer.state), found: peer.state)
        case (_, _, _): state = .silent(silence(of: host, input, services))
        }
    }

    /// Whether a silent host that is called connected may just have died.
    private static func doubt(_ host: HostName, _ input: PlanningInput) -> [WaitingOn] {
        let since = input.history.unreachableSince[host] ?? input.now
        guard input.now - since < silenceLimit else { return [] }
        let who = input.unreachable(host) == nil ? "its glusterd" : "it"
        return [.gluster(.peerStateSettling(host, state: "connected, but \(who) does not answer"))]
    }

    /// A host with peers or volumes of its own belongs to another pool; gluster would refuse it too.
    private static func foreign(_ host: HostName, _ own: Reading<GlusterView>) -> [WaitingOn]? {
        guard case .known(let view) = own else { return nil }
        guard view.peers.isEmpty, view.volumes.isEmpty else {
            let others = view.peers.flatMap { $0.names.prefix(1) } + view.volumes.map { "volume \($0.name)" }
            return [.gluster(.foreignPool(host, peers: others))]
        }
        return []
    }

    var needsProbe: Bool { if case .missing = state { !isUnreachable } else { false } }
    var isConnected: Bool { if case .connected = state { true } else { false } }
    var isSettling: Bool { if case .waiting = state { true } else { false } }

    /// What keeps a new volume from using this host.
    var obstacles: [WaitingOn] {
        switch state {
        case .connected: []
        case .connectedButSilent(_, let silence): silence
        case .waiting(let waiting, _): [waiting]
        case .missing(let waiting), .silent(let waiting): waiting
        }
    }

    /// What keeps every command from being sent that takes gluster's lock.
    var lockObstacle: WaitingOn? {
        if case .connectedButSilent(let doubt, _) = state { doubt.first } else { nil }
    }

    var found: String? {
        switch state {
        case .connected, .connectedButSilent: "connected"
        case .waiting(_, let found): found
        case .missing: nil
        case .silent: "disconnected"
        }
    }
}
