internal import ClusterModel

extension EngineClusterSpec: ManifestObject {
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
            leftOut: "admin@internal", source: "oVirt REST API v4")
        Field(
            "password", \.password, .secret, required: true, "The user's password.",
            example: "{fromFile: /etc/hcctl/secrets/engine-admin}", source: "oVirt REST API v4")
        Field(
            "caFile", \.caFile, .text(.localFile),
            "Certificate of the authority that signed the engine's; relative to the manifest.",
            example: "/etc/hcctl/engine-ca.pem", leftOut: "the authorities that the machine trusts",
            source: "oVirt REST API v4")
    }
}

extension StorageDomainSpec: ManifestObject {
    static var title: String { "the spec of a StorageDomain" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "function", \.function, .choice(), required: true, "What it is for.", example: "data", source: .walkthrough)
        Field("type", \.type, .choice(), required: true, "What it is.", example: "glusterfs", source: .slides)
        Field(
            "volume", \.volume, .volumeName, "The volume, of type glusterfs.", example: "data",
            leftOut: "the type is nfs", source: .slides)
        Field(
            "address", \.address, .text(.address), "The NFS server, of type nfs: a public address of CTDB.",
            example: "10.88.0.100", leftOut: "the type is glusterfs", source: .walkthrough)
        Field(
            "path", \.path, .text(.path), "The path that it exports, of type nfs.", example: "/iso",
            leftOut: "the type is glusterfs", source: .walkthrough)
        Field(
            "dataCenter", \.dataCenter, .text(.engineName), "The data centre that it belongs to.", example: "Default",
            source: .slides)
    }
}

extension FirewallSpec: ManifestObject {
    static var title: String { "firewall" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "manage", \.manage, .boolean, "Whether hcctl sets rules.", example: "true", source: .walkthrough,
            later: .part(unless: false))
        Field(
            "backend", \.backend, .choice(), "What holds the rules; auto: what runs.", example: "auto",
            source: .walkthrough)
    }
}

extension ControllerSpec: ManifestObject {
    static var title: String { "controller" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "lockVolume", \.lockVolume, .volumeName, "The volume whose lock elects the controller that acts.",
            example: "meta", leftOut: "the lock volume of the CTDBCluster", source: .hcctl, later: .part())
        Field(
            "host", \.host, .hostName, "The one host whose controller may act.", example: "host1",
            leftOut: "any of them", source: .hcctl, later: .part())
    }
}

extension Form where Value == String {
    /// Where the engine answers; an address that holds a password is refused, and not shown.
    static var engineURL: Self {
        let text = Form.text(.engineURL)
        return Form(text.shape) { node, problems in
            guard node.text?.contains("@") == true else { return text.read(node, &problems) }
            problems.add(
                Diagnostic(
                    .error, "a user does not stand in the address of the engine", at: node.place,
                    advice: "the name belongs into username, the password into password", secret: node.place))
            return nil
        } write: {
            text.write($0)
        }
    }
}
