internal import ClusterModel

extension HostedEngineSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a HostedEngine", meaning: "The engine's virtual machine, on the cluster that it manages.",
        nameRule: .label, nameExample: "engine", isManaged: true, annotations: [], resources: \.hostedEngines,
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
        Field("appliance", \.appliance, .object, "The image that the machine is made of.", source: .slides)
        Field(
            "cloudInit", \.cloudInit, .object, "What cloud-init sets in the machine at its first start.",
            source: .slides)
        Field(
            "storageDomainName", \.storageDomainName, .text(.domainLabel),
            "The storage domain that the installer makes.",
            example: "hosted_storage", source: "ovirt-hosted-engine-setup")
        Field(
            "mountOptions", \.mountOptions, .list(of: .text(.mountOption)),
            "Mount options of that domain; backup-volfile-servers is given by hcctl.", example: "[log-level=WARNING]",
            source: "ovirt-hosted-engine-setup")
        Field(
            "dataCenter", \.dataCenter, .text(.engineName), "The data centre that the installer makes.",
            example: "Default", source: "ovirt-hosted-engine-setup")
        Field(
            "cluster", \.cluster, .text(.engineName), "The engine's cluster that the installer makes.",
            example: "Default", source: "ovirt-hosted-engine-setup")
        Field("networkTest", \.networkTest, .object, "How agents test the network.", source: "hosted-engine.conf")
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
        Field(
            "ha", \.ha, .object, "Constants of the agents' score; their timeouts are compiled in.", source: .slides)
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
        Field(
            "bootDevice", \.bootDevice, .choice(), "What the machine boots from.", example: "disk", source: .slides)
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
            "smtpTimeout", \.smtpTimeout, .duration, "How long the mail server is waited for.", example: "10s",
            source: "broker.conf")
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

extension HostedEngineSpec.Appliance: ManifestObject {
    static var title: String { "appliance" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "package", \.package, .text(.packageName), "The package that brings the image.",
            example: standardPackage, whenOmitted: "\(standardPackage), or the OVA that is given", source: .slides)
        Field(
            "ova", \.ova, .text(.path), "An OVA file on the deploying host.", example: "/var/tmp/engine.ova",
            whenOmitted: "the package's image", source: .slides)
    }
}

extension HostedEngineSpec.CloudInit: ManifestObject {
    static var title: String { "cloudInit" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "rootPassword", \.rootPassword, .secret, "Password of root.",
            example: "{fromFile: /etc/hcctl/secrets/engine-root}", whenOmitted: "that of admin@internal",
            source: "ovirt-hosted-engine-setup")
        Field(
            "rootSSHKey", \.rootSSHKey, .text(.publicKey), "A public key with which root logs in.",
            example: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 admin", whenOmitted: "root has no key",
            source: "ovirt-hosted-engine-setup")
        Field(
            "rootSSHAccess", \.rootSSHAccess, .choice(), "Whether root may log in over ssh.",
            example: "without-password",
            source: "ovirt-hosted-engine-setup")
        Field(
            "timeZone", \.timeZone, .text(.timeZone), "Time zone.", example: "Europe/Prague",
            whenOmitted: "the installer's choice", source: "ovirt-hosted-engine-setup")
        Field(
            "etcHosts", \.etcHosts, .boolean, "Whether engine and host are written into its /etc/hosts.",
            example: "false", source: "ovirt-hosted-engine-setup")
    }
}

extension HostedEngineSpec.NetworkTest: ManifestObject {
    static var title: String { "networkTest" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("kind", \.kind, .choice(), "What is tested.", example: "dns", source: "hosted-engine.conf")
        Field(
            "address", \.address, .text(.address), "What is connected to, of kind tcp.", example: "10.88.0.1",
            whenOmitted: "the kind is another one", source: "hosted-engine.conf")
        Field(
            "port", \.port, .integer(1...65_535), "Its port, of kind tcp.", example: "443",
            whenOmitted: "the kind is another one", source: "hosted-engine.conf")
    }
}

extension HostedEngineSpec.HighAvailability: ManifestObject {
    static var title: String { "ha" }
    static var blank: Self { Self() }
    /// A penalty that exceeds the score makes it 0.
    private static var points: ClosedRange<Int> { 0...10_000 }
    private static var standard: String { "the agent's default" }

    @FieldList<Self> static var fields: [Field<Self>] {
        points("baseScore", \.baseScore, "Score of a host without a penalty.", 3400)
        points("networkScorePenalty", \.networkScorePenalty, "Subtracted while the network test fails.", 1600)
        points(
            "notUptodateConfigPenalty", \.notUptodateConfigPenalty,
            "Subtracted while the configuration is not the shared one.", 1000)
        points("mgmtBridgeScorePenalty", \.mgmtBridgeScorePenalty, "Subtracted while the bridge is down.", 600)
        points(
            "freeMemoryScorePenalty", \.freeMemoryScorePenalty,
            "Subtracted while the machine would not find its memory.",
            400)
        points("cpuLoadScorePenalty", \.cpuLoadScorePenalty, "Subtracted at most for the load.", 1000)
        points("engineRetryScorePenalty", \.engineRetryScorePenalty, "Subtracted for each failed start.", 50)
        Field(
            "cpuLoadPenaltyMin", \.cpuLoadPenaltyMin, .text(.load), "Load from which on it is subtracted.",
            example: "\"0.4\"", whenOmitted: standard, source: agent)
        Field(
            "cpuLoadPenaltyMax", \.cpuLoadPenaltyMax, .text(.load), "Load at which all of it is subtracted.",
            example: "\"0.9\"", whenOmitted: standard, source: agent)
    }

    private static var agent: FieldSource { "ovirt-hosted-engine-ha, agent.conf" }

    private static func points(
        _ name: String, _ path: any WritableKeyPath<Self, Int?> & Sendable, _ meaning: String, _ example: Int
    ) -> Field<Self> {
        Field(
            name, path, .integer(points), meaning, example: "\(example)", whenOmitted: standard, source: agent)
    }
}

extension TextRule {
    /// A package by the name of dpkg or rpm.
    fileprivate static let packageName = TextRule(
        expected: "the name of a package", pattern: "^[A-Za-z0-9][A-Za-z0-9+._\\-]*$"
    ) { text in
        if text.isEmpty { return "it is empty" }
        if let violation = Characters(lettersDigitsAnd: "+._-").violation(in: text) { return violation }
        return text.unicodeScalars.first?.isASCIILetterOrDigit == true
            ? nil : "it has to begin with a letter or a digit"
    }

    /// One line of authorized_keys without options.
    fileprivate static let publicKey = TextRule(
        expected: "a public key such as “ssh-ed25519 AAAA… name”",
        pattern: "^(ssh|ecdsa|sk)-[A-Za-z0-9@.\\-]+ [A-Za-z0-9+/=]+( [A-Za-z0-9@._\\-]+)?$"
    ) { text in
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard (2...3).contains(words.count), ["ssh-", "ecdsa-", "sk-"].contains(where: words[0].hasPrefix) else {
            return "write its type, the key and a name, with one space between"
        }
        let signs = ["@.-", "+/=", "@._-"]
        for (word, signs) in zip(words, signs) {
            if word.isEmpty || word.hasSuffix("-") && signs == "@.-" { return "it has one space too many" }
            if let violation = Characters(lettersDigitsAnd: signs).violation(in: String(word)) { return violation }
        }
        return nil
    }

    /// A name of the time zone database.
    fileprivate static let timeZone = TextRule(
        expected: "a time zone such as Europe/Prague", pattern: "^[A-Za-z][A-Za-z0-9+_\\-]*(/[A-Za-z0-9+_\\-]+)*$"
    ) { text in
        guard text.unicodeScalars.first?.isASCIILetterOrDigit == true, text.first?.isNumber == false else {
            return "it has to begin with a letter"
        }
        if text.hasSuffix("/") || text.contains("//") { return "it has a “/” too many" }
        return Characters(lettersDigitsAnd: "+_-/").violation(in: text)
    }

    /// A load of all processors, from 0 to 1.
    fileprivate static let load = TextRule(
        expected: "a load from 0 to 1 such as 0.4", pattern: "^(0(\\.[0-9]{1,3})?|1(\\.0{1,3})?)$"
    ) {
        text in
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, ["0", "1"].contains(parts[0]) else { return "write a number from 0 to 1" }
        guard parts.count == 2 else { return nil }
        let digits = parts[1].utf8
        guard (1...3).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
            return "write up to three digits after the point"
        }
        return parts[0] == "1" && digits.contains { $0 != 48 } ? "it is more than 1" : nil
    }
}
