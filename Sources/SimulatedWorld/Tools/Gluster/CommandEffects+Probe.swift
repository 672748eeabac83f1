internal import ClusterModel
internal import World

/// `gluster peer probe`.
extension ClusterState {
    /// Milliseconds until a probe has reached all members.
    static let joinDelay = 100..<1500
    static let joining = "Accepted peer request"
    static let member = "Peer in Cluster"

    /// The host of that name or address, as another one finds it.
    func find(_ address: String, from host: SimulatedHost) -> HostName? {
        let isNumeric = address.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
        let addresses = isNumeric ? [address] : addresses(of: address, from: host)
        return hosts.first { host in addresses.contains(where: host.names.contains) }?.name
    }

    mutating func probe(_ address: String, from name: HostName) -> Finished {
        func refused(_ words: String) -> Finished { GlusterCommand.probe(address).failed(words) }
        let silent = refused("Probe returned with Transport endpoint is not connected")
        guard let prober = self[name], let target = find(address, from: prober) else { return silent }
        guard target != name else { return .said("peer probe: Probe on localhost not needed\n") }
        if let index = prober.glusterd.peers.firstIndex(where: { $0.host == target }) {
            learnName(address, of: index, on: name)
            return .said("peer probe: Host \(address) port 24007 already in peer list\n")
        }
        guard canTalk(name, target), let other = self[target] else { return silent }
        guard other.glusterd.peers.isEmpty, other.glusterd.volumes.isEmpty else {
            return refused("\(address) is either already part of another cluster or having volumes configured")
        }
        guard !prober.glusterd.volumes.contains(where: \.hasServerQuorum) || meetsServerQuorum(name) else {
            return refused("Cluster quorum is not met. SimulatedCommand peers is not allowed in this state")
        }
        introduce(target, as: address, to: name)
        return .said("peer probe: success\n")
    }

    private mutating func learnName(_ address: String, of index: Int, on name: HostName) {
        change(name) { host in
            guard !host.glusterd.peers[index].names.contains(address) else { return }
            host.glusterd.peers[index].names.append(address)
        }
    }

    /// Prober and target know each other at once, the rest of the pool a little later.
    private mutating func introduce(_ target: HostName, as address: String, to prober: HostName) {
        let uuids = [chance.uuid(), chance.uuid()]
        for (host, uuid) in zip([prober, target], uuids) {
            change(host) { $0.glusterd.uuid = $0.glusterd.uuid ?? uuid }
        }
        meet(target, names: [address], on: prober, state: Self.joining)
        meet(prober, names: [ownName(of: prober, seenFrom: target)], on: target, state: Self.joining)
        schedule(.gluster(.joins(target, prober: prober)), in: chance.duration(Self.joinDelay))
    }

    /// A member that cannot find the prober's name knows it by its address (field notes D1).
    private func ownName(of host: HostName, seenFrom viewer: HostName) -> String {
        let names = self[host]?.names ?? []
        let isFound = self[viewer].map { find(names.first ?? "", from: $0) == host } ?? true
        return (isFound ? names.first : names.last) ?? host.text
    }

    mutating func meet(
        _ peer: HostName, names: [String], on host: HostName, state: String, isConnected: Bool = true
    ) {
        guard peer != host, !knows(host, peer) else { return }
        let peer = SimulatedPeer(peer, names: names, state: state, isConnected: isConnected)
        change(host) { $0.glusterd.peers.append(peer) }
    }

    /// The knowledge of the prober reaches the other members.
    mutating func settle(_ host: HostName, probedBy prober: HostName) {
        guard let known = self[prober]?.glusterd.peers, let newcomer = known.first(where: { $0.host == host }) else {
            return
        }
        guard canTalk(host, prober) else {
            // Until a daemon notices, the connection continues where it stopped; afterwards they meet again.
            if newcomer.isConnected {
                schedule(.gluster(.joins(host, prober: prober)), in: chance.duration(Self.joinDelay))
            }
            return
        }
        for peer in known where peer.host != host && canTalk(prober, peer.host) {
            meet(peer.host, names: peer.names, on: host, state: Self.member)
            meet(host, names: newcomer.names, on: peer.host, state: Self.member)
            shareClusterOptions(host, peer.host)
        }
        for one in [host, prober] { promote(on: one) }
        for volume in self[prober]?.glusterd.volumes ?? [] { learn(volume, on: host) }
        shareClusterOptions(prober, host)
        // A member that is out of reach, and still called connected, learns of it when it is back.
        let isMissed = known.contains { $0.host != host && $0.isConnected && !canTalk(prober, $0.host) }
        if isMissed { schedule(.gluster(.joins(host, prober: prober)), in: chance.duration(Self.joinDelay)) }
    }

    /// Connected peers that were accepted become members.
    mutating func promote(on host: HostName) {
        change(host) { host in
            for index in host.glusterd.peers.indices where host.glusterd.peers[index].isConnected {
                host.glusterd.peers[index].state = Self.member
            }
        }
    }
}
