internal import ClusterModel

/// What has to hold for the engine, its clusters and its domains.
enum EngineRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        Rules.onlyOne(set.hostedEngines, .hostedEngine, "one engine manages the cluster", &problems)
        for engine in set.hostedEngines {
            deployment(engine, &problems)
            name(engine, set, &problems)
            network(engine, &problems)
            copies(engine, set, &problems)
        }
        for domain in set.storageDomains {
            function(domain, &problems)
            dataCenter(domain, set, &problems)
        }
    }

    private static func deployment(_ engine: Resource<HostedEngineSpec>, _ problems: inout Problems) {
        guard engine.gives("deployFrom"), engine.gives("hosts"), engine.isSound(problems, "deployFrom", "hosts"),
            !engine.spec.hosts.contains(engine.spec.deployFrom)
        else { return }
        problems.error(
            "\(Words.quoted(engine.spec.deployFrom.text)) deploys, but is not one of the engine's hosts",
            at: engine.place("deployFrom"),
            advice: "add it to the hosts, or let one of them deploy",
            notes: [.init("the hosts are here", at: engine.place("hosts"))])
    }

    private static func name(_ engine: Resource<HostedEngineSpec>, _ set: ManifestSet, _ problems: inout Problems) {
        guard engine.isSound(problems, "fqdn"), engine.gives("fqdn") else { return }
        guard let owner = set.ownAddresses(problems)[HostAddress.canonical(engine.spec.fqdn)] else { return }
        problems.error(
            "\(Words.quoted(engine.spec.fqdn)) is the name of the host \(owner.host)", at: engine.place("fqdn"),
            advice: "the engine is a machine of its own", notes: [.init("the host has it here", at: owner.place)])
    }

    private static func network(_ engine: Resource<HostedEngineSpec>, _ problems: inout Problems) {
        guard engine.isSound(problems, "vm") else { return }
        let network = engine.spec.vm.network
        if network.dhcp, network.address != nil {
            problems.error(
                "the engine has an address, and DHCP is to give it one", at: engine.place("vm", "network", "address"),
                advice: "say dhcp: false, or leave the address out")
        } else if !network.dhcp, network.address == nil {
            problems.error(
                "without DHCP the engine has no address", at: engine.place("vm", "network"),
                advice: "give address, such as 10.88.0.50/24")
        }
    }

    private static func copies(_ engine: Resource<HostedEngineSpec>, _ set: ManifestSet, _ problems: inout Problems) {
        guard engine.isSound(problems, "storage"), let volume = set.volume(of: engine.spec.storage),
            volume.gives("replica"), volume.isSound(problems, "replica"), volume.spec.replica != 3
        else { return }
        problems.warning(
            "the engine's volume \(Words.quoted(volume.name)) is not replica 3", at: engine.place("storage"),
            advice: "with fewer copies the engine stops, or splits, when one host is lost")
    }

    /// The engine writes what it exports by NFS only, and reads images of disks by NFS.
    private static func function(_ domain: Resource<StorageDomainSpec>, _ problems: inout Problems) {
        guard domain.isSound(problems, "function", "type"), domain.gives("type"), domain.spec.function != .data,
            domain.spec.type != .nfs
        else { return }
        problems.error(
            "a domain for \(domain.spec.function.rawValue) needs the type nfs", at: domain.place("type"),
            advice: "export its volume with an NFSExport",
            notes: [.init("its function is here", at: domain.place("function"))])
    }

    private static func dataCenter(
        _ domain: Resource<StorageDomainSpec>, _ set: ManifestSet, _ problems: inout Problems
    ) {
        guard !set.hasGaps, domain.isSound(problems, "dataCenter") else { return }
        let known = set.engineClusters.map(\.spec.dataCenter)
        guard !known.contains(domain.spec.dataCenter) else { return }
        problems.error(
            "no EngineCluster is in the data centre \(Words.quoted(domain.spec.dataCenter))",
            at: domain.gives("dataCenter") ? domain.place("dataCenter") : domain.place,
            advice: NearestName.advice(for: domain.spec.dataCenter, among: known)
                ?? "add a document of the kind EngineCluster")
    }
}
