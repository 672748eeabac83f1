internal import ClusterModel

/// Rules about the engine.
enum HostedEngineRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        Rules.onlyOne(set.hostedEngines, "one engine manages the cluster", &diagnostics)
        for engine in set.hostedEngines {
            deployment(engine, &diagnostics)
            name(engine, set, &diagnostics)
            network(engine, &diagnostics)
            choices(engine, &diagnostics)
            scores(engine, &diagnostics)
            servers(engine, &diagnostics)
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

    /// An image is a package's or a file; only an appliance is deployed without an operator at the console; a test by TCP
    /// has to connect to something.
    private static func choices(_ engine: Resource<HostedEngineSpec>, _ diagnostics: inout DiagnosticCollector) {
        if engine.isSound(diagnostics, "appliance"), engine.spec.appliance.package != nil,
            engine.spec.appliance.ova != nil
        {
            diagnostics.error(
                "the appliance is a package and an OVA at once", at: engine.place("appliance", "ova"),
                advice: "give one of them",
                notes: [.init("the package is here", at: engine.place("appliance", "package"))]
            )
        }
        if engine.isSound(diagnostics, "vm"), engine.spec.vm.bootDevice != .disk {
            diagnostics.error(
                "from \(MessageText.quoted(engine.spec.vm.bootDevice.rawValue)) an operating system would have to be "
                    + "installed at the console", at: engine.place("vm", "bootDevice"),
                advice: "say disk, which the appliance is on")
        }
        guard engine.isSound(diagnostics, "networkTest") else { return }
        let test = engine.spec.networkTest
        if test.kind == .tcp, test.address == nil || test.port == nil {
            diagnostics.error(
                "a network test of the kind tcp has to have address and port", at: engine.place("networkTest"),
                advice: "give both, or another kind")
        } else if test.kind != .tcp, test.address != nil || test.port != nil {
            diagnostics.error(
                "a network test of the kind \(test.kind.rawValue) has no address and no port",
                at: engine.place("networkTest"), advice: "leave them out, or say kind: tcp")
        }
    }

    /// With a least load that is not below the largest one the agent divides by nothing or by less.
    private static func scores(_ engine: Resource<HostedEngineSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard engine.isSound(diagnostics, "ha") else { return }
        let (least, largest) = (engine.spec.ha.cpuLoadPenaltyMin ?? "0.4", engine.spec.ha.cpuLoadPenaltyMax ?? "0.9")
        guard thousandths(least) >= thousandths(largest) else { return }
        let field = engine.spec.ha.cpuLoadPenaltyMin == nil ? "cpuLoadPenaltyMax" : "cpuLoadPenaltyMin"
        diagnostics.error(
            "cpuLoadPenaltyMin (\(least)) is not below cpuLoadPenaltyMax (\(largest))",
            at: engine.place("ha", .key(field)),
            advice: "the penalty grows from the one to the other")
    }

    /// Of a text from 0 to 1 with up to three digits after the point.
    private static func thousandths(_ text: String) -> Int {
        let parts = text.split(separator: ".")
        let fraction =
            parts.count > 1 ? String(parts[1]) + String(repeating: "0", count: max(0, 3 - parts[1].count)) : "0"
        return (Int(parts.first ?? "0") ?? 0) * 1000 + (Int(fraction) ?? 0)
    }

    /// hcctl names all other hosts, and the installer takes the option once.
    private static func servers(_ engine: Resource<HostedEngineSpec>, _ diagnostics: inout DiagnosticCollector) {
        guard engine.isSound(diagnostics, "mountOptions") else { return }
        for (index, option) in engine.spec.mountOptions.enumerated()
        where option.hasPrefix("backup-volfile-servers") || option.hasPrefix("backupvolfile-server") {
            diagnostics.error(
                "backup-volfile-servers follows from the hosts", at: engine.place("mountOptions", .item(index)),
                advice: "leave it out: hcctl names all hosts of the volume but the first")
        }
    }
}
