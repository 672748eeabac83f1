internal import ClusterModel

extension VolumeOptionGroupSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a VolumeOptionGroup", meaning: "Options of gluster that several volumes share, and their file.",
        nameRule: .optionGroupName, nameExample: "virt", isManaged: true, annotations: [OptionRules.annotation],
        resources: \.optionGroups,
        rules: [VolumeOptionGroupRules.check],
        references: nil)

    static var title: String { "the spec of a VolumeOptionGroup" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "options", \.options, .options(of: .volume), required: true, "Options, by their full or short names.",
            example: "{performance.quick-read: off, cluster.eager-lock: enable}", source: .walkthrough)
    }
}
