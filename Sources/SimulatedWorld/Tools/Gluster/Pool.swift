internal import ClusterModel

/// Connections between daemons, and what they exchange when they meet.
extension ClusterState {
    /// Until a daemon notices that a peer died without a word (field notes A6: 23.4 to 26.2 s).
    static let noticeDelay = Duration.seconds(25)
    /// Milliseconds until a daemon tries a lost peer again: its timer is 3 s.
    static let reconnectDelay = 200..<3500

    /// Whether two daemons can talk, whatever they believe.
    func canTalk(_ one: HostName, _ other: HostName) -> Bool {
        guard let one = self[one], let other = self[other] else { return false }
        return one.runsGlusterd && other.runsGlusterd && one.segment == other.segment
    }

    /// After each change of power, daemons or network: what daemons notice at once, and what they will notice.
    mutating func reconsiderConnections() {
        for viewer in hosts where viewer.runsGlusterd {
            for peer in viewer.glusterd.peers { reconsider(viewer.name, peer) }
        }
    }

    private mutating func reconsider(_ viewer: HostName, _ peer: SimulatedPeer) {
        let isReal = canTalk(viewer, peer.host)
        timers.removeAll { timer in
            switch timer.kind {
            case .gluster(.notices(viewer, goneIs: peer.host)): isReal
            case .gluster(.connects(viewer, peer.host)), .gluster(.connects(peer.host, viewer)): !isReal
            default: false
            }
        }
        switch (peer.isConnected, isReal) {
        case (true, true), (false, false): return
        case (false, true): scheduleOnce(.gluster(.connects(min(viewer, peer.host), max(viewer, peer.host))))
        case (true, false):
            if leavesSilently(peer.host, seenFrom: viewer) {
                guard !timers.contains(where: { $0.kind == .gluster(.notices(viewer, goneIs: peer.host)) }) else {
                    return
                }
                emit(.fault(.peerStillConnected, peer.host))
                schedule(.gluster(.notices(viewer, goneIs: peer.host)), in: Self.noticeDelay)
            } else {
                notice(viewer, peer.host)
            }
        }
    }

    private mutating func scheduleOnce(_ kind: Timer.Kind) {
        guard !timers.contains(where: { $0.kind == kind }) else { return }
        schedule(kind, in: chance.duration(Self.reconnectDelay))
    }

    /// A daemon that stops says goodbye; a host without power or network does not.
    private func leavesSilently(_ host: HostName, seenFrom viewer: HostName) -> Bool {
        self[host]?.power != .on || self[host]?.segment != self[viewer]?.segment
    }

    mutating func notice(_ viewer: HostName, _ gone: HostName) {
        guard !canTalk(viewer, gone) else { return }
        setConnected(viewer, gone, false)
        obeyServerQuorum(viewer)
    }

    /// Two daemons shake hands: of each volume both take the newer knowledge, of the pool both take all.
    mutating func connect(_ one: HostName, _ other: HostName) {
        guard canTalk(one, other), knows(one, other), knows(other, one) else { return }
        setConnected(one, other, true)
        setConnected(other, one, true)
        exchangeMembers(one, other)
        shareVolumes(one, other)
        shareClusterOptions(one, other)
        for host in [one, other] {
            promote(on: host)
            obeyServerQuorum(host)
            startMissingBricks(on: host)
        }
        scheduleHeal()
        // A daemon that tried a member before that member knew it tries again.
        reconsiderConnections()
    }

    /// Members that only one of two has heard of.
    private mutating func exchangeMembers(_ one: HostName, _ other: HostName) {
        for (from, to) in [(one, other), (other, one)] {
            for peer in self[from]?.glusterd.peers ?? [] {
                meet(peer.host, names: peer.names, on: to, state: Self.member, isConnected: canTalk(to, peer.host))
                let name = self[from]?.glusterd.peers.first { $0.host == to }?.names ?? []
                guard canTalk(to, peer.host) else { continue }
                meet(to, names: name, on: peer.host, state: Self.member)
            }
        }
    }

    func knows(_ one: HostName, _ other: HostName) -> Bool {
        self[one]?.glusterd.peers.contains { $0.host == other } ?? false
    }

    private mutating func setConnected(_ viewer: HostName, _ peer: HostName, _ isConnected: Bool) {
        change(viewer) { host in
            guard let index = host.glusterd.peers.firstIndex(where: { $0.host == peer }) else { return }
            host.glusterd.peers[index].isConnected = isConnected
        }
    }

    private mutating func shareVolumes(_ one: HostName, _ other: HostName) {
        guard let left = self[one]?.glusterd.volumes, let right = self[other]?.glusterd.volumes else { return }
        for volume in left { learn(volume, on: other) }
        for volume in right { learn(volume, on: one) }
    }

    /// Takes a volume into a daemon's store if it is new there, or newer.
    mutating func learn(_ volume: SimulatedVolume, on host: HostName) {
        change(host) { host in
            if let index = host.glusterd.volumes.firstIndex(where: { $0.name == volume.name }) {
                if volume.version > host.glusterd.volumes[index].version { host.glusterd.volumes[index] = volume }
            } else {
                host.glusterd.volumes.append(volume)
            }
        }
    }

    /// Members that a daemon believes to be connected, itself first.
    func believedConnected(_ host: HostName) -> [HostName] {
        [host] + (self[host]?.glusterd.peers.filter(\.isConnected).map(\.host) ?? [])
    }

    /// More than half of the members, as this daemon sees it.
    func meetsServerQuorum(_ host: HostName) -> Bool {
        guard let peers = self[host]?.glusterd.peers.filter({ $0.state == "Peer in Cluster" }) else { return false }
        return (peers.filter(\.isConnected).count + 1) * 2 > peers.count + 1
    }

    /// Bricks of volumes under server quorum stop where it is lost, and start where it is regained.
    mutating func obeyServerQuorum(_ host: HostName) {
        guard let volumes = self[host]?.glusterd.volumes, self[host]?.runsGlusterd ?? false else { return }
        let meets = meetsServerQuorum(host)
        for volume in volumes where volume.status == .started && volume.hasServerQuorum {
            if meets {
                startBricks(of: volume, on: host, cause: .automatic)
            } else {
                stopBricks(of: volume, on: host, cause: .automatic)
            }
        }
    }
}

extension SimulatedVolume {
    /// Whether its bricks depend on the daemons' majority.
    var hasServerQuorum: Bool { option("cluster.server-quorum-type") == "server" }
}
