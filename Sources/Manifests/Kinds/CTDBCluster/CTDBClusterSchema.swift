internal import ClusterModel

extension CTDBClusterSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a CTDBCluster", meaning: "Addresses that move between the hosts, and the lock for them.",
        nameRule: .label, nameExample: "ctdb", isManaged: true, annotations: [], resources: \.ctdbClusters,
        rules: [CTDBClusterRules.check],
        references: { ctdb, diagnostics in
            var references = ResourceReferences()
            if ctdb.reads("lockVolume", diagnostics) {
                references.volumes = [
                    ctdb.reference(to: ctdb.spec.lockVolume.volume, at: "lockVolume", "volume", isExclusive: true)
                ]
            }
            if ctdb.isSound(diagnostics, "publicAddresses") {
                references.interfaces = ctdb.spec.publicAddresses.enumerated().filter(\.element.interfaces.isEmpty).map
                {
                    InterfaceReference(
                        interface: $1.interface, place: ctdb.place("publicAddresses", .item($0), "interface"))
                }
                references.hosts = ctdb.spec.publicAddresses.enumerated().flatMap { index, address in
                    address.interfaces.enumerated().map {
                        HostReference(
                            host: $1.host,
                            place: ctdb.place("publicAddresses", .item(index), "interfaces", .item($0), "host"))
                    }
                }
            }
            return references
        })

    static var title: String { "the spec of a CTDBCluster" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "lockVolume", \.lockVolume, .object, required: true, "The volume that the recovery lock lies on.",
            source: .walkthrough)
        Field(
            "publicAddresses", \.publicAddresses, .list(of: .object),
            "Addresses that healthy nodes serve, wherever they are.", source: .walkthrough)
        Field(
            "tunables", \.tunables, .tunables, "Tunables of CTDB by name.",
            example: "{KeepaliveInterval: 5, KeepaliveLimit: 5, MonitorInterval: 15, RecoveryBanPeriod: 120}",
            whenOmitted: "not managed, tunable by tunable", source: "ctdb-tunables(7)")
        Field(
            "eventScripts", \.eventScripts, .object,
            "Event scripts that are enabled or disabled; others are left alone.",
            source: "ctdb(1), event script")
        Field(
            "scriptOptions", \.scriptOptions, .list(of: .object),
            "Variables of the event scripts; the file holds these and no others.",
            whenOmitted: "the file is left alone",
            source: "ctdb-script.options(5)")
    }
}

extension CTDBClusterSpec.LockVolume: ManifestObject {
    static var title: String { "lockVolume" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("volume", \.volume, .volumeName, required: true, "The volume.", example: "meta", source: .walkthrough)
        Field(
            "mountPoint", \.mountPoint, .text(.mountPoint), "Where it is mounted on every host.", example: "/mnt/lock",
            source: .walkthrough)
    }
}

extension CTDBClusterSpec.PublicAddress: ManifestObject {
    static var title: String { "a public address" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "address", \.address, .text(.network), required: true, "The address and the length of its prefix.",
            example: "10.88.0.100/24", source: .walkthrough)
        Field(
            "interface", \.interface, .text(.interface), required: true, "The network interface that carries it.",
            example: "eth0", source: .walkthrough)
        Field(
            "interfaces", \.interfaces, .list(of: .object), "Hosts on which another interface carries it.",
            source: .hcctl)
    }
}

extension CTDBClusterSpec.HostInterface: ManifestObject {
    static var title: String { "an interface of a host" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("host", \.host, .hostName, required: true, "The host.", example: "host2", source: .hcctl)
        Field(
            "interface", \.interface, .text(.interface), required: true, "Its network interface.", example: "eno1",
            source: .hcctl)
    }
}

extension CTDBClusterSpec.EventScripts: ManifestObject {
    static var title: String { "eventScripts" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "enabled", \.enabled, .list(of: .text(.eventScript)), "Scripts that run.", example: "[10.interface]",
            source: "ctdb(1), event script enable")
        Field(
            "disabled", \.disabled, .list(of: .text(.eventScript)), "Scripts that do not run.", example: "[50.samba]",
            source: "ctdb(1), event script disable")
    }
}
