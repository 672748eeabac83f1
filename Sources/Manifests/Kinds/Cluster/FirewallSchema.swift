internal import ClusterModel

extension FirewallSpec: ManifestObject {
    static var title: String { "firewall" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "manage", \.manage, .boolean, "Whether hcctl sets rules.", example: "true", source: .walkthrough,
            notYetManaged: .part(except: false))
        Field(
            "backend", \.backend, .choice(), "What holds the rules; auto: what runs.", example: "auto",
            source: .walkthrough)
    }
}
