/// `metadata.name` of a VolumeOptionGroup, which is the name of its file.
package typealias OptionGroupName = Name<VolumeOptionGroupSpec>

/// What is declared of an option group: options that volumes take together.
package struct VolumeOptionGroupSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.volumeOptionGroup
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.optionGroups

    /// Options with their values as written.
    package var options: [GlusterOption] = []

    /// The defaults.
    package init() {}
}
