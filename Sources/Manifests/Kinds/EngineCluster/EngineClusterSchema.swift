internal import ClusterModel

extension EngineClusterSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "an EngineCluster", meaning: "A cluster inside the engine, through its REST API.",
        nameRule: .engineName, nameExample: "Default", isManaged: false, annotations: [], resources: \.engineClusters,
        rules: [],
        references: nil)

    static var title: String { "the spec of an EngineCluster" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("engine", \.engine, .object, required: true, "How the engine is reached.", source: .slides)
        Field(
            "dataCenter", \.dataCenter, .text(.engineName), "The data centre that holds the cluster.",
            example: "Default", source: .slides)
        Field(
            "virtService", \.virtService, .boolean, "Whether its hosts run virtual machines.", example: "true",
            source: .slides)
        Field(
            "glusterService", \.glusterService, .boolean, "Whether its hosts serve gluster.", example: "true",
            source: .slides)
        Field(
            "addHosts", \.addHosts, .boolean, "Whether hosts that the engine does not know are added.",
            example: "true", source: .slides)
    }
}

extension EngineClusterSpec.Connection: ManifestObject {
    static var title: String { "engine" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "url", \.url, .engineURL, required: true, "Where it answers.",
            example: "https://engine.lab.test/ovirt-engine", source: "oVirt REST API v4")
        Field(
            "username", \.username, .text(.engineUser), "The user.", example: "admin@internal",
            whenOmitted: "admin@internal", source: "oVirt REST API v4")
        Field(
            "password", \.password, .secret, required: true, "The user's password.",
            example: "{fromFile: /etc/hcctl/secrets/engine-admin}", source: "oVirt REST API v4")
        Field(
            "caFile", \.caFile, .localFile(),
            "Certificate of the authority that signed the engine's; relative to the manifest.",
            example: "/etc/hcctl/engine-ca.pem", whenOmitted: "the authorities that the machine trusts",
            source: "oVirt REST API v4")
    }
}
