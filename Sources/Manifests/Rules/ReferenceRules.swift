internal import ClusterModel

/// Volumes, hosts and interfaces that manifests of other kinds name.
enum ReferenceRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        DomainRules.check(set, &problems)
        let uses = set.volumeUses(problems)
        if !set.hasGaps {
            uses.forEach { dangling($0, set, &problems) }
            hosts(set, &problems)
        }
        uses.forEach { stopped($0, set, &problems) }
        twice(uses, &problems)
        interfaces(set, &problems)
    }

    private static func dangling(_ use: VolumeUse, _ set: ManifestSet, _ problems: inout Problems) {
        let names = set.volumes.map(\.name)
        guard !names.contains(use.volume) else { return }
        problems.error(
            "there is no GlusterVolume \(Words.quoted(use.volume))", at: use.place,
            advice: NearestName.advice(for: use.volume, among: names) ?? "add a document of the kind GlusterVolume")
    }

    private static func stopped(_ use: VolumeUse, _ set: ManifestSet, _ problems: inout Problems) {
        guard let volume = set.volumes.first(where: { $0.name == use.volume }), volume.spec.state == .stopped,
            volume.isSound(problems, "state")
        else { return }
        problems.error(
            "the volume \(Words.quoted(use.volume)) is to be stopped, but \(use.user) needs it", at: use.place,
            advice: "let it be started", notes: [.init("its state is here", at: volume.place("state"))])
    }

    /// A volume that two things keep for themselves.
    private static func twice(_ uses: [VolumeUse], _ problems: inout Problems) {
        var first: [String: VolumeUse] = [:]
        for use in uses where use.isExclusive {
            guard let other = first[use.volume] else {
                first[use.volume] = use
                continue
            }
            problems.error(
                "the volume \(Words.quoted(use.volume)) is used by \(use.user) and by \(other.user)", at: use.place,
                advice: "give each a volume of its own", notes: [.init("it is first used here", at: other.place)])
        }
    }

    private static func hosts(_ set: ManifestSet, _ problems: inout Problems) {
        let names = set.hosts.map(\.name) + set.clusters.flatMap { $0.spec.hosts.map(\.text) }
        let known = Set(names)
        for (host, place) in set.hostMentions(problems) where !known.contains(host.text) {
            problems.dangling(host, at: place, names)
        }
    }

    /// Where hosts say which interfaces they have, no other one may be named.
    private static func interfaces(_ set: ManifestSet, _ problems: inout Problems) {
        let hosts = set.hosts.filter { $0.spec.interfaces != nil && $0.isSound(problems, "interfaces") }
        for (name, place) in set.interfaceMentions(problems) {
            guard let host = hosts.first(where: { $0.spec.interfaces?.contains(name) == false }) else { continue }
            let advice =
                NearestName.advice(for: name, among: host.spec.interfaces ?? [])
                ?? "it has \(Words.list(host.spec.interfaces ?? []))"
            problems.error(
                "the Host \(Words.quoted(host.name)) has no interface \(Words.quoted(name))", at: place, advice: advice,
                notes: [.init("its interfaces are here", at: host.place("interfaces"))])
        }
    }
}

/// A mention of a volume in a manifest of another kind.
struct VolumeUse: Sendable {
    let volume: String
    let place: SourcePlace
    /// `HostedEngine “engine”`.
    let user: String
    /// Whether nobody else may keep things on the volume.
    let isExclusive: Bool
}

extension ManifestSet {
    /// Every mention of a volume that was read without an error.
    func volumeUses(_ problems: Problems) -> [VolumeUse] {
        let controllers = clusters.compactMap { cluster -> VolumeUse? in
            guard cluster.isSound(problems, "controller") else { return nil }
            return use(cluster.spec.controller?.lockVolume, cluster, .cluster, "controller", "lockVolume", false)
        }
        let locks = ctdbClusters.filter { $0.isSound(problems, "lockVolume") && $0.gives("lockVolume") }.compactMap {
            use($0.spec.lockVolume.volume, $0, .ctdbCluster, "lockVolume", "volume", true)
        }
        let exports = nfsExports.filter { $0.isSound(problems, "volume") && $0.gives("volume") }.compactMap {
            use($0.spec.volume, $0, .nfsExport, "volume", nil, false)
        }
        let engines = hostedEngines.filter { $0.isSound(problems, "storage") }.compactMap {
            use($0.spec.storage.volume, $0, .hostedEngine, "storage", "volume", true)
        }
        let domains = storageDomains.filter { $0.isSound(problems, "volume") }.compactMap {
            use($0.spec.volume, $0, .storageDomain, "volume", nil, true)
        }
        return controllers + locks + exports + engines + domains
    }

    private func use<Spec>(
        _ volume: VolumeName?, _ resource: Resource<Spec>, _ kind: ResourceKind, _ field: String, _ part: String?,
        _ isExclusive: Bool
    ) -> VolumeUse? {
        guard let volume else { return nil }
        let place = part.map { resource.place(.key(field), .key($0)) } ?? resource.place(.key(field))
        return VolumeUse(
            volume: volume.text, place: place, user: "the \(kind.rawValue) \(Words.quoted(resource.name))",
            isExclusive: isExclusive)
    }

    /// Every mention of a host in manifests of other kinds.
    fileprivate func hostMentions(_ problems: Problems) -> [(HostName, SourcePlace)] {
        let controllers = clusters.filter { $0.isSound(problems, "controller") }.compactMap { cluster in
            cluster.spec.controller?.host.map { ($0, cluster.place("controller", "host")) }
        }
        let engines = hostedEngines.flatMap { engine -> [(HostName, SourcePlace)] in
            guard engine.isSound(problems, "hosts") else { return [] }
            return engine.spec.hosts.enumerated().map { ($1, engine.place("hosts", .item($0))) }
        }
        return controllers + engines
    }

    /// Every mention of a network interface of the hosts.
    fileprivate func interfaceMentions(_ problems: Problems) -> [(String, SourcePlace)] {
        let addresses = ctdbClusters.filter { $0.isSound(problems, "publicAddresses") }.flatMap { ctdb in
            ctdb.spec.publicAddresses.enumerated().map {
                ($1.interface, ctdb.place("publicAddresses", .item($0), "interface"))
            }
        }
        let bridges = hostedEngines.filter { $0.isSound(problems, "bridgeInterface") && $0.gives("bridgeInterface") }
            .map { ($0.spec.bridgeInterface, $0.place("bridgeInterface")) }
        return addresses + bridges
    }
}
