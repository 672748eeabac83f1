internal import ClusterModel

extension ClusterSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a Cluster", meaning: "The hosts that belong together, and how they are reached.",
        nameRule: .clusterName, nameExample: "lab", isManaged: true, annotations: [], resources: \.clusters,
        rules: [ClusterRules.check, MultiplexRules.check],
        references: { cluster, diagnostics in
            guard cluster.isSound(diagnostics, "controller"), let controller = cluster.spec.controller else {
                return .none
            }
            return ResourceReferences(
                volumes: controller.lockVolume.map {
                    [cluster.reference(to: $0, at: "controller", "lockVolume", isExclusive: false)]
                } ?? [],
                hosts: controller.host.map {
                    [HostReference(host: $0, place: cluster.place("controller", "host"))]
                } ?? [])
        })

    static var title: String { "the spec of a Cluster" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "hosts", \.hosts, .list(of: .hostName, atLeast: 1), required: true, "The hosts, each with a Host document.",
            example: "[host1, host2, host3]", source: .slides)
        Field("ssh", \.ssh, .object, "How the hosts are reached.", source: "ssh_config(5)")
        Field("packages", \.packages, .object, "Packages of the hosts.", source: .walkthrough)
        Field(
            "hostsFile", \.hostsFile, .choice(),
            "Whether a line is added to a host's /etc/hosts where the name of another host is not found.",
            example: "manage", source: .walkthrough)
        Field("gluster", \.gluster, .object, "Gluster's settings for the whole pool.", source: .walkthrough)
        Field(
            "controller", \.controller, .object, "What elects the controller that acts.", whenOmitted: "not managed",
            source: .hcctl)
        Field("firewall", \.firewall, .object, "The hosts' firewalls.", source: .walkthrough)
        Field(
            "disruption", \.disruption, .object, "How much of it may be disturbed at a time.", source: .hcctl)
    }
}

extension ClusterSpec.Packages: ManifestObject {
    static var title: String { "packages" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "manage", \.manage, .boolean, "Whether packages that are missing are installed.", example: "true",
            source: .walkthrough)
    }
}

extension ClusterSpec.SSH: ManifestObject {
    static var title: String { "ssh" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "user", \.user, .text(.user), "The user to log in as.", example: "root", whenOmitted: "root",
            source: "ssh_config(5), User")
        Field(
            "port", \.port, .integer(1...65_535), "TCP port.", example: "22", whenOmitted: "22",
            source: "ssh_config(5), Port")
        Field(
            "identityFile", \.identityFile, .localFile(), "Private key; relative to the manifest.",
            example: "~/.ssh/id_ed25519", whenOmitted: "your ssh's choice", source: "ssh_config(5), IdentityFile")
        Field(
            "knownHostsFile", \.knownHostsFile, .localFile(), "Known host keys; relative to the manifest.",
            example: "~/.ssh/known_hosts", whenOmitted: "your ssh's choice", source: "ssh_config(5), UserKnownHostsFile"
        )
        Field(
            "become", \.become, .choice(), "Whether commands run through sudo -n; auto: when the user is not root.",
            example: "auto", whenOmitted: "auto", source: "sudo(8)")
        Field(
            "proxyJump", \.proxyJump, .text(.jumpHosts), "Jump host, as ssh's -J takes it.",
            example: "admin@gate.example.com:22", whenOmitted: "none", source: "ssh_config(5), ProxyJump")
        Field(
            "configFile", \.configFile, .localFile(orWord: "none"),
            "The ssh configuration to read; none for none at all.",
            example: "none", whenOmitted: "your own", source: "ssh(1), -F")
    }
}

extension ClusterSpec.Gluster: ManifestObject {
    static var title: String { "gluster" }
    /// Ports that need no privilege.
    private static var ports: ClosedRange<Int> { 1024...65_535 }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "options", \.options, .options(of: .cluster), "Options of all volumes together (volume set all).",
            example: "{cluster.server-quorum-ratio: 51%}", whenOmitted: "not managed, option by option",
            source: "gluster(8), volume set all")
        Field(
            "basePort", \.basePort, .integer(Self.ports), "The first port that bricks get.", example: "50152",
            whenOmitted: "not managed", source: .walkthrough)
        Field(
            "maxPort", \.maxPort, .integer(Self.ports), "The last port that bricks get.", example: "50651",
            whenOmitted: "not managed", source: .walkthrough)
    }
}
