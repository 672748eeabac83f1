/// Tags the name of an option group.
package enum OptionGroupTag {}
/// `metadata.name` of a VolumeOptionGroup, which is the name of its file.
package typealias OptionGroupName = Name<OptionGroupTag>

/// What one wants of an option group: options that volumes take together.
package struct VolumeOptionGroupSpec: Sendable, Hashable {
    /// Options with their values as written.
    package var options: [GlusterOption] = []

    /// The defaults.
    package init() {}
}

/// An option group that the manifests ask for: a file on every host, and what volumes that name it get.
package struct DesiredOptionGroup: Sendable, Hashable {
    /// Its name.
    package let name: OptionGroupName
    /// What is wanted of it.
    package let spec: VolumeOptionGroupSpec

    /// A group.
    package init(_ name: OptionGroupName, _ spec: VolumeOptionGroupSpec) {
        self.name = name
        self.spec = spec
    }
}
