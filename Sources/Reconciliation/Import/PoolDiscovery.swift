package import ClusterModel
internal import Gluster
internal import HostOS
package import World

/// Reads a pool from one of its members: that host first, then every peer that it reports. Changes nothing.
package struct PoolDiscovery {
    private let random: any RandomSource

    package init(random: any RandomSource) { self.random = random }

    /// The first host of a pool; its name is its address until its manifest has one.
    package func first(_ address: String, _ transport: any ObservingTransport) async -> DiscoveredHost {
        await host(address, transport)
    }

    /// A member of the pool, with the names and addresses under which it may answer.
    package struct Candidate: Sendable {
        fileprivate let peer: GlusterPeer
        package let names: [String]
    }

    /// The peers that a host reports: each with every name that gluster has for it, then with the addresses that the host
    /// finds for these names, because only the hosts may know them.
    package func candidates(_ host: DiscoveredHost, _ transport: any ObservingTransport) async -> [Candidate] {
        let peers = host.view?.peers.filter(\.isMember) ?? []
        let probe = HostOSProbe.probe(
            HostOSQuestions(names: peers.flatMap(\.names), files: []), host: HostName(host.address))
        let found = await transport.ask(probe, at: .host(HostName(host.address))).os.addresses
        return peers.map { peer in
            let addresses = peer.names.flatMap { name -> [String] in
                if case .known(let addresses)? = found[name] { addresses } else { [] }
            }
            return Candidate(peer: peer, names: peer.names + addresses.filter { !peer.names.contains($0) }.distinct())
        }
    }

    /// Asks each peer under all of its names at once; the first name in their order counts that leads to the peer.
    package func pool(
        from first: DiscoveredHost, _ candidates: [Candidate], _ transport: any ObservingTransport
    ) async -> DiscoveredPool {
        let peers = candidates.map(\.peer)
        var found: [Int: [DiscoveredHost]] = [:]
        await withTaskGroup(of: (Int, [DiscoveredHost]).self) { group in
            for (index, candidate) in candidates.enumerated() {
                group.addTask { (index, await all(candidate.names, transport)) }
            }
            for await (index, hosts) in group { found[index] = hosts }
        }
        let answers = peers.enumerated().map { index, peer in (peer, Self.answer(found[index] ?? [], of: peer)) }
        return DiscoveredPool(
            hosts: [first] + answers.compactMap { try? $0.1.get() },
            unreached: answers.compactMap { peer, answer in
                guard case .failure(let silence) = answer else { return nil }
                return .init(names: peer.names, words: silence.words)
            })
    }

    private struct Silence: Error {
        let words: String
    }

    private func all(_ names: [String], _ transport: any ObservingTransport) async -> [DiscoveredHost] {
        await withTaskGroup(of: DiscoveredHost.self) { group in
            for name in names { group.addTask { await host(name, transport) } }
            var hosts: [String: DiscoveredHost] = [:]
            for await host in group { hosts[host.address] = host }
            return names.compactMap { hosts[$0] }
        }
    }

    /// A host that answers under a peer's name and is another one is not taken for the peer.
    private static func answer(_ hosts: [DiscoveredHost], of peer: GlusterPeer) -> Result<DiscoveredHost, Silence> {
        if let host = hosts.first(where: { $0.view?.uuid == peer.uuid }) { return .success(host) }
        return .failure(Silence(words: hosts.lazy.map { words($0, peer) }.first ?? "it has no name"))
    }

    private static func words(_ host: DiscoveredHost, _ peer: GlusterPeer) -> String {
        switch host.facts.gluster.view {
        case .known(let view): "\(host.address) is another member of a pool, with the UUID \(view.uuid)"
        case .absent: "it has no glusterd"
        case .unknown(let why): why.words.isEmpty ? why.reason : why.words
        }
    }

    private func host(_ address: String, _ transport: any ObservingTransport) async -> DiscoveredHost {
        let name = HostName(address)
        let file = "state-" + String(random.next(below: .max), radix: 36)
        let probe = HostOSProbe.probe(HostOSQuestions(), host: name).with(GlusterProbe.probe(file: file, host: name))
            .map { $0.observed(with: $1) }.with(HostnameProbe.probe(host: name))
        let (facts, own) = await transport.ask(probe, at: .host(name))
        let hostname: String? = if case .known(let label) = own { label } else { nil }
        return DiscoveredHost(address: address, hostname: hostname, facts: facts)
    }
}

extension Array<String> {
    /// Each text once, at its first place.
    fileprivate func distinct() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
