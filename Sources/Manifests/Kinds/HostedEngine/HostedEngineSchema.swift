internal import ClusterModel

extension HostedEngineSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a HostedEngine", meaning: "The engine's virtual machine, on the cluster that it manages.",
        nameRule: .label, nameExample: "engine", isManaged: false, annotations: [], resources: \.hostedEngines,
        rules: [HostedEngineRules.check],
        references: { engine, diagnostics in
            var references = ResourceReferences()
            if engine.isSound(diagnostics, "storage") {
                references.volumes =
                    engine.spec.storage.volume.map {
                        [engine.reference(to: $0, at: "storage", "volume", isExclusive: true)]
                    } ?? []
                references.locations =
                    engine.node.entry("storage").map {
                        [LocatedStorage(value: engine.spec.storage, node: $0.value)]
                    } ?? []
            }
            if engine.isSound(diagnostics, "hosts") {
                references.hosts = engine.spec.hosts.enumerated().map {
                    HostReference(host: $1, place: engine.place("hosts", .item($0)))
                }
            }
            if engine.reads("bridgeInterface", diagnostics) {
                references.interfaces = [
                    InterfaceReference(
                        interface: engine.spec.bridgeInterface, place: engine.place("bridgeInterface"))
                ]
            }
            return references
        })

    static var title: String { "the spec of a HostedEngine" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "fqdn", \.fqdn, .text(.domainName), required: true, "The engine's name in DNS.", example: "engine.lab.test",
            source: .slides)
        Field("storage", \.storage, .object, required: true, "Where its disk lies.", source: .slides)
        Field(
            "bridgeInterface", \.bridgeInterface, .text(.interface), required: true,
            "The hosts' network interface that becomes the management bridge.", example: "eth0",
            source: .walkthrough)
        Field("vm", \.vm, .object, "The virtual machine.", source: .slides)
        Field(
            "gateway", \.gateway, .text(.ipAddress), required: true, "The gateway that hosts watch.",
            example: "10.88.0.1", source: "ovirt-hosted-engine-setup")
        Field(
            "adminPassword", \.adminPassword, .secret, required: true, "Password of admin@internal.",
            example: "{fromFile: /etc/hcctl/secrets/engine-admin}", source: "ovirt-hosted-engine-setup")
        Field(
            "deployFrom", \.deployFrom, .hostName, required: true, "The host that deploys.", example: "host1",
            source: .slides)
        Field(
            "hosts", \.hosts, .list(of: .hostName, atLeast: 1), required: true, "The hosts that may run it.",
            example: "[host1, host2, host3]", source: .slides)
        Field(
            "maintenance", \.maintenance, .choice(), "Whether the agents leave the engine alone: global.",
            example: "none",
            source: "hosted-engine(8), --set-maintenance")
        Field(
            "notifications", \.notifications, .object, "Mail about what happens to the engine.", source: .slides)
    }
}

extension HostedEngineSpec.VirtualMachine: ManifestObject {
    static var title: String { "vm" }
    static var blank: Self { Self() }
    /// From what the appliance starts with to what a large machine has.
    private static var memory: ClosedRange<Int> { 4096...1_048_576 }
    /// 50 GiB is the installer's least.
    private static var disk: ClosedRange<Int> { 50...65_536 }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("memoryMiB", \.memoryMiB, .integer(Self.memory), "Memory in MiB.", example: "16384", source: .slides)
        Field("vcpus", \.vcpus, .integer(1...512), "Processors.", example: "4", source: .slides)
        Field(
            "macAddress", \.macAddress, .text(.macAddress), "Its hardware address, which DHCP gives its address to.",
            example: "\"00:16:3e:00:00:01\"", whenOmitted: "the installer's choice", source: .slides)
        Field(
            "diskGiB", \.diskGiB, .integer(Self.disk), "Size of its disk in GiB.", example: "61",
            source: "ovirt-hosted-engine-setup")
        Field("network", \.network, .object, "How it gets its address.", source: .slides)
    }
}

extension HostedEngineSpec.Network: ManifestObject {
    static var title: String { "network" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("dhcp", \.dhcp, .boolean, "Whether DHCP gives the address.", example: "true", source: .slides)
        Field(
            "address", \.address, .text(.network), "The address, where DHCP does not give it.",
            example: "10.88.0.50/24", whenOmitted: "DHCP gives it", source: "ovirt-hosted-engine-setup")
        Field(
            "dns", \.dns, .list(of: .text(.ipAddress), atLeast: 1), "Name servers.", example: "[10.88.0.1]",
            whenOmitted: "those of the host, or of DHCP", source: "ovirt-hosted-engine-setup")
    }
}

extension HostedEngineSpec.Notifications: ManifestObject {
    static var title: String { "notifications" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "smtpServer", \.smtpServer, .text(.address), "The mail server.", example: "localhost", source: .slides)
        Field("smtpPort", \.smtpPort, .integer(1...65_535), "Its port.", example: "25", source: .slides)
        Field(
            "source", \.source, .text(.mailAddress), required: true, "Sender.", example: "hc@lab.test", source: .slides)
        Field(
            "destinations", \.destinations, .list(of: .text(.mailAddress), atLeast: 1), required: true, "Receivers.",
            example: "[root@localhost]", source: .slides)
        Field(
            "stateTransitions", \.stateTransitions, .text(.stateTransitions), "The transitions that are reported.",
            example: "maintenance|start|stop|migrate|up|down", source: .slides)
    }
}
