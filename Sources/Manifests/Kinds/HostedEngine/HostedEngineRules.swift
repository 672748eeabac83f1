internal import ClusterModel

/// Rules about the engine.
enum HostedEngineRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        Rules.onlyOne(set.hostedEngines, "one engine manages the cluster", &diagnostics)
        for engine in set.hostedEngines {
            deployment(engine, &diagnostics)
            name(engine, set, &diagnostics)
            network(engine, &diagnostics)
            copies(engine, set, &diagnostics)
        }
    }

    private static func deployment(_ engine: Resource<HostedEngineSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard engine.gives("deployFrom"), engine.gives("hosts"), engine.isSound(diagnostics, "deployFrom", "hosts"),
            !engine.spec.hosts.contains(engine.spec.deployFrom)
        else { return }
        diagnostics.error(
            "\(MessageText.quoted(engine.spec.deployFrom.text)) deploys, but is not one of the engine's hosts",
            at: engine.place("deployFrom"),
            advice: "add it to the hosts, or let one of them deploy",
            notes: [.init("the hosts are here", at: engine.place("hosts"))])
    }

    private static func name(
        _ engine: Resource<HostedEngineSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard engine.isSound(diagnostics, "fqdn"), engine.gives("fqdn") else { return }
        guard let owner = set.ownAddresses(diagnostics)[HostAddress.canonical(engine.spec.fqdn)] else { return }
        diagnostics.error(
            "\(MessageText.quoted(engine.spec.fqdn)) is the name of the host \(owner.host)", at: engine.place("fqdn"),
            advice: "the engine is a machine of its own", notes: [.init("the host has it here", at: owner.place)])
    }

    private static func network(_ engine: Resource<HostedEngineSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard engine.isSound(diagnostics, "vm") else { return }
        let network = engine.spec.vm.network
        if network.dhcp, network.address != nil {
            diagnostics.error(
                "the engine has an address, and DHCP is to give it one", at: engine.place("vm", "network", "address"),
                advice: "say dhcp: false, or leave the address out")
        } else if !network.dhcp, network.address == nil {
            diagnostics.error(
                "without DHCP the engine has no address", at: engine.place("vm", "network"),
                advice: "give address, such as 10.88.0.50/24")
        }
    }

    private static func copies(
        _ engine: Resource<HostedEngineSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard engine.isSound(diagnostics, "storage"), let volume = set.volume(of: engine.spec.storage),
            volume.gives("replica"), volume.isSound(diagnostics, "replica"), volume.spec.replica != 3
        else { return }
        diagnostics.warning(
            "the engine's volume \(MessageText.quoted(volume.name)) is not replica 3", at: engine.place("storage"),
            advice: "with fewer copies the engine stops, or splits, when one host is lost")
    }
}
