internal import ClusterModel

extension ControllerSpec: ManifestObject {
    static var title: String { "controller" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "lockVolume", \.lockVolume, .volumeName, "The volume whose lock elects the controller that acts.",
            example: "meta", whenOmitted: "the lock volume of the CTDBCluster", source: .hcctl, notYetManaged: .part())
        Field(
            "host", \.host, .hostName, "The one host whose controller may act.", example: "host1",
            whenOmitted: "the one that took the last term", source: .hcctl)
    }
}
