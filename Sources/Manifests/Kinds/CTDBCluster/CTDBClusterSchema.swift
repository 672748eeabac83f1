internal import ClusterModel

extension CTDBClusterSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a CTDBCluster", meaning: "Addresses that move between the hosts, and the lock for them.",
        nameRule: .label, nameExample: "ctdb", isManaged: false, annotations: [], resources: \.ctdbClusters,
        rules: [CTDBClusterRules.check],
        references: { ctdb, diagnostics in
            var references = ResourceReferences()
            if ctdb.reads("lockVolume", diagnostics) {
                references.volumes = [
                    ctdb.reference(to: ctdb.spec.lockVolume.volume, at: "lockVolume", "volume", isExclusive: true)
                ]
            }
            if ctdb.isSound(diagnostics, "publicAddresses") {
                references.interfaces = ctdb.spec.publicAddresses.enumerated().map {
                    InterfaceReference(
                        interface: $1.interface, place: ctdb.place("publicAddresses", .item($0), "interface"))
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
    }
}
