internal import ClusterModel

extension NFSExportSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "an NFSExport", meaning: "A volume that is exported by NFS.",
        nameRule: .label, nameExample: "engine", isManaged: true, annotations: [], resources: \.nfsExports,
        rules: [NFSExportRules.check],
        references: { export, diagnostics in
            guard export.reads("volume", diagnostics) else { return .none }
            return ResourceReferences(
                volumes: [export.reference(to: export.spec.volume, at: "volume", isExclusive: false)])
        })

    static var title: String { "the spec of an NFSExport" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "volume", \.volume, .volumeName, required: true, "The volume that is exported.", example: "engine",
            source: .walkthrough)
        Field(
            "pseudoPath", \.pseudoPath, .text(.path), required: true, "The path that clients mount.",
            example: "/engine", source: "ganesha-export-config(8), Pseudo")
        Field(
            "exportId", \.exportId, .integer(NFSExportID.range), "The number of the export, the same on all hosts.",
            example: "77", whenOmitted: "derived from the name", source: "ganesha-export-config(8), Export_Id")
        Field(
            "accessType", \.accessType, .choice(), "Whether clients may write.", example: "RW",
            source: "ganesha-export-config(8), Access_Type")
        Field(
            "squash", \.squash, .choice(), "Whose rights are taken away: of no one, of root, of all.",
            example: "none", source: "ganesha-export-config(8), Squash")
        Field(
            "protocols", \.protocols, .list(of: .integer(3, 4), atLeast: 1), "Versions of NFS.", example: "[3]",
            whenOmitted: "[3], and that is enforced", source: "ganesha-export-config(8), Protocols")
        Field(
            "clients", \.clients, .list(of: .text(.nfsClient), atLeast: 1), "Who may mount.", example: "[\"*\"]",
            whenOmitted: "[*], and that is enforced", source: "ganesha-export-config(8), Clients")
    }
}
