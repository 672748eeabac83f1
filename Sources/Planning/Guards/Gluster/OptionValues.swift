internal import ClusterModel

/// When two values of an option are the same to gluster: `on` and `enable` of a boolean, `32MB` and `33554432` of a
/// size, `1` and `on` of nothing but a boolean.
package enum OptionValues {
    /// Whether gluster takes the two values of that option for the same.
    package static func match(_ name: String, _ left: String, _ right: String) -> Bool {
        GlusterOptionTable.shared.match(name, left, right)
    }
}
