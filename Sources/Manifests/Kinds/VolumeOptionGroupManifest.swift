internal import ClusterModel

extension VolumeOptionGroupSpec: ManifestObject {
    static var title: String { "the spec of a VolumeOptionGroup" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "options", \.options, .options(of: .volume), required: true, "Options, by their full or short names.",
            example: "{performance.quick-read: off, cluster.eager-lock: enable}", source: .walkthrough)
    }
}

extension Form where Value == OptionGroupName {
    /// The name of an option group; whether there is one of that name is asked once everything is read.
    static var optionGroupName: Self {
        Form<String>.text(.optionGroupName).converted {
            OptionGroupName($0)
        } from: {
            $0.text
        }
    }
}
