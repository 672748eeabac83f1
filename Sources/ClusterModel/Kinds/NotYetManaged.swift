/// A part of the manifests that this version checks and does not manage.
package struct NotYetManaged: Sendable, Hashable {
    /// The resource.
    package let resource: ResourceID
    /// Path of the field: `spec.deletionPolicy`; `spec` where it is the whole kind.
    package let field: String
    /// The declared value.
    package let desired: String

    /// A part.
    package init(_ resource: ResourceID, field: String, desired: String) {
        self.resource = resource
        self.field = field
        self.desired = desired
    }
}
