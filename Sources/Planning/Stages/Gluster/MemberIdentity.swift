internal import ClusterModel

/// Which member of the pool a host is: by glusterd's UUID first, by its names second.
struct MemberIdentity {
    private let host: HostName
    private let address: String
    private let view: GlusterView
    private let input: PlanningInput

    init(_ host: HostName, _ address: String, _ view: GlusterView, _ input: PlanningInput) {
        self.host = host
        self.address = address
        self.view = view
        self.input = input
    }

    /// The peer with the host's own UUID; while the host does not report it, the one with its name.
    func peer(_ own: Reading<GlusterView>) -> GlusterPeer? {
        if case .known(let known) = own, let found = view.peers.first(where: { $0.uuid == known.uuid }) { return found }
        guard let named, Self.isKnown(own) == false || named.uuid == nil else { return nil }
        return named
    }

    private static func isKnown(_ own: Reading<GlusterView>) -> Bool {
        if case .known = own { true } else { false }
    }

    private var named: GlusterPeer? {
        let own = [address, input.desired.hosts[host]?.address].compactMap(\.self).map(HostNames.normal)
        return view.peers.first { peer in peer.names.map(HostNames.normal).contains(where: own.contains) }
    }

    /// A UUID that makes it impossible to say which member it is: no probe could end well.
    var conflict: WaitingOn? {
        guard case .known(let own) = input.observed.host(host).gluster.view, own.uuid != GlusterView.noUUID else {
            return nil
        }
        let sharing = input.answering.filter { $0.view.uuid == own.uuid }.map(\.name)
        guard sharing.count == 1 else { return .gluster(.sharedUUID(sharing, uuid: own.uuid)) }
        guard !view.peers.contains(where: { $0.uuid == own.uuid }), let known = named?.uuid else { return nil }
        return .gluster(.reinstalled(host, known: known, own: own.uuid))
    }

    // MARK: - On the way into the pool

    /// How long a handshake is waited for: it takes seconds, and a peer that dies in the middle is noticed within 25 s
    /// (field notes A6).
    static let handshakeLimit = Duration.seconds(60)

    /// The twelve states of glusterd's machine (glusterd-sm.c, glusterd_friend_sm_state_name) that are passed on the way
    /// in or out.
    private static let passing: Set<String> = [
        "Establishing Connection", "Probe Sent to Peer", "Probe Received from Peer", "Probe Received from peer",
        "Accepted peer request", "Sent and Received peer request", "Peer detach in progress", "Connected to Peer",
        "Peer is connected and Accepted",
    ]

    /// What a peer waits for that is not a full member.
    func joining(_ state: String) -> WaitingOn {
        guard Self.passing.contains(state) else { return rejected(state) }
        let since = input.history.joiningSince[host] ?? input.now
        return input.now - since < Self.handshakeLimit
            ? .gluster(.peerStateSettling(host, state: state))
            : .gluster(.handshakeStuck(host, state: state, since: since))
    }

    /// `Peer Rejected`, `Invalid State`, or a word of another release.
    private func rejected(_ state: String) -> WaitingOn {
        let differing = input.differingVolumes(on: host)
        return differing.isEmpty
            ? .gluster(.peerRejected(host, state: state)) : .gluster(.storeDiffers(host, volumes: differing))
    }
}

extension PlanningInput {
    /// The volumes whose checksum in a host's store differs from that of another host, by name.
    func differingVolumes(on host: HostName) -> [String] {
        guard case .known(let own) = observed.host(host).gluster.storeSums else { return [] }
        var differing: Set<String> = []
        for other in orderedHosts.map(\.name) where other != host {
            guard case .known(let sums) = observed.host(other).gluster.storeSums else { continue }
            for name in Set(own.keys).union(sums.keys) where own[name] != sums[name] { differing.insert(name) }
        }
        return differing.sorted()
    }

    /// Whether the pool rejects a host that stores the volume otherwise.
    func disputes(_ volume: String, on host: HostName) -> Bool {
        isRejected(host) && differingVolumes(on: host).contains(volume)
    }

    /// Whether most members that answer call the host rejected.
    private func isRejected(_ host: HostName) -> Bool {
        guard case .known(let own) = observed.host(host).gluster.view else { return false }
        let others = answering.filter { $0.name != host }
        let rejecting = others.filter { viewer in
            viewer.view.peers.contains { $0.uuid == own.uuid && $0.state == GlusterPeer.rejected }
        }
        return rejecting.count * 2 > others.count
    }
}
