internal import ClusterModel

extension StorageLocation: ManifestObject {
    static var title: String { "storage" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("type", \.type, .choice(), required: true, "What it is.", example: "glusterfs", source: .slides)
        Field(
            "volume", \.volume, .volumeName, "The volume, of type glusterfs.", example: "engine",
            whenOmitted: "the type is nfs", source: .slides)
        Field(
            "address", \.address, .text(.address), "The NFS server, of type nfs: a public address of CTDB.",
            example: "10.88.0.100", whenOmitted: "the type is glusterfs", source: .walkthrough)
        Field(
            "path", \.path, .text(.path), "The path that it exports, of type nfs.", example: "/engine",
            whenOmitted: "the type is glusterfs", source: .walkthrough)
    }
}
