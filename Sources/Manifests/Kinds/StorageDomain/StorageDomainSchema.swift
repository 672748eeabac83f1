internal import ClusterModel

extension StorageDomainSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a StorageDomain", meaning: "A storage domain inside the engine.",
        nameRule: .domainLabel, nameExample: "data", isManaged: false, annotations: [], resources: \.storageDomains,
        rules: [StorageDomainRules.check],
        references: { domain, diagnostics in
            var references = ResourceReferences()
            if domain.isSound(diagnostics, "volume"), let volume = domain.spec.volume {
                references.volumes = [domain.reference(to: volume, at: "volume", isExclusive: true)]
            }
            if domain.isSound(diagnostics, "type", "volume", "address", "path"), domain.gives("type") {
                references.locations = [LocatedStorage(value: domain.spec.location, node: domain.node)]
            }
            return references
        })

    static var title: String { "the spec of a StorageDomain" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "function", \.function, .choice(), required: true, "What it is for.", example: "data", source: .walkthrough)
        Field("type", \.type, .choice(), required: true, "What it is.", example: "glusterfs", source: .slides)
        Field(
            "volume", \.volume, .volumeName, "The volume, of type glusterfs.", example: "data",
            whenOmitted: "the type is nfs", source: .slides)
        Field(
            "address", \.address, .text(.address), "The NFS server, of type nfs: a public address of CTDB.",
            example: "10.88.0.100", whenOmitted: "the type is glusterfs", source: .walkthrough)
        Field(
            "path", \.path, .text(.path), "The path that it exports, of type nfs.", example: "/iso",
            whenOmitted: "the type is glusterfs", source: .walkthrough)
        Field(
            "dataCenter", \.dataCenter, .text(.engineName), "The data centre that it belongs to.", example: "Default",
            source: .slides)
    }
}
